// How a filing's states look, and the last day of a period whose end is exclusive.
import type { List_FilingItem } from '@/api/client'
import { dayOf } from '@/format'

export type FilingRow = List_FilingItem['items'][number]

export type TagLook = 'accent' | 'ok' | 'warn' | 'danger' | 'info' | 'line'

const LOOKS = {
  draft: 'line', submitted: 'info', under_review: 'info', returned_for_correction: 'warn', pre_mediation: 'accent', settled_before_filing: 'ok', accepted: 'accent', fee_due: 'warn',
  fee_relief_pending: 'info', docketed: 'ok', returned: 'line', not_accepted: 'danger', not_accepted_final: 'line', withdrawn: 'line', deemed_withdrawn: 'line',
} satisfies Record<string, TagLook>
/** States of the court's machine for which the pages have words of their own; for any other the court's words stand. */
export type FilingState = keyof typeof LOOKS
export const isKnown = (state: string): state is FilingState => state in LOOKS
export const lookOf = (state: string): TagLook => (isKnown(state) ? LOOKS[state] : 'line')

/** The person is the one who has to act. */
export const NEEDS_ME = ['returned_for_correction', 'fee_due', 'draft']
/** Nobody at the court has opened it yet: it can be taken back and changed. */
export const RECALLABLE = ['submitted']
export const WITHDRAWABLE = ['submitted', 'under_review', 'returned_for_correction', 'pre_mediation']

/** A period ends before an instant (the next day's 00:00 in Beijing); this is the last day on which one can act. */
export const lastDayBefore = (expiresBefore: string): string => dayOf(new Date(Date.parse(expiresBefore) - 1))
