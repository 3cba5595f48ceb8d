// "What must I do, by when?" for the home page: fees, corrections, deadlines of cases, served papers and drafts, the nearest day first. Pure.
import type { CaseItem, DeliveryItem, FeeNotice } from './api/client'
import { dueStep, type DueStep } from './due'
import type { FilingRow } from './pages/filing/states'
import { isUnread } from './pages/delivery/shown'
import { isDraft, lastDay, pageOfFiling, withoutWho } from './pages/cases/shown'

export interface Task {
  key: string
  kind: 'pay' | 'correct' | 'case' | 'paper' | 'draft'
  /** The last day; none for a draft, which nobody waits for, nor for a paper to read. */
  day: string | null
  step: DueStep
  /** The case number, or who against whom. */
  about: string
  number: boolean
  amountFen: number | null
  /** The court's own words for what a case waits for; the title of a paper. */
  words: string
  url: string
}

const RANK: Record<DueStep, number> = { over: 0, today: 1, near: 2, soon: 3, calm: 4, done: 5 }

export function tasksOf(fees: FeeNotice[], filings: FilingRow[], cases: CaseItem[], today: string, papers: DeliveryItem[] = []): Task[] {
  const dated = (day: string | null) => (day ? dueStep(day, today).step : 'calm')
  const toPay = fees.filter((one) => one.state === 'due').map((one): Task => {
    const day = lastDay(one.due)
    return { key: one.id, kind: 'pay', day, step: dated(day), about: one.case_number ?? '', number: Boolean(one.case_number), amountFen: one.amount_fen, words: '', url: `/pages/payment/fee?id=${one.id}` }
  })
  const paying = new Set(fees.filter((one) => one.state === 'due').map((one) => one.case_id))
  const toCorrect = filings.filter((one) => one.state === 'returned_for_correction').map((one): Task => {
    const day = one.correction_due ? lastDay(one.correction_due) : null
    return { key: one.id, kind: 'correct', day, step: dated(day), about: one.title ?? '', number: false, amountFen: null, words: '', url: pageOfFiling(one) }
  })
  // A fee is told once, with its own page.
  const waiting = cases.filter((one) => one.next_event && !(one.next_event.what === 'pay_fee' && paying.has(one.id))).map((one): Task => {
    const day = lastDay(one.next_event!.at)
    return { key: one.id, kind: 'case', day, step: dated(day), about: one.number, number: true, amountFen: null, words: withoutWho(one.next_event!.words), url: `/pages/cases/case?id=${one.id}` }
  })
  const toRead = papers.filter(isUnread).map((one): Task => ({ key: one.id, kind: 'paper', day: null, step: 'calm', about: one.case_number, number: true, amountFen: null, words: one.document_title, url: `/pages/delivery/paper?id=${one.id}` }))
  return [...toPay, ...toCorrect, ...waiting, ...toRead].sort((a, b) => RANK[a.step] - RANK[b.step] || (a.day ?? '9').localeCompare(b.day ?? '9'))
}

/** The draft last worked on: it can be gone on with, but nobody waits for it. */
export function draftOf(filings: FilingRow[]): FilingRow | null {
  return filings.filter(isDraft).sort((a, b) => b.updated_at.localeCompare(a.updated_at))[0] ?? null
}
