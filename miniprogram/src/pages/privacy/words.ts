import { defineWords } from '@/words/i18n'

export const words = defineWords('privacy', {
  title: '隐私与授权', noticeTitle: '隐私告知书', lead: '关掉和打开一样容易。关掉后，办事不受影响。',
  readNotice: '看完整的告知书', readNoticeSub: (n: { version: string }) => `您看过的是 ${n.version} 版`, readNoticeNone: '法院用到您的哪些信息、为什么',
  wechat_messages: '用微信提醒我期限和开庭', wechat_messagesSub: '只发事情和日子，不发姓名和金额',
  usage_statistics: '允许统计使用情况来改进服务', usage_statisticsSub: '不含姓名和案件内容',
  privacy_notice: '看过隐私告知书',
  history: '记录', historySub: '每次打开、关掉都记在这里，不能改。', none: '还没有记录', given: '打开', withdrawn: '关掉', acknowledged: '已看过',
  more: '再看一些', saved: '已保存', version: (n: { version: string; day: string }) => `${n.version} 版，${n.day}起生效`, fingerprint: '内容指纹（SHA-256）',
}, {
  title: 'Privacy and consents', noticeTitle: 'Privacy notice', lead: 'Turning off is as easy as turning on. Nothing stops working when you do.',
  readNotice: 'Read the whole notice', readNoticeSub: (n) => `You saw version ${n.version}`, readNoticeNone: 'What the court uses about you, and why',
  wechat_messages: 'Remind me on WeChat of deadlines and hearings', wechat_messagesSub: 'Only the matter and the day, no names, no amounts',
  usage_statistics: 'Count how the service is used, to improve it', usage_statisticsSub: 'No names, nothing from cases',
  privacy_notice: 'Privacy notice seen',
  history: 'Record', historySub: 'Each change is written here and cannot be altered.', none: 'Nothing recorded yet', given: 'on', withdrawn: 'off', acknowledged: 'seen',
  more: 'Show more', saved: 'Saved', version: (n) => `Version ${n.version}, in force from ${n.day}`, fingerprint: 'Fingerprint (SHA-256)',
})
