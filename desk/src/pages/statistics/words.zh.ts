import type { RoomWords } from '@/pages/rooms'

export const words: RoomWords = {
  name: '统计',
  what: '全院的收案、结案和用时在这里看。',
  will: [
    '收了多少、结了多少、还有多少',
    '各个环节平均用了多少天',
    '不给法官排名',
  ],
}
