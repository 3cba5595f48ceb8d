import type { PartOfDay } from '@/words/time'

const greetings: Record<PartOfDay, string> = { morning: '早上好', noon: '中午好', afternoon: '下午好', evening: '晚上好' }

export const words = {
  title: '首页',
  greeting: (name: string, part: PartOfDay) => `${name}，${greetings[part]}`,
  nothingHeading: '现在没有要您办的事',
  nothing: '有事时会写在这里：要做什么，到哪一天。',
  todoHeading: '要您处理',
  undelivered: '有消息没有送出',
  undeliveredWhat: '系统试了多次，等您决定要不要再送',
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
