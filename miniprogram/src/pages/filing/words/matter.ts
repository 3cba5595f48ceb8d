// Claims, facts, evidence.
import { defineWords } from '@/words/i18n'

export const claimWords = defineWords('filingClaims', {
  heading: '您要求对方做什么？', lead: '勾选后填数字，我们写成诉讼请求。', leadFree: '一项一项写清楚，要钱的写上数字。',
  own: '自己写一项', ownLabel: (n: { number: number }) => `请求 ${n.number}`, ownHolder: '如：请求判令被告退还押金', amount: '金额', amountOptional: '金额（不要钱的不填）', remove: '删掉这一项',
  total: '请求金额合计', fee: '预计诉讼费', feeHalved: '预计诉讼费（减半后）', feeNote: '以法院通知为准。', how: '看怎么算的', feeWait: '填好金额后算给您看', feeTitle: '诉讼费怎么算的', feePay: '预交', feeOrdinary: (n: { fee: string }) => `如果按普通程序审理，不减半，是 ${n.fee}。`, feeWho: '您先交，最后由输的一方承担。交不起的，可以申请缓交、减交或者免交。', feeBasis: (n: { text: string }) => `依据：${n.text}`,
  needAmount: '请写上数字，如 6899 或 6899.50', zero: '要大于 0', tooMuch: '数字太大了，请再看一遍', next: '下一步：说说经过', needOne: '至少写一项请求', fixAmount: '还差：金额',
}, {
  heading: 'What do you want from them?', lead: 'Tick, fill in the figure, and we write the claim.', leadFree: 'One by one; where it is money, with the amount.',
  own: 'Write one of my own', ownLabel: (n) => `Claim ${n.number}`, ownHolder: 'e.g. order the defendant to return the deposit', amount: 'Amount', amountOptional: 'Amount (leave empty if no money)', remove: 'Remove this one',
  total: 'Claimed in all', fee: 'Court fee, estimated', feeHalved: 'Court fee, estimated (halved)', feeNote: "The court's notice counts. ", how: 'How it is worked out', feeWait: 'Shown once the amounts are there', feeTitle: 'How the fee is worked out', feePay: 'To prepay', feeOrdinary: (n) => `In the ordinary procedure it is not halved: ${n.fee}.`, feeWho: 'You pay first; in the end the losing side bears it. If you cannot afford it, you can ask for deferral, reduction or waiver.', feeBasis: (n) => `Basis: ${n.text}`,
  needAmount: 'Please write a figure, such as 6899 or 6899.50', zero: 'More than 0', tooMuch: 'That figure is too large; please look again', next: 'Next: what happened', needOne: 'Write at least one claim', fixAmount: 'Missing: an amount',
})

export const factWords = defineWords('filingFacts', {
  heading: '一件一件说清楚', headingFree: '说说经过', count: (n: { now: number; all: number }) => `第 ${n.now} 问，共 ${n.all} 问`, edit: '改', nextOne: '下一问', last: '最后一问', summary: '最后，您认为对方错在哪里？', summaryFree: '用自己的话写：什么时候、和谁、发生了什么、您为什么认为对方不对', summaryHint: '写明对方为什么应当负责。前面没问到的也写在这里', summaryHolder: '如：商品页写着全新未拆封，寄来的是激活过的旧机，这是欺骗，应当退款并赔偿', voice: '可以用手机键盘上的话筒说话输入', free: '经过和理由',
  whole: '看全文', wholeTitle: '起诉状里会这样写', next: '下一步：证据', needed: '这一问要回答，法院才好审查', amountBad: '请写上数字，如 6899 或 6899.50', later: '先跳过', yes: '是', no: '不是',
}, {
  heading: 'One thing at a time', headingFree: 'What happened', count: (n) => `Question ${n.now} of ${n.all}`, edit: 'Edit', nextOne: 'Next question', last: 'Last question', summary: 'At last: what did they do wrong?', summaryFree: 'In your own words: when, with whom, what happened, and why you think they are in the wrong', summaryHint: 'Why they should be held responsible; also what has not been asked', summaryHolder: 'e.g. it was sold as new and came used and activated; that is deceit, and they should refund and compensate', voice: "You can dictate with your keyboard's microphone", free: 'What happened and why',
  whole: 'See the text', wholeTitle: 'This is how the complaint will read', next: 'Next: evidence', needed: 'The court needs this answer', amountBad: 'Please write a figure, such as 6899 or 6899.50', later: 'Skip for now', yes: 'Yes', no: 'No',
})

export const evidenceWords = defineWords('filingEvidence', {
  heading: '放上证据', lead: '照片、PDF、Word、录音、视频都可以。断网会接着传。', camera: '拍照', album: '相册', chat: '聊天文件',
  suggest: '这类案件常用的证据', suggestLine: (n: { name: string; proves: string }) => `${n.name}：证明${n.proves}`, say: '写上证明什么', sayName: '这是什么？', sayTitle: '这份证据', name: '名称', nameHint: '如：订单截图', proves: '证明什么', provesHint: '如：我和对方有买卖关系', save: '就这样', up: '往前移', down: '往后移', drop: '不要这份', dropAsk: '从证据里拿掉？', pickOne: '选一项，或自己写',
  book: '把照片合成一份 PDF', bookTitle: '哪些照片合在一起？', bookLead: '按勾选的先后排页。合好后，原来的照片仍在法院留着原件。', bookName: '名称', bookDefault: '照片合订', bookDo: (n: { count: number }) => `合成一份（${n.count} 张）`, bookFew: '至少选两张', bookBusy: '正在合成…', next: '下一步：送达方式', moving: (n: { count: number }) => `${n.count} 份没传完也可以先往下走，系统会接着传`, none: '没有证据也能先往下走，但法院多半会要求补', unnamed: (n: { count: number }) => `${n.count} 份还没写证明什么`,
}, {
  heading: 'Add the evidence', lead: 'Photos, PDF, Word, sound and video. A lost net is no harm.', camera: 'Camera', album: 'Album', chat: 'File',
  suggest: 'Usual in such cases', suggestLine: (n) => `${n.name}: proves ${n.proves}`, say: 'Say what it proves', sayName: 'What is it?', sayTitle: 'This evidence', name: 'Name', nameHint: 'e.g. screenshot of the order', proves: 'What it proves', provesHint: 'e.g. that I bought it from them', save: 'Done', up: 'Move up', down: 'Move down', drop: 'Take it out', dropAsk: 'Take it out of the evidence?', pickOne: 'Choose one or write it yourself',
  book: 'Make one PDF of the photos', bookTitle: 'Which photos belong together?', bookLead: 'Pages follow the order of ticking. The court keeps the original photos.', bookName: 'Name', bookDefault: 'Photos', bookDo: (n) => `Make one PDF (${n.count})`, bookFew: 'Choose two or more', bookBusy: 'Working…', next: 'Next: service of documents', moving: (n) => `${n.count} not sent yet; you can go on, they follow by themselves`, none: 'You can go on without, but the court will probably ask for it', unnamed: (n) => `${n.count} without what it proves`,
})
