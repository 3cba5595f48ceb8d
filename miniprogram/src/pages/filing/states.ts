// How a filing's states look, and the last day of a period whose end is exclusive.
import { dayOf } from '@/format'
import type { FilingState } from './wire'

export type TagLook = 'accent' | 'ok' | 'warn' | 'danger' | 'info' | 'line'

const LOOKS: Record<FilingState, TagLook> = {
  draft: 'line', submitted: 'info', under_review: 'info', returned_for_correction: 'warn', pre_mediation: 'accent', settled_before_filing: 'ok', accepted: 'accent', fee_due: 'warn',
  fee_relief_pending: 'info', docketed: 'ok', returned: 'line', not_accepted: 'danger', not_accepted_final: 'line', withdrawn: 'line', deemed_withdrawn: 'line',
}
export const lookOf = (state: FilingState): TagLook => LOOKS[state] ?? 'line'

/** The person is the one who has to act. */
export const NEEDS_ME: FilingState[] = ['returned_for_correction', 'fee_due', 'draft']
/** Nobody at the court has opened it yet: it can be taken back and changed. */
export const RECALLABLE: FilingState[] = ['submitted']
export const WITHDRAWABLE: FilingState[] = ['submitted', 'under_review', 'returned_for_correction', 'pre_mediation']

/** A period ends before an instant (the next day's 00:00 in Beijing); this is the last day on which one can act. */
export const lastDayBefore = (expiresBefore: string): string => dayOf(new Date(Date.parse(expiresBefore) - 1))
