import type { RoomWords } from '@/pages/rooms'

export const words: RoomWords = {
  name: '送达',
  what: '法院发出的文书，是否送到、何时送到，在这里看。',
  will: [
    '每份文书的发出、到达、打开、送达四个时间和依据',
    '没有送到的，自动变成待办',
    '送达凭证',
  ],
}
