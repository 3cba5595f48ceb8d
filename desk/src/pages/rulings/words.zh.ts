import type { RoomWords } from '@/pages/rooms'

export const words: RoomWords = {
  name: '裁判',
  what: '裁判文书从起草到签发都在这里。',
  will: [
    '判决书、裁定书、决定书的起草、核对和签发',
    '保全、管辖异议、撤诉等申请的处理',
    '上诉期和生效日期',
  ],
}
