import { defineWords } from '@/words/i18n'

export const words = defineWords('papers', {
  title: '文书',
  loading: '正在取文书…',
  save: '下载',
  open: '打开看',
  toChat: '发到微信聊天',
  share: '转发',
  saved: '已保存到下载',
  page: (n: { now: number; all: number }) => `第 ${n.now} 页，共 ${n.all} 页`,
  pages: (n: { all: number }) => `共 ${n.all} 页`,
  cannotShow: '这种文件不能在这里显示，请下载后打开。',
  cannotOpen: '微信打不开这种文件。可以发到聊天里，用电脑打开。',
  wrongPlace: '这个链接不对，请从案件或消息里打开文书。',
}, {
  title: 'Document',
  loading: 'Fetching the document…',
  save: 'Download',
  open: 'Open',
  toChat: 'Send to a WeChat chat',
  share: 'Share',
  saved: 'Saved to your downloads',
  page: (n) => `Page ${n.now} of ${n.all}`,
  pages: (n) => `${n.all} ${n.all === 1 ? 'page' : 'pages'}`,
  cannotShow: 'This kind of file cannot be shown here. Please download it to open it.',
  cannotOpen: 'WeChat cannot open this kind of file. You can send it to a chat and open it on a computer.',
  wrongPlace: 'This link is wrong. Please open documents from the case or from a message.',
})
