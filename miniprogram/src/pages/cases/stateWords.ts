// Stages of a case by which one can filter: those people know. The court's own words for a case's state come with the case.
import { defineWords } from '@/words/i18n'

export const STATES = ['registered', 'docketed', 'serving', 'evidence', 'mediation', 'ready_for_hearing', 'in_hearing', 'awaiting_judgment', 'judged', 'appeal_window', 'effective', 'enforcement', 'closed'] as const

export const stateWords = defineWords('case_states', {
  registered: '待交费', docketed: '已立案', serving: '送达中', evidence: '举证中', mediation: '调解中', ready_for_hearing: '待开庭', in_hearing: '庭审中', awaiting_judgment: '待宣判', judged: '已宣判', appeal_window: '上诉期', effective: '已生效', enforcement: '执行中', closed: '已结案',
}, {
  registered: 'Fee due', docketed: 'Docketed', serving: 'Being served', evidence: 'Evidence', mediation: 'Mediation', ready_for_hearing: 'Before the hearing', in_hearing: 'In hearing', awaiting_judgment: 'Awaiting judgment', judged: 'Judged', appeal_window: 'Time to appeal', effective: 'In effect', enforcement: 'Enforcement', closed: 'Closed',
})
