import type { RoomWords } from '@/pages/rooms'

export const words: RoomWords = {
  name: '归档',
  what: '审结案件的电子卷宗在这里整理和借阅。',
  will: [
    '卷宗目录和缺少的材料',
    '归档、封存',
    '阅卷申请和借阅记录',
  ],
}
