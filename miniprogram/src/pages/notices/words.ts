import { defineWords } from '@/words/i18n'

export const words = defineWords('notices', {
  title: '消息',
  none: '这里还没有消息',
  noneText: '法院告诉您的事，例如新设备登录、期限和文书，都会先写在这里。',
  loggedOut: '登录后看法院给您的消息', loggedOutText: '有期限的事会在这里写明最后一天。',
  all: '全部', toDo: '要我办', papers: '文书', views: '看哪一类', noneHere: '这一类没有消息',
  unread: '未读', read: '已读', readAll: '全部已读', more: '再看一些', loading: '正在取消息…',
}, {
  title: 'Inbox',
  none: 'There are no messages yet',
  noneText: 'What the court tells you, such as a log-in on a new device, deadlines and documents, is written here first.',
  loggedOut: 'Log in to see messages from the court', loggedOutText: 'Matters with a deadline show their last day here.',
  all: 'All', toDo: 'To do', papers: 'Documents', views: 'Which to see', noneHere: 'No messages of this kind',
  unread: 'unread', read: 'read', readAll: 'Mark all read', more: 'Show more', loading: 'Fetching messages…',
})
