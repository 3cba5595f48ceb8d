import type { RoomWords } from '@/pages/rooms'

export const words: RoomWords = {
  name: '排期',
  what: '开庭和询问的时间在这里安排。',
  will: [
    '法官的日历，双方不能来的日子一并看到',
    '给双方几个时间选，定下后发传票',
    '第 5 期起，从这里进在线法庭、做笔录',
  ],
}
