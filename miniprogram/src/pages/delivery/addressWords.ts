import { defineWords } from '@/words/i18n'

export const addressWords = defineWords('deliveryAddress', {
  title: '送达地址', which: '确认哪件案件的送达地址？', whichText: '每件案件各确认一次，以后可以改。', noCase: '您还没有参加案件', noCaseText: '收到法院短信里的关联码，先加入案件。', join: '输入关联码加入', more: '再看一些',
  prove: '先核验您是谁', proveText: '送达地址确认书要由本人确认，约 1 分钟。办完回到这里。', proveDo: '现在核验',
  heading: '文书送到哪里？', lead: '这就是送达地址确认书，一审、二审和执行都用它。以后变了，请马上来这里改。',
  electronic: '送到这个小程序', electronicSub: '文书到达您的账户就算送达，期限从第二天起算。短信和微信会提醒您', postal: '寄纸质文书', postalSub: '邮寄到下面的地址，以签收的日子为准，会慢几天',
  decisions: '判决书、裁定书、调解书也送到这里', decisionsSub: '不勾，这三种文书寄纸质的给您。勾了，到达就算送达，上诉期从第二天起算；需要纸质的，随时可以向法院要', apart: '这一项由您另外决定',
  contact: '收件人和地址', recipient: '收件人', phone: '手机号码', email: '电子邮箱（选填）', postalAddress: '邮寄地址', postalOptional: '邮寄地址（选填）', addressHint: '省、市、区、街道、门牌号', wrong: '地址写错、没人收，退回的那天也算送达。请写真能收到的地址。', wrongTitle: '请写准',
  needWay: '还差：选送到哪里', needRecipient: '请写收件人姓名', needPhone: '请写手机号码', wrongPhone: '号码好像不全，请再看一遍', wrongEmail: '邮箱好像不全，请再看一遍', needPostal: '选了寄纸质的，请写能收到信的地址',
  confirm: '确认送达地址', again: '保存新的送达地址', meaning: '确认后从现在起生效，法院等着送的文书会马上送出',
  done: '送达地址已确认', doneElectronic: '以后的文书会到您的账户，到达就算送达。', doneDecisions: '判决书、裁定书、调解书也一样。', doneNoDecisions: '判决书、裁定书、调解书寄纸质的给您。', donePostal: '以后的文书会寄到您写的地址。',
  basis: '依据：民事诉讼法第九十条，人民法院在线诉讼规则第二十九条', toPapers: '看送达给我的文书', toCase: '看这件案件', change: '再改一下',
}, {
  title: 'Address for service', which: 'Which case is it for?', whichText: 'Each case has its own; you can change it later.', noCase: 'You are not in a case yet', noCaseText: 'Join the case first, with the code of the court’s text message.', join: 'Type the code and join', more: 'Show more',
  prove: 'First show who you are', proveText: 'You confirm an address for service yourself. It takes about a minute; afterwards you are back here.', proveDo: 'Do it now',
  heading: 'Where should papers go?', lead: 'This is your confirmation of address. It counts for first instance, appeal and enforcement. When it changes, come back at once.',
  electronic: 'To this app', electronicSub: 'A paper counts as served when it reaches your account; periods run from the next day. A text message and WeChat remind you', postal: 'On paper, by post', postalSub: 'To the address below; the day of the receipt counts, some days later',
  decisions: 'Judgments, rulings and mediation statements too', decisionsSub: 'Unticked, these three come on paper. Ticked, arrival is service and the time to appeal runs from the next day; you can ask for paper at any time', apart: 'This one you decide separately',
  contact: 'Recipient and address', recipient: 'Recipient', phone: 'Phone number', email: 'E-mail (optional)', postalAddress: 'Postal address', postalOptional: 'Postal address (optional)', addressHint: 'Province, city, district, street, number', wrong: 'If it is wrong or nobody accepts the letter, the day it comes back counts as service. Give an address that reaches you.', wrongTitle: 'Be exact',
  needWay: 'Missing: where papers go', needRecipient: 'Write who receives the papers', needPhone: 'Write a phone number', wrongPhone: 'The number seems incomplete; please look again', wrongEmail: 'The e-mail seems incomplete; please look again', needPostal: 'For papers by post an address is needed',
  confirm: 'Confirm the address', again: 'Save the new address', meaning: 'It counts from now on; papers that wait for it go out at once',
  done: 'Your address is confirmed', doneElectronic: 'Papers will come to your account, and arrival is service.', doneDecisions: 'So will judgments, rulings and mediation statements.', doneNoDecisions: 'Judgments, rulings and mediation statements come on paper.', donePostal: 'Papers will be posted to the address you gave.',
  basis: 'Basis: Civil Procedure Law 90, Online Litigation Rules 29', toPapers: 'See papers served on me', toCase: 'See this case', change: 'Change it again',
})
