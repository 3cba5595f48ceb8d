// The wire shapes of filing, cases, fees and identity reviews as they are agreed, with one function for each call.
// What `openapi.json` describes is to be taken from the generated client instead.
import { useSession } from '@/session/session'
import type { ApiCall, Send } from './client'

export interface Page<Item> { items: Item[]; next?: string | null }

export type FilingState =
  | 'draft' | 'submitted' | 'under_review' | 'returned_for_correction' | 'pre_mediation' | 'settled_before_filing' | 'accepted' | 'fee_due'
  | 'fee_relief_pending' | 'docketed' | 'returned' | 'not_accepted' | 'not_accepted_final' | 'withdrawn' | 'deemed_withdrawn'

export type Queue = 'to_do' | 'due_today' | 'unclaimed' | 'mine' | 'corrected' | 'waiting' | 'fee_due' | 'mediation' | 'ruling' | 'all'
export type Counts = Record<Exclude<Queue, 'all'>, number>
export type Flag = 'duplicate' | 'jurisdiction' | 'resubmitted' | 'minor' | 'incomplete'
export type ClockLevel = 'calm' | 'soon' | 'near' | 'today' | 'over'
export interface Clock { day: number; of: number; level: ClockLevel; paused: boolean }
export interface Person { id: string; name: string }

export interface FilingRow {
  id: string
  receipt_no?: string | null
  state: FilingState
  title: string
  cause?: string | null
  cause_words?: string | null
  claimed_fen?: number | null
  submitted_at?: string | null
  review_due?: string | null
  clock?: Clock | null
  flags: Flag[]
  reviewer?: Person | null
  case_number?: string | null
  corrections?: number
}

export interface FilingParty {
  kind?: 'person' | 'organisation' | null
  name?: string | null
  id_type?: string | null
  id_number?: string | null
  phone?: string | null
  address?: string | null
  gender?: string | null
  born_on?: string | null
  legal_representative?: { name?: string | null; position?: string | null } | null
  id_paper_upload_ids?: string[] | null
}

export interface FilingContent {
  cause?: string | null
  acting_for?: 'self' | 'ward' | 'organisation' | null
  guardian?: { relation?: string | null; proof_upload_ids?: string[] | null } | null
  mediation?: 'accept' | 'decline' | 'unsure' | null
  online_litigation?: boolean | null
  plaintiffs?: FilingParty[] | null
  defendants?: FilingParty[] | null
  third_parties?: FilingParty[] | null
  claims?: { text?: string | null; amount_fen?: number | null }[] | null
  facts?: { summary?: string | null; elements?: Record<string, string | boolean | number | null> | null } | null
  evidence?: { upload_id?: string | null; name?: string | null; proves?: string | null; pages?: string | number | null }[] | null
  service_address?: { recipient?: string | null; phone?: string | null; email?: string | null; postal?: string | null; electronic?: boolean | null } | null
  signature_upload_id?: string | null
}

export type PaperKind = 'complaint' | 'receipt' | 'evidence' | 'identity' | 'guardianship' | 'signature' | 'correction' | 'notice'
export interface Paper {
  id: string
  kind: PaperKind
  name: string
  media_type: string
  size?: number | null
  pages?: number | null
  proves?: string | null
  /** The field of the form that it belongs to. */
  pointer?: string | null
  url: string
  thumb_url?: string | null
}

export interface CorrectionItem { pointer: string; text: string }
export interface Correction {
  id: string
  issued_at: string
  expires_before: string
  items: (CorrectionItem & { step?: string | null })[]
  answered_at?: string | null
  /** The person's word on what cannot be changed. */
  explanations?: CorrectionItem[]
}
export interface DraftCorrection { items: CorrectionItem[]; due_days: number; saved_at?: string | null; saved_by?: string | Person | null }

export type Procedure = 'small_claims' | 'simplified' | 'ordinary'
export interface Duplicate { filing_id?: string | null; case_id?: string | null; case_number?: string | null; state?: string | null; at?: string | null; title?: string | null; claimed_fen?: number | null; why?: string | null }
export interface Jurisdiction { accepted: boolean; rule?: string | null; item?: number | null; explanation?: string | null; elsewhere?: string | null }
export interface HistoryEntry { event: string; at: string; by: 'party' | 'filing_clerk' | 'judge' | 'system' | string; name?: string | null; note?: string | null }

export type Act =
  | 'claim' | 'hand-over' | 'open-review' | 'request-correction' | 'accept' | 'accept-undecided-at-limit' | 'no-prepayment' | 'refer-pre-mediation'
  | 'return-unopposed' | 'correction-lapsed' | 'rule-not-accept' | 'insist-uncorrected' | 'rule-deemed-withdrawn'

