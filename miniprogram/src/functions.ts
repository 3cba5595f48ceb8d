// Every function of the court (the 30 codes of the specification), in the order and groups of the "all functions" page:
// the page it opens, or null while it is not built. A test holds this against the list and against pages.json.
import type { IconName } from './design/icons'

export interface CourtFunction { code: IconName; page: string | null }
export interface FunctionGroup { key: 'suing' | 'service' | 'mediation' | 'evidence' | 'hearing' | 'motions' | 'identity'; functions: CourtFunction[] }

const notYet = (code: IconName): CourtFunction => ({ code, page: null })

export const groups: FunctionGroup[] = [
  { key: 'suing', functions: [
    { code: 'filing', page: 'pages/filing/index' }, { code: 'complaint_assistant', page: 'pages/filing/assistant' }, { code: 'correction', page: 'pages/filing/correction' },
    { code: 'respond', page: 'pages/delivery/join' }, { code: 'payment', page: 'pages/payment/index' }, notYet('refund_relief'), notYet('cross_region'),
  ] },
  { key: 'service', functions: [{ code: 'service_inbox', page: 'pages/delivery/index' }, { code: 'my_cases', page: 'pages/cases/index' }, notYet('file_access'), notYet('contact_judge')] },
  { key: 'mediation', functions: (['mediation', 'judicial_confirmation'] as const).map(notYet) },
  { key: 'evidence', functions: (['evidence', 'exchange', 'blockchain_verify'] as const).map(notYet) },
  { key: 'hearing', functions: (['hearing_schedule', 'online_hearing', 'async_trial', 'transcript_sign'] as const).map(notYet) },
  { key: 'motions', functions: (['preservation', 'jurisdiction_objection', 'claims_change', 'withdrawal', 'appeal', 'enforcement'] as const).map(notYet) },
  { key: 'identity', functions: [{ code: 'identity', page: 'pages/identity/realname' }, notYet('agency'), { code: 'address_confirm', page: 'pages/delivery/address' }, { code: 'tools', page: 'pages/help/tools' }] },
]

export const functions: CourtFunction[] = groups.flatMap((group) => group.functions)

/** Codes whose pages are still to come. */
export const pending: string[] = functions.filter((one) => one.page === null).map((one) => one.code)
