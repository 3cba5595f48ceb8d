import { defineWords } from '@/words/i18n'

export const joinWords = defineWords('deliveryJoin', {
  title: '我要应诉', heading: '输入短信里的关联码', lead: '有人起诉了您，法院发短信告诉您。输入 10 位码，就能看到起诉状。', code: '关联码', codeHint: '大小写、空格都没关系',
  after: '加入以后', afterRead: '看起诉状和证据，收到后 15 天内可以答辩', afterMediate: '愿意的话，可以先调解', afterCourt: '不想在网上打，可以要求到法院来',
  notLosing: '加入不等于认输', notLosingText: '只是让您看到材料、能及时答辩。不加入，案件也会继续。',
  noSms: '没收到短信，或码过期了', noSmsText: '码从发出起 30 天内有效，只能用一次。请打 12368，报上您的姓名，法院核对后重新发给您。', isFraud: '这是不是骗子？教您核实', fraudText: '法院发码不收钱，不要银行卡号和验证码。不放心，就自己拨 12368 问，不要打短信里的电话。手里有文书的，用上面的校验码查一查。', toCheck: '查文书真伪', callIt: '打 12368',
  need: (n: { count: number }) => `还差 ${n.count} 位，请对照短信再看一遍`,
  wrong: '这个码不对、用过了或过期了。容易看错的是 8 和 B、2 和 Z、5 和 S。输错 5 次要等一小时。', other: '这个码是发给案件当事人本人的，和您实名的姓名、证件不一样。请让本人用自己的手机加入。', tooMany: '输错的次数太多了，请一小时后再试，或打 12368。', taken: '已经有人用这位当事人的位置加入了。如果不是您本人或您委托的人，请马上打 12368。',
  join: '加入案件', logIn: '登录后加入', proof: '还要核验您是本人，约 1 分钟，码会留着',
  joined: '您已加入这件案件', asDefendant: '您是被告。', asPlaintiff: '您是原告。', asThird: '您是第三人。', next: '接下来，确认文书送到哪里', nextText: '确认以后，法院把起诉状送到您的账户。收到的第二天起 15 天内可以提交答辩状。', nextBasis: '依据：民事诉讼法第一百二十八条',
  toAddress: '确认送达地址', toPapers: '看送达给我的文书', toCase: '看这件案件',
}, {
  title: 'Respond', heading: 'Type the code of the text message', lead: 'Somebody sued you, and the court sent you a text message. With its 10 characters you can read the complaint.', code: 'Association code', codeHint: 'Small letters and spaces do not matter',
  after: 'Once you have joined', afterRead: 'Read complaint and evidence; 15 days to answer once served', afterMediate: 'Try mediation first, if you wish', afterCourt: 'Ask for a hearing in court instead of online',
  notLosing: 'Joining is not giving in', notLosingText: 'You see the papers and can answer in time. The case goes on without you too.',
  noSms: 'No message, or the code has expired', noSmsText: 'A code is good for 30 days, once. Call 12368 and give your name; the court checks it and sends a new one.', isFraud: 'Is it fraud? How to check', fraudText: 'The court asks for no money, no card number and no bank code. When in doubt, dial 12368 yourself, not the number in the message. If you hold a paper, check its code.', toCheck: 'Check a paper', callIt: 'Call 12368',
  need: (n) => `${n.count} characters are missing; please look at the message again`,
  wrong: 'The code is wrong, used or expired. Easily mistaken: 8 and B, 2 and Z, 5 and S. After 5 wrong tries you must wait an hour.', other: 'This code belongs to a party of the case, whose name and number are not yours. Let them join with their own phone.', tooMany: 'Too many wrong tries. Try again in an hour, or call 12368.', taken: 'Somebody has already joined for this party. If it was not you or somebody you sent, call 12368 at once.',
  join: 'Join the case', logIn: 'Log in and join', proof: 'You will show who you are (about a minute); the code is kept',
  joined: 'You have joined this case', asDefendant: 'You are the defendant.', asPlaintiff: 'You are the plaintiff.', asThird: 'You are the third party.', next: 'Next: say where papers should go', nextText: 'Then the court sends the complaint to your account. You have 15 days to answer, counted from the day after.', nextBasis: 'Basis: Civil Procedure Law 128',
  toAddress: 'Confirm the address', toPapers: 'See papers served on me', toCase: 'See this case',
})
