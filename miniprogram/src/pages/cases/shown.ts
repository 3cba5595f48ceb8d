// How cases, filings and their dates are shown. Pure.
import type { CaseDeadline, CaseItem, List_CaseDocument, List_CaseEntry, Stage } from '@/api/client'
import { dayOf } from '@/format'
import type { FilingRow } from '@/pages/filing/states'

export type CaseDocument = List_CaseDocument['items'][number]
export type CaseEntry = List_CaseEntry['items'][number]

export type Look = 'accent' | 'ok' | 'warn' | 'danger' | 'info' | 'line'

/** A period ends before an instant (the next day's 00:00 in Beijing); this is the last day on which one can act. A plain day stays. */
export const lastDay = (expiresBefore: string): string => (/^\d{4}-\d{2}-\d{2}$/.test(expiresBefore) ? expiresBefore : dayOf(new Date(Date.parse(expiresBefore) - 1)))

const CASE_LOOKS: Record<string, Look> = { registered: 'danger', judged: 'info', appeal_window: 'warn', suspended: 'line', effective: 'ok', enforcement: 'warn', closed: 'ok', archived: 'line', transferred: 'line' }
export const caseLook = (state: string): Look => CASE_LOOKS[state] ?? 'accent'

const FILING_LOOKS: Record<string, Look> = { draft: 'line', submitted: 'info', under_review: 'info', returned_for_correction: 'danger', pre_mediation: 'accent', accepted: 'accent', fee_due: 'danger' }
export const filingLook = (state: string): Look => FILING_LOOKS[state] ?? 'line'

/** A filing that has become a case is shown as the case; an ended one only among the ended. */
const UNDER_WAY = ['submitted', 'under_review', 'returned_for_correction', 'pre_mediation', 'accepted', 'fee_due', 'fee_relief_pending']
export const isUnderWay = (filing: FilingRow) => UNDER_WAY.includes(filing.state) && !filing.case_id
export const isDraft = (filing: FilingRow) => filing.state === 'draft'
export const isEnded = (filing: FilingRow) => !isDraft(filing) && !UNDER_WAY.includes(filing.state) && !filing.case_id

/** Where a filing is gone on with. */
export function pageOfFiling(filing: { id: string; state: string }): string {
  const page = filing.state === 'draft' ? 'resume' : filing.state === 'returned_for_correction' ? 'correction' : 'receipt'
  return `/pages/filing/${page}?id=${filing.id}`
}

/** Running first and the nearest on top; those that are over after them; those that were met last. */
export function inOrder(deadlines: CaseDeadline[]): CaseDeadline[] {
  const rank = (one: CaseDeadline) => ['running', 'over', 'met'].indexOf(one.state)
  return [...deadlines].sort((a, b) => rank(a) - rank(b) || Date.parse(a.expires_before) - Date.parse(b.expires_before))
}

/** What a filing needs now: its case, where the fee is paid too, or its own page. */
export const pageNow = (filing: { id: string; state: string; case_id?: string | null }): string => (filing.case_id ? `/pages/cases/case?id=${filing.case_id}` : pageOfFiling(filing))

/** The place on the track; -1 before it begins. */
export function stageNow(stage: Stage | null | undefined): number {
  if (!stage) return -1
  const now = stage.steps.findIndex((one) => one.state === 'now')
  return now >= 0 ? now : stage.steps.filter((one) => one.state === 'done').length - 1
}

export type Sender = 'court' | 'other' | 'me'
/** Who a document comes from, for its heading: the court says `own` of what my side handed in. */
export const senderOf = (document: Pick<CaseDocument, 'from'>): Sender => (document.from === 'court' ? 'court' : document.from === 'own' ? 'me' : 'other')

/** "您：提交证据" where the page says already whose turn it is. */
export const withoutWho = (words: string) => words.replace(/^(您：|You: )/, '')

/** （2026）京0491民初1024号 -> 1024号案, as notices and short places say it. */
export const shortNumber = (number: string) => `${/(\d+)号/.exec(number.replace(/^[（(]\d{4}[）)]/, ''))?.[1] ?? number}号案`

/** Parts of a text that match what was searched, for marking them. */
export function marked(text: string, query: string): { text: string; hit: boolean }[] {
  const asked = query.trim()
  if (!asked) return [{ text, hit: false }]
  const parts: { text: string; hit: boolean }[] = []
  let from = 0
  for (let at = text.indexOf(asked); at >= 0; at = text.indexOf(asked, from)) {
    if (at > from) parts.push({ text: text.slice(from, at), hit: false })
    parts.push({ text: asked, hit: true })
    from = at + asked.length
  }
  if (from < text.length) parts.push({ text: text.slice(from), hit: false })
  return parts
}

/** The next thing of a case with its day, when it has one. */
export function eventOf(row: CaseItem): { words: string; day: string } | null {
  return row.next_event ? { words: row.next_event.words, day: lastDay(row.next_event.at) } : null
}
