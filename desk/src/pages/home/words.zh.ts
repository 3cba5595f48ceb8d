import type { PartOfDay } from '@/words/time'

const greetings: Record<PartOfDay, string> = { morning: '早上好', noon: '中午好', afternoon: '下午好', evening: '晚上好' }

export const words = {
  title: '首页',
  greeting: (name: string, part: PartOfDay) => `${name}，${greetings[part]}`,
  nothingHeading: '现在没有要您办的事',
  nothing: '有事时会写在这里：要做什么，到哪一天。',
  todoHeading: '要您处理',
  count: (count: number) => `${count} 件`,
  tasks: {
    due_today: { name: '今天到期的立案材料', what: '今天 24:00 前要决定；还不能决定的，先予登记立案' },
    mine: { name: '您领的立案材料', what: '快到期的在前' },
    unclaimed: { name: '没人领的立案材料', what: '可以领下一件' },
    videos: { name: '有人等视频核验', what: '对着证件核对，通过或者写明怎么改' },
    differences: { name: '对账有差异', what: '查明以后写明怎么处理的' },
    undelivered: { name: '有消息没有送出', what: '系统试了多次，等您决定要不要再送' },
  },
  open: '去处理',
  looking: '正在看有没有要您办的事…',
  roomsHeading: '您的房间',
  noRooms: '您的账号还没有角色，请找管理员。',
  stage: (stage: number) => `第\u00A0${stage}\u00A0期`,
  standing: '可以用了',
  notYet: (stage: number) => `这个房间还没有建好，计划在第\u00A0${stage}\u00A0期开放。`,
  willBe: '这里将会有',
  meanwhile: '现在这里没有要您办的事。',
}
