// What each kind of reminder tells, as it is asked for.
import { defineWords } from './i18n'

export const templateWords = defineWords('templates', {
  new_device: '有人用新设备登录', filing_received: '法院收到了立案材料', correction_due: '材料要补正', accepted: '登记立案了', returned: '材料退回了', not_accepted: '法院作出了裁定',
  filing_withdrawn: '立案撤回了', pre_mediation_referred: '转去调解了', fee_due: '要交诉讼费', fee_paid: '诉讼费收到了', fee_refunded: '诉讼费退回了', fee_lapsed: '交费期限过了',
  docketed: '案件分给审判庭了', video_review_decided: '视频核验有结果了', case_event: '案件有新进展',
  document_arrived: '法院送达了文书', document_unread: '有文书没打开', address_asked: '要确认送达地址',
  hearing_slots: '要选开庭时间', hearing_confirmed: '开庭时间定了', hearing_changed: '开庭时间变了', hearing_cancelled: '开庭取消了', hearing_soon: '快要开庭了',
}, {
  new_device: 'A log-in on a new device', filing_received: 'The court has your filing', correction_due: 'Your filing needs a correction', accepted: 'Your case is registered', returned: 'Your filing was returned', not_accepted: 'The court made a ruling',
  filing_withdrawn: 'Your filing was withdrawn', pre_mediation_referred: 'Your filing went to mediation', fee_due: 'A court fee is due', fee_paid: 'The court fee has arrived', fee_refunded: 'The court fee was refunded', fee_lapsed: 'The time to pay has passed',
  docketed: 'Your case went to a trial division', video_review_decided: 'Your video was checked', case_event: 'News in your case',
  document_arrived: 'The court served a document', document_unread: 'A document is unopened', address_asked: 'An address is to be confirmed',
  hearing_slots: 'Hearing times to choose from', hearing_confirmed: 'A hearing is fixed', hearing_changed: 'A hearing has changed', hearing_cancelled: 'A hearing is cancelled', hearing_soon: 'A hearing is near',
})
