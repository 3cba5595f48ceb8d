import type { RoomWords } from '@/pages/rooms'

export const words: RoomWords = {
  name: '收案',
  what: '当事人提交的立案材料在这里审查。',
  will: [
    '待审材料按七日审查期限排好，快到期的在前',
    '逐项核对，需要补正的一次告知清楚',
    '登记立案，生成案号，开出交费通知',
  ],
}
