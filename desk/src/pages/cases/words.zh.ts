import type { RoomWords } from '@/pages/rooms'

export const words: RoomWords = {
  name: '案件',
  what: '登记立案后的案件都在这里。',
  will: [
    '案号、案由、当事人，案件到了哪一步',
    '每件案件的期限和经过',
    '按案号、姓名、案由查找',
  ],
}
