// A filing as this room reads it. The description of the API leaves states, acts and flags as plain words; here they are
// narrowed to the codes that the room has words for.
import type { Client, DeskFiling, DeskFilingItem, FilingPaper } from '@/api/client'
import { claimedFen } from './pointers'

export type FilingsAsk = NonNullable<NonNullable<Parameters<Client['listDeskFilings']>[0]>['query']>
export type Queue = NonNullable<FilingsAsk['queue']>

export type FilingState =
  | 'draft' | 'submitted' | 'under_review' | 'returned_for_correction' | 'pre_mediation' | 'settled_before_filing' | 'accepted' | 'fee_due'
  | 'fee_relief_pending' | 'docketed' | 'returned' | 'not_accepted' | 'not_accepted_final' | 'withdrawn' | 'deemed_withdrawn'
export type PaperKind = 'complaint' | 'evidence' | 'identity' | 'guardianship' | 'signature' | 'correction' | 'notice'

const ACTS = [
  'claim', 'hand-over', 'open-review', 'request-correction', 'accept', 'accept-undecided-at-limit', 'no-prepayment', 'refer-pre-mediation',
  'return-unopposed', 'correction-lapsed', 'rule-not-accept', 'insist-uncorrected', 'rule-deemed-withdrawn',
] as const
export type Act = (typeof ACTS)[number]

const FLAGS = ['duplicate', 'resubmitted', 'minor'] as const
export type Flag = (typeof FLAGS)[number]

export const PROCEDURES = ['small_claims', 'simplified', 'ordinary'] as const
export type Procedure = (typeof PROCEDURES)[number]

export type Paper = FilingPaper & { kind: PaperKind }
export type FilingRow = Omit<DeskFilingItem, 'state' | 'flags'> & { state: FilingState; flags: Flag[] }
export type Filing = Omit<DeskFiling, 'state' | 'allowed' | 'flags' | 'papers' | 'procedure_advice'> & {
  state: FilingState
  /** An act that this version does not know is not offered. */
  allowed: Act[]
  flags: Flag[]
  papers: Paper[]
  procedure_advice: { procedure: Procedure | null; reasons: string[] }
  /** What all claims ask for together; null when none asks for money. */
  claimed_fen: number | null
}

const known = <Code extends string>(codes: readonly Code[], given: string[]): Code[] => codes.filter((code) => given.includes(code))

export function readFiling(answer: DeskFiling): Filing {
  const { procedure, reasons } = answer.procedure_advice
  return {
    ...answer,
    state: answer.state as FilingState,
    allowed: known(ACTS, answer.allowed),
    flags: known(FLAGS, answer.flags),
    papers: answer.papers as Paper[],
    procedure_advice: { procedure: PROCEDURES.find((one) => one === procedure) ?? null, reasons },
    claimed_fen: claimedFen(answer.content),
  }
}

export function readRow(answer: DeskFilingItem): FilingRow {
  return { ...answer, state: answer.state as FilingState, flags: known(FLAGS, answer.flags) }
}

/** An act on what was read: once somebody else has changed it, the act is refused (412) and nothing happens. */
export const asRead = ({ id, version }: { id: string; version: number }) => ({ path: { id }, headers: { 'If-Match': `"${version}"` } })
