import type { RoomWords } from '@/pages/rooms'

export const words: RoomWords = {
  name: '执行',
  what: '生效文书的执行在这里办。',
  will: [
    '执行申请的审查和立案',
    '执行通知书和措施，每一步的依据和时间',
    '到账、发还和结案',
  ],
}
