// Service of documents, mediation, review and signature.
import { defineWords } from '@/words/i18n'

export const serviceWords = defineWords('filingService', {
  heading: '文书送到哪里？', lead: '同意电子送达后，文书到达您的账户就算送达，期限从那天的第二天起算。',
  electronic: '送到这个小程序', electronicSub: '同时用微信和短信提醒您', postal: '寄纸质文书到地址', postalSub: '寄到下面填的地址', recipient: '收件人', phone: '手机号码', address: '邮寄地址', addressHint: '省、市、区、街道、门牌号', contact: '收件人和地址', edit: '改', decisions: '判决书、裁定书也电子送达', decisionsSub: '需要纸质的，随时可以向法院要', needRecipient: '还差：收件人',
  mediationAsk: '愿意先调解吗？', accept: '愿意', acceptSub: '有调解员帮忙谈，不收费，最长 30 天；谈不成继续立案', decline: '不愿意，直接立案', unsure: '还没想好',
  onlineAsk: '在线打这场官司，可以吗？', online: '可以', onlineSub: '质证、开庭都在手机上；以后想去法院，提前说就行', offline: '想去法院', offlineSub: '立案在线办，开庭去法院',
  next: '下一步：核对签名', needWay: '还差：选送到哪里', needPhone: '还差：手机号码', needPostal: '还差：邮寄地址', needMediation: '还差：愿不愿意调解', needOnline: '还差：在线还是去法院', wrongPhone: '号码好像不全，请再看一遍',
}, {
  heading: 'Where should documents go?', lead: 'With electronic service a document counts as served when it reaches your account; periods run from the next day.',
  electronic: 'To this mini-program', electronicSub: 'With a reminder on WeChat and by text message', postal: 'On paper, by post', postalSub: 'To the address below', recipient: 'Recipient', phone: 'Phone number', address: 'Postal address', addressHint: 'Province, city, district, street, number', contact: 'Recipient and address', edit: 'Edit', decisions: 'Judgments and rulings electronically too', decisionsSub: 'You can ask the court for paper at any time', needRecipient: 'Missing: recipient',
  mediationAsk: 'Would you try mediation first?', accept: 'Yes', acceptSub: 'A mediator helps, free of charge, 30 days at most; otherwise the filing goes on', decline: 'No, go on with the filing', unsure: 'Not sure yet',
  onlineAsk: 'May the case be heard online?', online: 'Yes', onlineSub: 'Evidence and hearing on the phone; if you want to come to court later, tell us in time', offline: 'I want to come to court', offlineSub: 'Filing online, hearing in court',
  next: 'Next: review and sign', needWay: 'Missing: where documents go', needPhone: 'Missing: phone number', needPostal: 'Missing: postal address', needMediation: 'Missing: mediation', needOnline: 'Missing: online or in court', wrongPhone: 'The number seems incomplete; please look again',
})