export interface Filing {
  id: string
  state: FilingState
  version: number
  content: FilingContent
  title?: string | null
  cause_words?: string | null
  claimed_fen?: number | null
  submitted_at?: string | null
  receipt_no?: string | null
  review_due?: string | null
  clock?: Clock | null
  corrections: Correction[]
  correction?: Correction | null
  history: HistoryEntry[]
  case_id?: string | null
  case_number?: string | null
  pre_mediation_number?: string | null
  fee_notice_id?: string | null
  papers: Paper[]
  flags: Flag[]
  duplicates: Duplicate[]
  jurisdiction?: Jurisdiction | null
  fees?: Record<Procedure, number | null> | null
  procedure_advice?: { procedure: Procedure; reasons: string[] } | null
  identity?: { assurance: string; matches?: boolean | null; minor?: boolean | null } | null
  reviewer?: Person | null
  /** Why papers went back, or what a judge ruled. */
  outcome?: { kind: string; reasons: string; at: string; judge?: string | null } | null
  draft_correction?: DraftCorrection | null
  allowed: Act[]
}

export interface Accepted { case_id: string; case_number: string; fee_notice?: { id?: string; amount_fen?: number; due?: string } | null }
/** The questions of a cause, in the reader's language. */
export interface CauseGuide { cause: string; elements: { key: string; question: string; kind: string; options?: { code: string; words: string }[] }[] }

export interface Colleague { id: string; name: string; away?: boolean }

export type CaseState = string
export interface CaseRow {
  id: string
  number: string
  cause?: string | null
  cause_words?: string | null
  title: string
  state: CaseState
  state_words?: string | null
  next_event?: { what?: string; words?: string | null; at?: string | null } | null
  claimed_fen?: number | null
  registered_at?: string | null
}
export interface CaseParty { side: string; side_words?: string | null; name: string; kind?: string | null; id_number_masked?: string | null; phone_masked?: string | null }
export interface Case extends CaseRow {
  parties: CaseParty[]
  filing_id?: string | null
  claims?: { text: string; amount_fen?: number | null }[] | null
  procedure?: Procedure | null
  procedure_words?: string | null
  stage?: { steps: { code: string; words: string; state: 'done' | 'now' | 'later' }[] } | null
  next?: { who?: string; what?: string; words?: string | null; until?: string | null; basis?: string | null } | null
}
export interface TimelineEntry { id: string; kind: string; title: string; detail?: string | null; at: string; by?: string | null }
export interface Deadline { what: string; words?: string | null; who?: string | null; who_words?: string | null; expires_before: string; basis?: string | null; provisional?: boolean; state?: 'running' | 'met' | 'over' }
export interface CaseDocument { id: string; kind: string; title: string; at: string; pages?: number | null; media_type?: string | null; size?: number | null }

export type FeeState = 'due' | 'paid' | 'relieved' | 'lapsed' | 'cancelled'
export interface FeeNotice {
  id: string
  filing_id?: string | null
  case_id?: string | null
  case_number?: string | null
  amount_fen: number
  issued_at: string
  due?: string | null
  state: FeeState
  provisional?: boolean
  steps?: unknown[] | null
  basis?: string | null
  payment?: { id: string; state: string } | null
  paid_at?: string | null
  payer?: string | null
  title?: string | null
}
export interface Difference { id: string; kind: string; source?: string; reference?: string | null; payment_id?: string | null; our_fen?: number | null; their_fen?: number | null; found_at?: string; settled_at?: string | null; note?: string | null }
export interface Reconciliation { day: string; state: 'waiting' | 'done'; ran_at?: string | null; their_count: number; their_fen: number; our_count: number; our_fen: number; differences: number; unsettled: number; last_error?: string | null }
export interface ReconciledDay extends Reconciliation { items: Difference[] }

export type VideoReviewState = 'pending' | 'approved' | 'refused' | 'none'
export interface VideoReviewRow { id: string; name?: string | null; id_type?: string | null; id_number_masked?: string | null; state: VideoReviewState; submitted_at: string; decided_at?: string | null; reviewer?: { id: string; name?: string | null } | null; reason?: string | null }
export interface VideoReviewUpload { id: string; name?: string | null; media_type: string; purpose?: string | null; size?: number | null; url?: string | null }
/** `id_number` is whole while the review is open, and null afterwards. `number_in_use`: another account has proved it. */
export interface VideoReview extends VideoReviewRow { phrase?: string | null; uploads: VideoReviewUpload[]; id_number?: string | null; born_on?: string | null; minor?: boolean; number_in_use?: boolean; erased?: boolean }
export interface VideoChecks { face_matches: boolean; phrase_read: boolean; document_valid: boolean }

/** Bytes instead of JSON: the transport gives a Blob. */
export interface ContentCall extends ApiCall { content: true }

const part = encodeURIComponent
const ifMatch = (version: number | undefined) => (version === undefined ? undefined : { 'If-Match': `"${version}"` })

