import type { RoomWords } from '@/pages/rooms'

export const words: RoomWords = {
  name: '日志',
  what: '谁在什么时候做过什么，在这里查。',
  will: [
    '登录、查阅、修改、下载的记录',
    '核对记录有没有被改动过',
    '只能看，不能改',
  ],
}
