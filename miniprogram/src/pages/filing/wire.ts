// The court's answers about filings, and the calls. Until the generated client has these operations, the paths stand here alone.
import { session } from '@/api'
import type { ApiCall } from '@/api/client'
import type { Content } from './content'

export type FilingState = 'draft' | 'submitted' | 'under_review' | 'returned_for_correction' | 'pre_mediation' | 'settled_before_filing' | 'accepted' | 'fee_due' | 'fee_relief_pending' | 'docketed' | 'returned' | 'not_accepted' | 'not_accepted_final' | 'withdrawn' | 'deemed_withdrawn'
export type Step = 'cause' | 'parties' | 'claims' | 'facts' | 'evidence' | 'service' | 'sign'

export interface Finding { pointer: string; code: string; detail: string; step: Step }
export interface Fee { payable_fen: number; exact_yuan?: string; steps: string[]; basis?: string; procedure?: string; ordinary_fen?: number | null }
export interface Duplicate { filing_id: string; case_id: string | null; case_number: string | null; receipt_no?: string | null; state: string; at: string | null; title: string; claimed_fen: number; why: string }
export interface Check {
  complete: boolean
  missing: Finding[]
  warnings: Finding[]
  fee: Fee | null
  duplicates: Duplicate[]
  jurisdiction: { accepted: boolean | null; rule?: string; item?: number | null; explanation: string; elsewhere?: string | null } | null
}
export interface Correction { id: string; issued_at: string; expires_before: string; items: { pointer: string; text: string; step: Step }[]; answered_at: string | null }
export interface Filing {
  id: string
  state: FilingState
  version: number
  content: Content
  saved_at?: string | null
  saved_on?: string | null
  submitted_at?: string | null
  /** The last time; after a correction the review runs from it. */
  received_at?: string | null
  receipt_no?: string | null
  review_due?: string | null
  correction?: Correction | null
  corrections?: Correction[]
  history?: { event: string; at: string; by: string; note?: string | null }[]
  fee_notice_id?: string | null
  pre_mediation_number?: string | null
  case_id?: string | null
  case_number?: string | null
  next?: { who: 'you' | 'court' | 'mediator' | 'none'; what: string; words: string; until?: string | null; basis?: string | null } | null
}
export interface FilingRow { id: string; state: FilingState; cause?: string | null; cause_words?: string | null; title?: string | null; claimed_fen: number; updated_at: string; submitted_at?: string | null; review_due?: string | null; receipt_no?: string | null; case_id?: string | null; case_number?: string | null; correction_due?: string | null; version: number }

export interface Element { key: string; question: string; hint?: string | null; kind: 'text' | 'long_text' | 'date' | 'money_fen' | 'choice' | 'yes_no'; options?: { code: string; words: string }[] | null; required: boolean; placeholder?: string | null }
/** `text` goes into the complaint; `title` is the same in the language of the app. */
export interface GuideClaim { code: string; text: string; title?: string; amount: 'required' | 'optional' | 'none'; hint?: string | null }
export interface Guide { cause: string; title: string; elements: Element[]; claims: GuideClaim[]; evidence: { name: string; proves: string }[] }
export interface RightsNotice { version: string; title: string; sections: { title: string; text: string; basis?: string | null }[] }
export interface Upload { id: string; name: string; size: number; media_type: string; pages?: number | null; variants?: string[] }

const BASE = '/api/v1/filings'
const send = <T>(operation: string, method: ApiCall['method'], path: string, more: Partial<ApiCall> = {}) => session.send<T>({ operation, method, path, ...more })
const one = (id: string) => `${BASE}/${encodeURIComponent(id)}`
/** Acts carry the version the person saw: nobody submits what another phone has just changed. */
const act = <T>(operation: string, id: string, what: string, body: unknown, version?: number) =>
  send<T>(operation, 'POST', `${one(id)}/${what}`, { body, idempotent: true, headers: version === undefined ? undefined : { 'If-Match': `"${version}"` } })

export const filings = {
  list: (query: { state?: string; after?: string; limit?: number } = {}) => send<{ items: FilingRow[]; next: string | null }>('list_filings', 'GET', BASE, { query }),
  start: () => send<Filing>('begin_filing', 'POST', BASE, { body: {}, idempotent: true }),
  read: (id: string) => send<Filing>('get_filing', 'GET', one(id)),
  save: (id: string, content: Content, version: number) => send<Filing>('save_filing', 'PUT', one(id), { body: { content }, headers: { 'If-Match': `"${version}"` } }),
  remove: (id: string) => send<void>('delete_filing', 'DELETE', one(id)),
  check: (id: string) => send<Check>('check_filing', 'POST', `${one(id)}/check`, { body: {} }),
  submit: (id: string, version: number) => act<{ state: FilingState; receipt_no: string; received_at: string; review_due: string }>('submit_filing', id, 'submit', {}, version),
  recall: (id: string) => act<Filing>('recall_filing', id, 'recall', {}),
  resubmit: (id: string, explanations: { pointer: string; text: string }[], version: number) => act<Filing>('resubmit_filing', id, 'resubmit', explanations.length ? { explanations } : {}, version),
  withdraw: (id: string, reason: string) => act<Filing>('withdraw_filing', id, 'withdraw-filing', reason ? { reason } : {}),
  guide: (cause: string) => send<Guide>('get_cause_guide', 'GET', `${BASE}/cause-guides/${encodeURIComponent(cause)}`),
  rightsNotice: () => send<RightsNotice>('get_rights_notice', 'GET', `${BASE}/rights-notice`),
  upload: (id: string) => send<Upload>('get_upload', 'GET', `/api/v1/uploads/${encodeURIComponent(id)}`),
  /** Addresses of papers, for the viewer of documents. */
  paper: (id: string, kind: 'complaint' | 'receipt' | 'correction' | 'notice') => `${one(id)}/${kind}.pdf`,
}
