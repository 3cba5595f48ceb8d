// A filing as the server gives it, whole, for tests to change what they are about.
import type { Correction, DeskFiling, DraftCorrection } from '@/api/client'

export const deskFiling = (more: Partial<DeskFiling> = {}): DeskFiling => ({
  id: 'f1', state: 'under_review', state_words: '审查中', version: 3, title: '刘洋 诉 晴川商贸有限公司', cause_words: '网络购物合同纠纷', submitted_at: '2026-11-17T10:12:00+08:00', saved_at: '2026-11-17T10:12:00+08:00', receipt_no: 'L20261117-0118',
  content: {}, next: { who: 'court', what: 'review', words: '法院在审查' }, corrections: [], history: [], papers: [], flags: [], duplicates: [], escalation: 0,
  jurisdiction: { accepted: true, rule: 'J25', item: 6, explanation: '电商平台网络购物' }, fees: { small_claims: 2500, simplified: 2500, ordinary: 5000 }, procedure_advice: { procedure: 'small_claims', reasons: ['只付钱'] },
  identity: { assurance: 'L3', matches: true, minor: false, name: '刘洋' }, reviewer: { id: 'me', name: '陈静' }, draft_correction: null, allowed: [], ...more,
})

export const correction = (more: Partial<Correction> = {}): Correction => ({ id: 'c', issued_at: '2026-11-24T09:41:00+08:00', expires_before: '2030-12-02T00:00:00+08:00', provisional: false, items: [], explanations: [], ...more })

export const draftCorrection = (more: Partial<DraftCorrection> = {}): DraftCorrection => ({ items: [], due_days: 7, saved_at: '2026-11-24T09:41:00+08:00', saved_by: { id: 'me', name: '陈静' }, ...more })
