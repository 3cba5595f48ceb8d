// Which acts the page offers on a service, why not the others, and what each asks for. The server's `allowed` speaks of the
// state alone; whose office an act is and what else it needs stands here, so that nothing is offered in vain.
import type { DeliveryAct, Role } from '@/api/client'
import { dateOf, serverNow } from '@/words/time'
import { ACTS, type Act, type Delivery } from './delivery'

export type Hand = NonNullable<DeliveryAct['how']>
export type Ground = NonNullable<DeliveryAct['ground']>
export const GROUNDS: Ground[] = ['system_error', 'not_own_address', 'not_read_by_self']

export type Why = 'judge_only' | 'clerk_only' | 'not_joined' | 'refused' | 'no_certificate' | 'not_electronic'
export interface Offer { act: Act; why: Why | null }

const JUDGE_ACTS: Act[] = ['whereabouts_unknown', 'rebut', 'rebut_date']
const NEED_SOMEBODY: Act[] = ['ask_consent', 'use_found_address', 'send']

export interface Offices { clerk: boolean; judge: boolean }

/** Assistants serve as clerks of court do; a judge who is neither does only what is a judge's. */
export function officesOf(roles: Role[]): Offices {
  const judge = roles.includes('judge')
  return { judge, clerk: !judge || roles.includes('court_clerk') || roles.includes('judge_assistant') }
}

function whyNot(row: Delivery, act: Act, offices: Offices): Why | null {
  const isJudgeAct = JUDGE_ACTS.includes(act)
  if (isJudgeAct && !offices.judge) return 'judge_only'
  if (!isJudgeAct && !offices.clerk) return 'clerk_only'
  if (NEED_SOMEBODY.includes(act) && !row.joined) return 'not_joined'
  if (act === 'use_found_address' && row.consent === 'refused') return 'refused'
  if (act === 'rebut_date' && row.attempts.length === 0) return 'not_electronic'
  if (act === 'close_file' && row.attempts.length > 0 && !row.certified) return 'no_certificate'
  return null
}

/** All that the state allows, in order, each with the reason if it is not for this person or not for this service. */
export function offersOf(row: Delivery, offices: Offices): Offer[] {
  return ACTS.filter((act) => row.allowed.includes(act)).map((act) => ({ act, why: whyNot(row, act, offices) }))
}

export const isOffered = (row: Delivery, act: Act, offices: Offices): boolean => offersOf(row, offices).some((one) => one.act === act && one.why === null)

/** Seldom done, or not an answer to what waits: they never stand as the main button. */
const ASIDE: Act[] = ['cancel', 'rebut', 'rebut_date', 'whereabouts_unknown', 'close_file']

export interface Arranged { main: Act | null; others: Act[]; not: Offer[] }

export function arrange(row: Delivery, offices: Offices): Arranged {
  const offers = offersOf(row, offices)
  const offered = offers.filter((one) => one.why === null).map((one) => one.act)
  const main = offered.find((act) => !ASIDE.includes(act)) ?? null
  return { main, others: offered.filter((act) => act !== main), not: offers.filter((one) => one.why !== null) }
}

export type Field = 'how' | 'on' | 'outside' | 'ground' | 'at' | 'reason'

/** What an act asks for; only of these is anything sent. */
export const FIELDS: Record<Act, Field[]> = {
  send: [], ask_consent: [], use_found_address: ['reason'], resend: [], delivered: ['how', 'on', 'reason'], give_up: ['reason'], no_response: ['reason'], close_file: [],
  whereabouts_unknown: ['on', 'outside', 'reason'], rebut_date: ['at', 'reason'], rebut: ['ground', 'reason'], cancel: [],
}
/** Where the reason may stay empty. */
const REASON_IS_FREE: Act[] = ['use_found_address', 'delivered']
export const needsReason = (act: Act): boolean => FIELDS[act].includes('reason') && !REASON_IS_FREE.includes(act)
/** A mediation statement is signed for in person and never left behind (民诉法解释 133). */
export const handsFor = (row: Pick<Delivery, 'document_kind'>): Hand[] => (row.document_kind === 'mediation_statement' ? ['direct', 'post'] : ['direct', 'post', 'left'])

export interface Draft { reason: string; how: Hand | null; on: string; outside: boolean; ground: Ground | null; at: string }
export const emptyDraft = (): Draft => ({ reason: '', how: null, on: '', outside: false, ground: null, at: '' })

/** What a field for day and time gives, as an instant of Shanghai. */
const instantOf = (at: string): number => Date.parse(`${at}+08:00`)

/** The fields that are still to be filled in or corrected. */
export function missing(act: Act, draft: Draft, row: Pick<Delivery, 'sent_at'>, now = serverNow()): Field[] {
  return FIELDS[act].filter((field) => {
    if (field === 'reason') return needsReason(act) && !draft.reason.trim()
    if (field === 'how') return draft.how === null
    if (field === 'on') return !draft.on || draft.on > dateOf(now)
    if (field === 'ground') return draft.ground === null
    if (field === 'at') return !(instantOf(draft.at) <= now && instantOf(draft.at) >= Date.parse(row.sent_at ?? ''))
    return false
  })
}

export function bodyOf(act: Act, draft: Draft): DeliveryAct {
  const has = (field: Field) => FIELDS[act].includes(field)
  return {
    ...(has('how') && { how: draft.how }),
    ...(has('on') && { on: draft.on }),
    ...(has('outside') && { outside_prc: draft.outside }),
    ...(has('ground') && { ground: draft.ground }),
    ...(has('at') && { arrived_at: new Date(instantOf(draft.at)).toISOString() }),
    ...(has('reason') && draft.reason.trim() && { reason: draft.reason.trim() }),
  }
}

/** The last day of a public notice: thirty days from the day after it, sixty for those without a domicile here (民诉法 95、283). */
export function noticeEnds(on: string, outside: boolean): string {
  return dateOf(Date.parse(`${on}T12:00:00+08:00`) + (outside ? 60 : 30) * 86_400_000)
}