type Ask = { after?: string | undefined; limit?: number }
export interface FilingsAsk extends Ask { queue?: Queue; q?: string | undefined; state?: string | undefined; sort?: 'due' | 'received'; covering?: string | undefined; cause?: string | undefined; flag?: string | undefined }

export function createWire(send: Send) {
  const get = <Answer>(operation: string, path: string, query?: object) => send<Answer>({ operation, method: 'GET', path: `/api/v1/desk/${path}`, ...(query && { query: query as Record<string, unknown> }) })
  const post = <Answer>(operation: string, path: string, body: object, headers?: Record<string, string>) =>
    send<Answer>({ operation, method: 'POST', path: `/api/v1/desk/${path}`, body, idempotent: true, ...(headers && { headers }) })
  return {
    listFilings: (ask: FilingsAsk) => get<Page<FilingRow> & { counts?: Counts }>('list_desk_filings', 'filings', ask),
    getFiling: (id: string) => get<Filing>('get_desk_filing', `filings/${part(id)}`),
    /** An act of the review; a stale version is refused with 412 and nothing happens. */
    act: <Answer = Filing>(id: string, act: Act, body: object, version?: number) => post<Answer>(act.replace(/-/g, '_'), `filings/${part(id)}/${act}`, body, ifMatch(version)),
    saveDraftCorrection: (id: string, draft: { items: CorrectionItem[]; due_days: number }, version: number) =>
      send<Partial<Filing>>({ operation: 'save_draft_correction', method: 'PUT', path: `/api/v1/desk/filings/${part(id)}/draft-correction`, body: draft, headers: ifMatch(version)! }),
    /** Open to everyone, so it lies outside the desk. */
    getCauseGuide: (cause: string) => send<CauseGuide>({ operation: 'get_cause_guide', method: 'GET', path: `/api/v1/filings/cause-guides/${part(cause)}` }),
    setAway: (until: string | null) => send<unknown>({ operation: 'set_away', method: 'PUT', path: '/api/v1/desk/me/away', body: { until } }),
    listColleagues: (role: string) => get<Page<Colleague>>('list_colleagues', 'colleagues', { role }),

    listCases: (ask: Ask & { q?: string | undefined; state?: string | undefined }) => get<Page<CaseRow>>('list_desk_cases', 'cases', ask),
    getCase: (id: string) => get<Case>('get_desk_case', `cases/${part(id)}`),
    listTimeline: (id: string, ask: Ask = {}) => get<Page<TimelineEntry>>('list_desk_timeline', `cases/${part(id)}/timeline`, ask),
    listDeadlines: (id: string) => get<Page<Deadline>>('list_desk_deadlines', `cases/${part(id)}/deadlines`),
    listDocuments: (id: string, ask: Ask = {}) => get<Page<CaseDocument>>('list_desk_documents', `cases/${part(id)}/documents`, ask),

    listFeeNotices: (ask: Ask & { q?: string | undefined; state?: string | undefined }) => get<Page<FeeNotice>>('list_desk_fee_notices', 'fee-notices', ask),
    recordCounterPayment: (id: string, receiptNo: string) => post<unknown>('record_counter_payment', `fee-notices/${part(id)}/record-counter-payment`, { receipt_no: receiptNo }),
    listReconciliations: (ask: Ask = {}) => get<Page<Reconciliation>>('list_reconciliations', 'reconciliations', ask),
    getReconciliation: (day: string) => get<ReconciledDay>('get_reconciliation', `reconciliations/${part(day)}`),
    settleDifference: (id: string, note: string) => post<unknown>('settle_difference', `reconciliation-differences/${part(id)}/settle`, { note }),

    listVideoReviews: (ask: Ask & { state?: string }) => get<Page<VideoReviewRow>>('list_video_reviews', 'video-reviews', ask),
    getVideoReview: (id: string) => get<VideoReview>('get_video_review', `video-reviews/${part(id)}`),
    approveVideoReview: (id: string, checks: VideoChecks, moveAccount: boolean) => post<unknown>('approve_video_review', `video-reviews/${part(id)}/approve`, { checks, ...(moveAccount && { move_account: true }) }),
    refuseVideoReview: (id: string, reason: string) => post<unknown>('refuse_video_review', `video-reviews/${part(id)}/refuse`, { reason }),

    /** What lies at an address of our own API, with the session's token: no address carries a token. */
    content: (path: string) => {
      const call: ContentCall = { operation: 'content', method: 'GET', path, content: true }
      return send<Blob>(call)
    },
  }
}

export type Wire = ReturnType<typeof createWire>

export function useWire(): Wire {
  return createWire(useSession().send)
}

export const documentUrl = (caseId: string, id: string) => `/api/v1/desk/cases/${part(caseId)}/documents/${part(id)}/content`
export const videoUploadUrl = (reviewId: string, id: string, variant?: string) => `/api/v1/desk/video-reviews/${part(reviewId)}/uploads/${part(id)}/content${variant ? `?variant=${variant}` : ''}`
