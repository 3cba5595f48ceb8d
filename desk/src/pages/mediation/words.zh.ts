import type { RoomWords } from '@/pages/rooms'

export const words: RoomWords = {
  name: '调解',
  what: '双方愿意调解的案件在这里谈。',
  will: [
    '我的调解和到期的日子',
    '三方一起谈，也可以只和一方谈',
    '写成协议，请双方签名；谈不成的转回立案',
  ],
}
