// Which acts the page offers. The server's `allowed` decides; this adds why the others are not there, for nobody should
// have to guess.
import { daysLeft } from '@/words/due'
import { serverNow } from '@/words/time'
import type { Act, Filing } from './filing'

/** The reasons why an act is not offered; the words stand beside the page. */
export type Why =
  | 'open_first' | 'judge_only' | 'clerk_only' | 'no_consent' | 'limit_not_reached' | 'correction_open' | 'correction_not_over'
  | 'not_waiting_for_correction' | 'settled' | 'not_now' | 'not_waiting_for_fee' | 'with_mediator'

export interface Offer { act: Act; offered: boolean; why: Why | null }

const JUDGE_ACTS: Act[] = ['rule-not-accept', 'insist-uncorrected', 'rule-deemed-withdrawn']
const ENDED: Filing['state'][] = ['settled_before_filing', 'accepted', 'docketed', 'returned', 'not_accepted', 'not_accepted_final', 'withdrawn', 'deemed_withdrawn']

export const isJudgeAct = (act: Act): boolean => JUDGE_ACTS.includes(act)

export function offer(filing: Filing, act: Act, isJudge: boolean, now = serverNow()): Offer {
  if (!filing.allowed.includes(act)) return { act, offered: false, why: whyNot(filing, act, isJudge, now) }
  const guard = unmet(filing, act, now)
  return { act, offered: guard === null, why: guard }
}

/** `allowed` speaks of state and role. What else the law asks for and the page can see is not offered in vain. */
function unmet(filing: Filing, act: Act, now: number): Why | null {
  if (act === 'refer-pre-mediation' && filing.content.mediation !== 'accept') return 'no_consent'
  if (act === 'accept-undecided-at-limit' && !limitReached(filing, now)) return 'limit_not_reached'
  if (act === 'correction-lapsed' && correctionRuns(filing, now)) return 'correction_not_over'
  return null
}

function whyNot(filing: Filing, act: Act, isJudge: boolean, now: number): Why {
  if (isJudgeAct(act) && !isJudge) return 'judge_only'
  if (!isJudgeAct(act) && act !== 'claim' && act !== 'hand-over' && isJudge) return 'clerk_only'
  if (act === 'correction-lapsed' || act === 'insist-uncorrected') {
    if (filing.state !== 'returned_for_correction') return 'not_waiting_for_correction'
    return correctionRuns(filing, now) ? 'correction_not_over' : 'not_now'
  }
  if (act === 'no-prepayment' || act === 'rule-deemed-withdrawn') return filing.state === 'fee_due' || filing.state === 'fee_relief_pending' ? 'not_now' : 'not_waiting_for_fee'
  if (ENDED.includes(filing.state) || filing.state === 'fee_due') return 'settled'
  if (filing.state === 'returned_for_correction') return 'correction_open'
  if (filing.state === 'pre_mediation') return 'with_mediator'
  const guard = unmet(filing, act, now)
  if (guard) return guard
  if (filing.state === 'submitted') return 'open_first'
  return 'not_now'
}

const correctionRuns = (filing: Filing, now: number): boolean => Boolean(filing.correction && Date.parse(filing.correction.expires_before) > now)

/** The last of the seven days has come. */
const limitReached = (filing: Filing, now: number): boolean => limitPassed(filing, now) || Boolean(filing.review_due && daysLeft(Date.parse(filing.review_due), now) <= 0)

/** The seven days are over: nobody may go on waiting, and registering comes first (登记立案规定 8). */
export function limitPassed(filing: Pick<Filing, 'review_due' | 'clock'>, now = serverNow()): boolean {
  if (filing.clock?.paused) return false
  return filing.clock?.level === 'over' || Boolean(filing.review_due && Date.parse(filing.review_due) <= now)
}

const CLERK_ORDER: Act[] = ['open-review', 'request-correction', 'accept-undecided-at-limit', 'accept', 'refer-pre-mediation', 'correction-lapsed', 'no-prepayment', 'return-unopposed', 'claim', 'hand-over']
const JUDGE_ORDER: Act[] = ['rule-not-accept', 'insist-uncorrected', 'rule-deemed-withdrawn', 'hand-over']
/** Acts that never stand with the large buttons: seldom done, or not an answer to the filing. */
const ASIDE: Act[] = ['return-unopposed', 'no-prepayment', 'claim', 'hand-over']
/** Of the acts not offered, those whose absence a reviewer would wonder about. */
const WORTH_A_REASON: Act[] = ['request-correction', 'accept', 'refer-pre-mediation', 'return-unopposed', 'accept-undecided-at-limit', 'correction-lapsed', 'rule-not-accept']

export interface Arranged {
  /** The large buttons, the first of them the main one. */
  main: Act[]
  others: Act[]
  notOffered: Offer[]
}

/** What stands where: with items written the notice comes first, without any docketing does. */
export function arrange(filing: Filing, isJudge: boolean, items: number, now = serverNow()): Arranged {
  const order = isJudge ? JUDGE_ORDER : CLERK_ORDER
  const offers = order.map((act) => offer(filing, act, isJudge, now))
  const offered = offers.filter((one) => one.offered).map((one) => one.act)
  const main = offered.filter((act) => !ASIDE.includes(act))
  // Without an item there is nothing to send: the editor above the buttons is where one begins.
  if (items === 0 && main.includes('request-correction')) main.splice(main.indexOf('request-correction'), 1)
  // Registering at the limit is for what cannot be decided: first only when the period is over.
  if (!limitPassed(filing, now) && main.includes('accept-undecided-at-limit')) main.push(...main.splice(main.indexOf('accept-undecided-at-limit'), 1))
  const reasons = [...offers, ...(isJudge ? [] : [offer(filing, 'rule-not-accept', false, now)])]
  return { main, others: offered.filter((act) => ASIDE.includes(act)), notOffered: reasons.filter((one) => !one.offered && (WORTH_A_REASON.includes(one.act) || isJudge)) }
}
