// Shapes of what the court answers about identity, filings, cases and fees, and the calls for them.
import { session } from './index'
import type { Person } from './client'

export type IdType = 'prc_resident_id' | 'hk_macao_travel_permit' | 'taiwan_travel_permit' | 'hk_mo_tw_residence_permit' | 'foreign_permanent_resident_2023' | 'passport'
export type RealNameState = 'none' | 'claimed' | 'matched' | 'face' | 'video'
/** What the person's view gains with real names. */
export type Me = Person & { step_up_until?: string | null; minor?: boolean; real_name_state?: RealNameState }
export interface VideoReview { state: 'none' | 'pending' | 'approved' | 'refused'; id?: string | null; phrase?: string | null; reason?: string | null; submitted_at?: string | null; decided_at?: string | null }

export interface List<T> { items: T[]; next: string | null }
export type FilingState = 'draft' | 'submitted' | 'under_review' | 'returned_for_correction' | 'pre_mediation' | 'accepted' | 'fee_due' | 'docketed' | 'returned' | 'not_accepted' | 'withdrawn' | 'deemed_withdrawn' | 'settled_before_filing'
export interface FilingRow { id: string; state: FilingState; cause?: string | null; cause_words?: string | null; title?: string | null; claimed_fen?: number | null; updated_at: string; submitted_at?: string | null; review_due?: string | null; receipt_no?: string | null; case_id?: string | null; case_number?: string | null; correction_due?: string | null; version: number }

export interface NextEvent { what: string; words: string; at?: string | null }
export interface CaseRow { id: string; number: string; cause?: string | null; cause_words?: string | null; title: string; state: string; state_words: string; role?: string | null; next_event?: NextEvent | null; unread: number; claimed_fen?: number | null; registered_at: string }
export interface CaseParty { side: string; side_words: string; name: string; kind: string; you: boolean; id_number_masked?: string | null }
export interface Stage { steps: { code: string; words: string; state: 'done' | 'now' | 'later' }[] }
export interface WhatNext { who: 'you' | 'court' | 'none' | string; what?: string | null; words?: string | null; until?: string | null; basis?: string | null }
export interface CaseView extends CaseRow { parties: CaseParty[]; filing_id?: string | null; claims: { text: string; amount_fen?: number | null }[]; procedure?: string | null; procedure_words?: string | null; stage?: Stage | null; next?: WhatNext | null }
export interface TimelineEntry { id: string; kind: string; title: string; detail?: string | null; at: string; by?: string | null }
export interface CaseDeadline { what: string; words: string; who: string; who_words: string; you: boolean; expires_before: string; basis: string; provisional: boolean; state: 'running' | 'met' | 'over' }
export interface CaseDocument { id: string; kind: string; title: string; at: string; from: string; pages?: number | null; media_type: string; size?: number | null; unread: boolean }

export interface FeeNotice { id: string; filing_id?: string | null; case_id?: string | null; case_number?: string | null; amount_fen: number; issued_at: string; due: string; state: 'due' | 'paid' | 'relieved' | 'lapsed' | 'cancelled'; provisional?: boolean; steps?: unknown; basis?: string | null; payment?: { id: string; state: string } | null; paid_at?: string | null }
export interface RequestPayment { timeStamp: string; nonceStr: string; package: string; signType: string; paySign: string }
export interface Payment { id: string; fee_notice_id?: string; out_trade_no: string; state: 'created' | 'open' | 'paid' | 'closed' | 'refunding' | 'refunded'; amount_fen: number; request_payment?: RequestPayment | null; paid_at?: string | null }

type Page = { after?: string; limit?: number }
const get = <T>(operation: string, path: string, query?: object) => session.send<T>({ operation, method: 'GET', path: `/api/v1${path}`, query: query as Record<string, string> })
const post = <T>(operation: string, path: string, body: unknown) => session.send<T>({ operation, method: 'POST', path: `/api/v1${path}`, body, idempotent: true })
const of = (id: string) => encodeURIComponent(id)

export const court = {
  claimRealName: (body: { name: string; id_type: IdType; id_number: string }) => post<{ assurance: string; next: string[] }>('claim_real_name', '/me/real-name', body),
  beginFace: () => post<{ verify_id: string; expires_in: number }>('begin_face_check', '/me/face', {}),
  endFace: (verifyId: string) => post<Me>('end_face_check', '/me/face/result', { verify_id: verifyId }),
  videoReview: () => get<VideoReview>('get_video_review', '/me/video-review'),
  sendVideo: (uploadIds: string[]) => post<VideoReview>('send_video_review', '/me/video-review', { upload_ids: uploadIds }),
  filings: (query: Page & { state?: string }) => get<List<FilingRow>>('list_filings', '/filings', query),
  cases: (query: Page & { state?: string; q?: string }) => get<List<CaseRow>>('list_cases', '/cases', query),
  case: (id: string) => get<CaseView>('get_case', `/cases/${of(id)}`),
  timeline: (id: string, query: Page) => get<List<TimelineEntry>>('list_case_timeline', `/cases/${of(id)}/timeline`, query),
  deadlines: (id: string) => get<{ items: CaseDeadline[] }>('list_case_deadlines', `/cases/${of(id)}/deadlines`),
  documents: (id: string, query: Page) => get<List<CaseDocument>>('list_case_documents', `/cases/${of(id)}/documents`, query),
  feeNotices: (query: Page & { filing_id?: string; case_id?: string }) => get<List<FeeNotice>>('list_fee_notices', '/fee-notices', query),
  feeNotice: (id: string) => get<FeeNotice>('get_fee_notice', `/fee-notices/${of(id)}`),
  pay: (feeNoticeId: string) => post<Payment>('create_payment', '/payments', { fee_notice_id: feeNoticeId }),
  payment: (id: string) => get<Payment>('get_payment', `/payments/${of(id)}`),
}