export const signWords = defineWords('filingSign', {
  heading: '核对一遍，签上名字', edit: '改', cause: '案由', parties: '当事人', claims: '诉讼请求', facts: '事实经过', evidence: '证据', service: '送达', feeRow: '诉讼费',
  claimsIs: (n: { count: number; total: string }) => `${n.count} 项，合计 ${n.total}`, claimsNoMoney: (n: { count: number }) => `${n.count} 项`, factsIs: (n: { count: number }) => `已写 ${n.count} 字`, evidenceIs: (n: { count: number }) => `${n.count} 份，已全部上传`, evidenceMoving: (n: { count: number; moving: number }) => `${n.count} 份，另有 ${n.moving} 份还在上传`, electronic: '电子送达', postal: '邮寄纸质', none: '还没有填', feeIs: (n: { fee: string }) => `预计 ${n.fee}`,
  missingTitle: (n: { count: number }) => `还差 ${n.count} 处`, missingText: '点一下就到那里', step: (n: { number: number }) => `第 ${n.number} 步`, warnings: '也请看一眼',
  duplicate: '可能重复', duplicateText: (n: { day: string; title: string; money: string }) => `${n.day} 有一件“${n.title}”${n.money}。是另一件事就继续。`, duplicateMoney: (n: { total: string }) => `，${n.total}`, compare: '对照', elsewhere: '这件事可能由别的法院受理', seeElsewhere: '看看该去哪里',
  preview: '看起诉状', previewName: '起诉状草稿', typeInstead: '写不了？用键盘输入姓名', drawInstead: '改用手写', typedLabel: '输入您的姓名作为签名', typedHint: '要和实名认证的姓名一样', previewSub: '法院按您填的内容写成，签名前请读一遍', truth: '以上内容属实，虚假诉讼要承担法律责任', signed: '已经签好名', signAgain: '重签',
  submit: '提交给法院', checking: '正在核对…', fix: (n: { count: number }) => `先补上 ${n.count} 处`, needSign: '还差：签名', needTruth: '还差：勾选“以上内容属实”', waitFiles: (n: { count: number }) => `${n.count} 份证据还在上传，传完就能提交`, offline: '联网后提交', offlineText: '您填的都在手机里，联网后会自动保存，那时再提交。',
  stepUp: '提交前要先确认是您本人', stepUpText: '用证件和人脸，或者录一段视频，约 1 分钟。办完自动回到这里，填的内容都在。', stepUpDo: '现在实名认证', notSubmitted: '没有提交成功', kept: '内容都已保存。', checkAgain: '再核对一次', feeTitle: '诉讼费怎么算的',
}, {
  heading: 'Look it over and sign', edit: 'Edit', cause: 'Cause', parties: 'Parties', claims: 'Claims', facts: 'Facts', evidence: 'Evidence', service: 'Service', feeRow: 'Court fee',
  claimsIs: (n) => `${n.count} ${n.count === 1 ? 'claim' : 'claims'}, ${n.total} in all`, claimsNoMoney: (n) => `${n.count} ${n.count === 1 ? 'claim' : 'claims'}`, factsIs: (n) => `${n.count} ${n.count === 1 ? 'character' : 'characters'}`, evidenceIs: (n) => `${n.count} ${n.count === 1 ? 'file' : 'files'}, all uploaded`, evidenceMoving: (n) => `${n.count} ${n.count === 1 ? 'file' : 'files'}, and ${n.moving} still on their way`, electronic: 'Electronic', postal: 'On paper', none: 'Nothing yet', feeIs: (n) => `About ${n.fee}`,
  missingTitle: (n) => `${n.count} ${n.count === 1 ? 'thing is' : 'things are'} missing`, missingText: 'Tap one to go there', step: (n) => `Step ${n.number}`, warnings: 'Please look at this too',
  duplicate: 'Possibly the same', duplicateText: (n) => `There is “${n.title}” of ${n.day}${n.money}. If this is another matter, go on.`, duplicateMoney: (n) => `, ${n.total}`, compare: 'Compare', elsewhere: 'Another court may have to hear this', seeElsewhere: 'See where to go',
  preview: 'Read the complaint', previewName: 'Complaint (draft)', typeInstead: 'Cannot draw? Type your name', drawInstead: 'Draw it instead', typedLabel: 'Type your name to sign', typedHint: 'The name you proved to have', previewSub: 'Written from what you filled in; please read it before you sign', truth: 'All this is true; false litigation is punished by law', signed: 'You have signed', signAgain: 'Sign again',
  submit: 'Submit to the court', checking: 'Checking…', fix: (n) => `First add ${n.count}`, needSign: 'Missing: signature', needTruth: 'Missing: tick “All this is true”', waitFiles: (n) => `${n.count} files still on their way; then you can submit`, offline: 'Submit once online', offlineText: 'All is on this phone and is saved by itself once you are online; submit it then.',
  stepUp: 'First we have to know that it is you', stepUpText: 'With your ID and face, or a short video; about a minute. You come back here by itself, with everything kept.', stepUpDo: 'Verify my identity', notSubmitted: 'Not submitted', kept: 'Everything is saved. ', checkAgain: 'Check again', feeTitle: 'How the fee is worked out',
})
