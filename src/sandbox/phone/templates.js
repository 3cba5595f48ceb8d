'use strict';

/** What the settings call a template, in words. */
const TEMPLATES = {
  new_device: '新设备登录提醒', filing_received: '收到起诉材料提醒', correction_due: '补正提醒', accepted: '立案提醒', returned: '退回材料提醒',
  not_accepted: '裁定提醒', filing_withdrawn: '撤回立案申请提醒', pre_mediation_referred: '诉前调解提醒', fee_due: '交费提醒', fee_paid: '交费成功提醒',
  fee_refunded: '退费提醒', fee_lapsed: '交费到期提醒', docketed: '分案提醒', video_review_decided: '视频核验结果提醒', case_event: '案件进展提醒',
  document_arrived: '文书送达提醒', document_unread: '文书未读提醒', address_asked: '确认送达地址提醒',
  fee_refunded: '退费提醒', fee_lapsed: '交费到期提醒', docketed: '分案提醒', video_review_decided: '视频核验结果提醒', hearing_slots: '选择开庭时间提醒', hearing_confirmed: '开庭通知', hearing_changed: '开庭变更提醒', hearing_cancelled: '开庭取消提醒', hearing_soon: '即将开庭提醒', case_event: '案件进展提醒',
};
