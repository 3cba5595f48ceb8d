import { defineWords } from '@/words/i18n'

export const words = defineWords('cases', {
  title: '我的案件',
  none: '这里还没有案件',
  noneText: '网上立案和加入案件还在建设中。能办以后，您立案，或者用短信里的关联码加入，案件会出现在这里。现在立案请到诉讼服务大厅，或打 12368 询问。',
  tools: '先用计算工具',
  loggedOut: '登录后看您的案件',
  loggedOutText: '网上立案还在建设中，登录后案件会出现在这里。',
}, {
  title: 'My cases',
  none: 'There are no cases here yet',
  noneText: 'Filing online and joining a case are still being built. Once they work, a case you file, or join with the code from a text message, will appear here. To file now, please go to the litigation service hall, or call 12368.',
  tools: 'Use the calculators',
  loggedOut: 'Log in to see your cases',
  loggedOutText: 'Filing online is still being built. Your cases will appear here.',
})
