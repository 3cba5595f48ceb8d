// Names of the 30 functions, of their groups, and the words people use when they look for them.
import { defineWords } from './i18n'

export const functionNames = defineWords('functions', {
  suing: '打官司', service: '送达与查询', motions: '向法院申请',
  groupMediation: '调解', groupEvidence: '证据', groupHearing: '开庭', groupIdentity: '身份与工具',
  filing: '我要立案', complaint_assistant: '诉状助手', correction: '立案补正', respond: '我要应诉', payment: '诉讼交费', refund_relief: '退费缓减免', cross_region: '跨域立案',
  service_inbox: '文书签收', my_cases: '我的案件', file_access: '网上阅卷', contact_judge: '联系法官',
  mediation: '多元调解', judicial_confirmation: '司法确认',
  evidence: '证据提交', exchange: '交换质证', blockchain_verify: '存证核验',
  hearing_schedule: '开庭时间', online_hearing: '在线开庭', async_trial: '异步审理', transcript_sign: '笔录签名',
  preservation: '财产保全', jurisdiction_objection: '管辖异议', claims_change: '变更与反诉', withdrawal: '撤诉', appeal: '上诉', enforcement: '申请执行',
  identity: '实名认证', agency: '委托代理', address_confirm: '送达地址', tools: '诉讼工具',
  pendingTitle: (n: { name: string }) => `“${n.name}”还在建设中`,
  pendingText: '这里现在还不能办。请到诉讼服务大厅办理，或拨打 12368 询问。能办的时候，这里会直接打开。',
  pendingSay: '，还在建设中',
}, {
  suing: 'Going to court', service: 'Service and inquiry', motions: 'Applications to the court',
  groupMediation: 'Mediation', groupEvidence: 'Evidence', groupHearing: 'Hearing', groupIdentity: 'Identity and tools',
  filing: 'File a case', complaint_assistant: 'Complaint help', correction: 'Correct a filing', respond: 'Respond', payment: 'Pay fees', refund_relief: 'Refund, relief', cross_region: 'Other courts',
  service_inbox: 'Documents', my_cases: 'My cases', file_access: 'Read the file', contact_judge: 'Ask the judge',
  mediation: 'Mediation', judicial_confirmation: 'Confirm a deal',
  evidence: 'Add evidence', exchange: 'Exchange', blockchain_verify: 'Verify records',
  hearing_schedule: 'Hearing time', online_hearing: 'Online hearing', async_trial: 'In turns', transcript_sign: 'Sign record',
  preservation: 'Preservation', jurisdiction_objection: 'Jurisdiction', claims_change: 'Change claims', withdrawal: 'Withdraw', appeal: 'Appeal', enforcement: 'Enforcement',
  identity: 'Real name', agency: 'Agents', address_confirm: 'Address', tools: 'Tools',
  pendingTitle: (n) => `“${n.name}” is still being built`,
  pendingText: 'You cannot do this here yet. Please go to the litigation service hall, or call 12368. Once it is ready, it will open here.',
  pendingSay: ', still being built',
})

/** What people type when they mean a function: everyday words beside the legal ones. */
export const searchWords: Record<string, string> = {
  filing: '起诉 告状 打官司 立案 诉讼 sue file complaint lawsuit', complaint_assistant: '诉状 起诉状 写状子 complaint draft', correction: '补正 补材料 修改 退回 fix correct',
  respond: '应诉 被告 短信 关联码 答辩 defendant respond code sms', payment: '交费 缴费 付款 诉讼费 pay fee', refund_relief: '退费 退钱 缓交 减交 免交 困难 refund relief waiver',
  cross_region: '跨域 外地 别的法院 异地 other court', service_inbox: '文书 签收 送达 传票 判决书 documents service summons', my_cases: '案件 进度 查询 cases progress',
  file_access: '阅卷 案卷 卷宗 file dossier', contact_judge: '法官 留言 联系 电话 judge message', mediation: '调解 和解 商量 mediation settle', judicial_confirmation: '司法确认 调解协议 confirm agreement',
  evidence: '证据 截图 照片 录音 上传 evidence upload photo', exchange: '质证 交换 证据交换 exchange', blockchain_verify: '区块链 存证 核验 天平链 blockchain hash verify',
  hearing_schedule: '开庭时间 改时间 改期 排期 schedule time', online_hearing: '开庭 视频 庭审 hearing video', async_trial: '异步 非同步 asynchronous', transcript_sign: '笔录 签名 签字 transcript sign',
  preservation: '保全 冻结 查封 财产 freeze preserve', jurisdiction_objection: '管辖 异议 移送 objection transfer', claims_change: '变更 增加 反诉 诉讼请求 counterclaim change', withdrawal: '撤诉 撤回 不告了 withdraw',
  appeal: '上诉 二审 不服 appeal', enforcement: '执行 强制执行 老赖 不还钱 enforce', identity: '实名 身份证 认证 人脸 identity real name', agency: '律师 代理 委托 lawyer agent', address_confirm: '地址 送达地址 address',
  tools: '计算 诉讼费 期限 工具 多少钱 几天 管辖 程序 calculator fee deadline tool',
}
