import type { RoomWords } from '@/pages/rooms'

export const words: RoomWords = {
  name: '留言',
  what: '当事人给法官和法官助理的留言在这里回。',
  will: [
    '按案件排的留言，没回的在前',
    '回复留在案卷里，双方都能看到',
    '转给别的同事',
  ],
}
