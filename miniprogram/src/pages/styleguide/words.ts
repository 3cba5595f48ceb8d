import { defineWords } from '@/words/i18n'

export const words = defineWords('styleguide', {
  title: '设计样板', lead: '每个部件的每种样子。上面的开关对整个小程序起作用。',
  look: '外观', size: '字号', colours: '颜色', type: '文字', signs: '期限、日期、标签', buttons: '按钮', fields: '填写', choices: '选择', notes: '说明', lists: '列表', story: '过程与送达', money: '算式', states: '空、等待、出错', icons: '图标',
  files: '文件', file1: '订单截图', file1Proves: '买卖关系', file2: '开箱录像', file3: '检测报告', file4: '聊天记录', file4Words: '文件加了密码，法院打不开。请去掉密码再传，或直接拍屏幕。',
  sample: '文书到达您的账户就算送达。', standard: '标准', large: '大字',
  primary: '主要按钮', second: '次要按钮', line: '线框按钮', textButton: '文字按钮', off: '等法官开庭', danger: '撤回申请', busy: '正在提交', openSheet: '打开底部页',
  rest: '默认', amount: '金额', wrong: '有误', wrongText: '还少 8 位，请对照证件再看', day: '日子', one: '选中', other: '未选', cannot: '不能选', cannotWhy: '总要写明为什么', many: '多选，选中',
  why: '为什么', whyText: '解释规则，不要求做什么。', good: '可以受理', goodText: '确认一件好事。', before: '签了就有约束力', beforeText: '做之前要知道的后果。', bad: '退信', badText: '已经出错，需要处理。',
  plainTag: '默认', going: '进行中', done: '已送达', wait: '待签', unopened: '未打开', review: '待审核', turn: '轮到您',
  stage1: '立案', stage2: '送达', stage3: '举证', stage4: '开庭', stage5: '判决', stage6: '生效',
  sent: '发出', arrived: '到达', openedAt: '打开', served: '送达', servedWhy: '到达即送达', sheetText: '不可撤回的事，先在这里说清后果。',
  first10k: '1 万元以内，固定', total: '应交',
}, {
  title: 'Style guide', lead: 'Every part in every state. The switches above act on the whole app.',
  look: 'Appearance', size: 'Text size', colours: 'Colours', type: 'Type', signs: 'Deadlines, days, tags', buttons: 'Buttons', fields: 'Fields', choices: 'Choices', notes: 'Notes', lists: 'Lists', story: 'Story and service', money: 'Sums', states: 'Empty, waiting, trouble', icons: 'Icons',
  files: 'Files', file1: 'Screenshot of the order', file1Proves: 'the sale', file2: 'Unpacking', file3: 'Test report', file4: 'Chat', file4Words: 'The file has a password and the court cannot open it. Take the password off, or photograph the screen.',
  sample: 'A document is served when it reaches your account.', standard: 'Standard', large: 'Large',
  primary: 'Primary', second: 'Secondary', line: 'Outline', textButton: 'Text', off: 'Waiting for the judge', danger: 'Withdraw', busy: 'Submitting', openSheet: 'Open a sheet',
  rest: 'Rest', amount: 'Amount', wrong: 'Wrong', wrongText: '8 digits are missing; please check the card', day: 'Day', one: 'Chosen', other: 'Not chosen', cannot: 'Cannot be chosen', cannotWhy: 'Always says why', many: 'Several, chosen',
  why: 'Why', whyText: 'Explains a rule, asks for nothing.', good: 'Accepted', goodText: 'Confirms something good.', before: 'Binding once signed', beforeText: 'A consequence, before the act.', bad: 'Returned', badText: 'Something went wrong and needs you.',
  plainTag: 'Plain', going: 'Running', done: 'Served', wait: 'To sign', unopened: 'Unopened', review: 'In review', turn: 'Your turn',
  stage1: 'Filing', stage2: 'Service', stage3: 'Evidence', stage4: 'Hearing', stage5: 'Judgment', stage6: 'In force',
  sent: 'Sent', arrived: 'Arrived', openedAt: 'Opened', served: 'Served', servedWhy: 'Served on arrival', sheetText: 'What cannot be undone is explained here first.',
  first10k: 'First 10,000, flat', total: 'Fee',
})
