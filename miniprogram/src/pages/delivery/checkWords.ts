import { defineWords } from '@/words/i18n'

export const checkWords = defineWords('deliveryCheck', {
  title: '查文书真伪', heading: '这份文书是法院发的吗？', lead: '输入送达凭证上的 24 位校验码。不用登录，查询不显示当事人。', code: '校验码', codeHint: '四位一组，大小写、空格都没关系', scan: '扫二维码', check: '查一查', checking: '正在查…',
  need: (n: { count: number }) => `还差 ${n.count} 位`, good: '位数对了',
  found: '法院发过这份文书', foundText: '请对照手里的文书：标题、案号都一样，才是这一份。', court: '法院', paper: '文书', number: '案号', state: '送达', sentAt: '发出', servedOn: '送达日', digest: '文件指纹', digestText: 'SHA-256，用来核对电子文件有没有被改过',
  nothing: '法院没有这份文书的记录', nothingText: '请先核对校验码。码没有看错，文书就可能是假的：不要付钱，不要给验证码，请打 12368 核实。', callIt: '打 12368 核实', another: '再查一份', cannotScan: '没有扫到校验码，请手工输入',
}, {
  title: 'Check a paper', heading: 'Did the court send this paper?', lead: 'Type the 24 characters of the certificate. No log-in is needed, and nobody is named.', code: 'Check code', codeHint: 'Groups of four; small letters and spaces do not matter', scan: 'Scan the code', check: 'Check', checking: 'Checking…',
  need: (n) => `${n.count} characters are missing`, good: 'The length is right',
  found: 'The court sent this paper', foundText: 'Compare it with the one you hold: title and case number must be the same.', court: 'Court', paper: 'Paper', number: 'Case', state: 'Service', sentAt: 'Sent', servedOn: 'Served on', digest: 'Fingerprint', digestText: 'SHA-256, to see whether a file was changed',
  nothing: 'The court has no record of this paper', nothingText: 'Check the code first. If it is right, the paper may be false: pay nothing, give no bank code, and call 12368.', callIt: 'Call 12368', another: 'Check another', cannotScan: 'No check code was found; please type it',
})
