// What stands around every step: saved or not, two versions, names of fields.
import { defineWords } from '@/words/i18n'

export const frameWords = defineWords('filingFrame', {
  title: '我要立案',
  saving: '正在保存…', saved: '已保存', savedAt: (n: { at: string }) => `已保存 ${n.at}`,
  onPhone: '先存在手机里', notSaved: '没有存上', twoVersions: '有两个版本',
  toReview: '改好了，回去核对', toNotice: '改好了，回到补正',
}, {
  title: 'File a case',
  saving: 'Saving…', saved: 'Saved', savedAt: (n) => `Saved ${n.at}`,
  onPhone: 'Kept on this phone', notSaved: 'Not saved', twoVersions: 'Two versions',
  toReview: 'Done, back to the review', toNotice: 'Done, back to the notice',
})

export const conflictWords = defineWords('filingConflict', {
  title: '这里在别处也改过',
  anotherPhone: '另一部手机',
  lead: (n: { where: string; when: string }) => `${n.when}在${n.where}上改过，您刚才在这里也改了。请选用哪一个。`,
  mine: (n: { value: string }) => `用这里的：${n.value}`,
  theirs: (n: { value: string; where: string }) => `用那边的：${n.value}`,
  mineSub: '刚才，在这部手机上', theirsSub: (n: { when: string; where: string }) => `${n.when}，${n.where}`,
  rest: '没选之前两份都留着。其他内容没有冲突，选好以后再给您看一眼。',
  left: (n: { count: number }) => `还有 ${n.count} 处没有选`,
  useMine: '用这里的', useTheirs: '用那边的', useChosen: '就用选好的',
}, {
  title: 'This was changed elsewhere too',
  anotherPhone: 'another phone',
  lead: (n) => `It was changed on ${n.where} (${n.when}), and you changed it here just now. Please choose which to use.`,
  mine: (n) => `Use this phone's: ${n.value}`,
  theirs: (n) => `Use the other: ${n.value}`,
  mineSub: 'Just now, on this phone', theirsSub: (n) => `${n.when}, ${n.where}`,
  rest: 'Both are kept until you choose. Everything else did not clash; you will see it once you have chosen.',
  left: (n) => `${n.count} still to choose`,
  useMine: "Use this phone's", useTheirs: 'Use the other', useChosen: 'Use what I chose',
})

export const newsWords = defineWords('filingNews', {
  title: '有几处在别处改过',
  lead: (n: { where: string; when: string }) => `${n.when}在${n.where}上改的，和您在这里改的不是同一处。请看一眼，再定用哪个。`,
  now: (n: { value: string }) => `现在：${n.value}`, before: (n: { value: string }) => `原来：${n.value}`,
  keep: '看过了，就用现在的', undo: '都换回原来的', lost: '这件已经交给法院了',
  lostText: '可能是在另一部手机上交的，也可能是您上一次点的已经到了。下面是法院收到的；这部手机上还没存好的改动没有交上去。',
}, {
  title: 'Some of this was changed elsewhere',
  lead: (n) => `Changed on ${n.where} (${n.when}), where you changed nothing here. Please look at it and decide which to use.`,
  now: (n) => `Now: ${n.value}`, before: (n) => `Before: ${n.value}`,
  keep: 'Seen; use what is there now', undo: 'Put all of it back', lost: 'This is already with the court',
  lostText: 'It may have been submitted on another phone, or your last tap had arrived after all. What the court received is below; what this phone had not yet saved is not part of it.',
})

export const fieldNames = defineWords('filingFields', {
  and: '；', pair: (n: { what: string; value: string }) => `${n.what}：${n.value}`, files: (n: { count: number }) => `${n.count} 份文件`, aCause: '另一个案由', gender: '性别', male: '男', female: '女', born: '出生日期', proofs: '关系证明',
  all: '整份材料', other: '其他内容', nothing: '没有填', aFile: '一份文件', tail: (n: { tail: string }) => `尾号 ${n.tail}`,
  of: (n: { row: string; part: string }) => `${n.row} 的${n.part}`,
  plaintiff: (n: { number: string | number }) => `原告 ${n.number}`, defendant: (n: { number: string | number }) => `被告 ${n.number}`, thirdParty: (n: { number: string | number }) => `第三人 ${n.number}`,
  claim: (n: { number: string | number }) => `请求 ${n.number}`, evidenceItem: (n: { number: string | number }) => `证据 ${n.number}`,
  name: '名称', idNumber: '证件号码', idType: '证件种类', phone: '电话', address: '地址', kind: '个人或单位', text: '内容', amount: '金额', proves: '证明什么', file: '文件',
  representative: '法定代表人', recipient: '收件人', postal: '邮寄地址', email: '电子邮箱', electronic: '电子送达', electronicDecisions: '判决书也电子送达', relation: '监护关系', papers: '证照照片',
  cause: '案由', actingFor: '为谁起诉', guardian: '监护人', mediation: '调解意愿', online: '在线诉讼', facts: '事实经过', summary: '经过和理由', service: '送达地址', signature: '签名', rights: '立案须知',
  plaintiffs: '原告', defendants: '被告', thirdParties: '第三人', claims: '诉讼请求', evidence: '证据',
  accept: '愿意调解', decline: '不愿意调解', unsure: '还没想好', self: '为自己', ward: '为被监护人', organisation: '单位', person: '个人',
}, {
  and: '; ', pair: (n) => `${n.what}: ${n.value}`, files: (n) => `${n.count} ${n.count === 1 ? 'file' : 'files'}`, aCause: 'another cause', gender: 'gender', male: 'male', female: 'female', born: 'day of birth', proofs: 'proof of guardianship',
  all: 'the whole', other: 'other content', nothing: 'nothing', aFile: 'a file', tail: (n) => `ending in ${n.tail}`,
  of: (n) => `${n.row}: ${n.part}`,
  plaintiff: (n) => `Plaintiff ${n.number}`, defendant: (n) => `Defendant ${n.number}`, thirdParty: (n) => `Third party ${n.number}`,
  claim: (n) => `Claim ${n.number}`, evidenceItem: (n) => `Evidence ${n.number}`,
  name: 'name', idNumber: 'ID number', idType: 'kind of ID', phone: 'phone', address: 'address', kind: 'person or organisation', text: 'words', amount: 'amount', proves: 'what it proves', file: 'file',
  representative: 'legal representative', recipient: 'recipient', postal: 'postal address', email: 'e-mail', electronic: 'electronic service', electronicDecisions: 'electronic service of judgments', relation: 'guardianship', papers: 'photo of the licence',
  cause: 'the cause', actingFor: 'for whom', guardian: 'guardian', mediation: 'mediation', online: 'online litigation', facts: 'the facts', summary: 'what happened and why', service: 'service address', signature: 'signature', rights: 'notice of rights',
  plaintiffs: 'plaintiffs', defendants: 'defendants', thirdParties: 'third parties', claims: 'claims', evidence: 'evidence',
  accept: 'willing to mediate', decline: 'no mediation', unsure: 'not sure yet', self: 'for myself', ward: 'for a ward', organisation: 'organisation', person: 'person',
})
