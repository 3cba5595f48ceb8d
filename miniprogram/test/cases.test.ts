import { describe, expect, it, vi } from 'vitest'
import type { CaseDeadline, CaseItem, FeeNotice, Payment } from '@/api/client'
import { Problem, Unreachable } from '@/api/problem'
import { inOrder, isDraft, isEnded, isUnderWay, lastDay, marked, pageNow, pageOfFiling, senderOf, shortNumber, stageNow, withoutWho } from '@/pages/cases/shown'
import type { FilingRow } from '@/pages/filing/states'
import { isHalved, settle, stepsOf } from '@/pages/payment/asking'
import { createPortions } from '@/portions'
import { draftOf, tasksOf } from '@/tasks'

const filing = (id: string, state: FilingRow['state'], more: Partial<FilingRow> = {}): FilingRow => ({ id, state, state_words: state, title: '', claimed_fen: 0, updated_at: '2026-11-20T09:00:00+08:00', version: 1, ...more })

describe('days of a case', () => {
  it('end before an instant: the day is the one before midnight in Beijing', () => {
    expect([lastDay('2026-11-25T00:00:00+08:00'), lastDay('2026-11-24T16:00:00Z'), lastDay('2026-11-24')]).toEqual(['2026-11-24', '2026-11-24', '2026-11-24'])
  })

  it('come in the order in which they matter', () => {
    const deadline = (what: string, state: CaseDeadline['state'], at: string): CaseDeadline => ({ what, words: what, who: 'court', who_words: '法院', you: false, expires_before: `${at}T00:00:00+08:00`, basis: '', provisional: false, state, state_words: state })
    const order = inOrder([deadline('met', 'met', '2026-11-01'), deadline('late', 'running', '2026-12-30'), deadline('over', 'over', '2026-11-02'), deadline('soon', 'running', '2026-11-28')])
    expect(order.map((one) => one.what)).toEqual(['soon', 'late', 'over', 'met'])
  })
})

describe('what the list shows', () => {
  it('tells drafts, filings under way and ended ones apart, and leaves to the case what has become one', () => {
    const all = [filing('a', 'draft'), filing('b', 'under_review'), filing('c', 'fee_due', { case_id: 'x' }), filing('d', 'withdrawn'), filing('e', 'docketed', { case_id: 'y' })]
    const ids = (test: (one: FilingRow) => boolean) => all.filter(test).map((one) => one.id)
    expect([ids(isDraft), ids(isUnderWay), ids(isEnded)]).toEqual([['a'], ['b'], ['d']])
    expect([filing('a', 'draft'), filing('b', 'returned_for_correction'), filing('c', 'submitted')].map(pageOfFiling)).toEqual(['/pages/filing/resume?id=a', '/pages/filing/correction?id=b', '/pages/filing/receipt?id=c'])
  })

  it('leads from a message to what a filing needs now', () => {
    expect([pageNow({ id: 'a', state: 'docketed', case_id: 'c' }), pageNow({ id: 'a', state: 'returned_for_correction' })]).toEqual(['/pages/cases/case?id=c', '/pages/filing/correction?id=a'])
  })

  it('marks what was searched', () => {
    expect(marked('张三 诉 福州云杉公司', '云杉')).toEqual([{ text: '张三 诉 福州', hit: false }, { text: '云杉', hit: true }, { text: '公司', hit: false }])
    expect([marked('甲', ''), marked('甲', '乙')]).toEqual([[{ text: '甲', hit: false }], [{ text: '甲', hit: false }]])
  })

  it('speaks of a case by its serial, of the person once, and knows the stage', () => {
    expect([shortNumber('（2026）京0491民初1024号'), withoutWho('您：提交证据'), withoutWho('法院：送达')]).toEqual(['1024号案', '提交证据', '法院：送达'])
    const step = (state: 'done' | 'now' | 'later') => ({ code: state, words: state, state })
    expect([stageNow({ steps: [step('done'), step('now'), step('later')] }), stageNow({ steps: [step('done'), step('done')] }), stageNow(null)]).toEqual([1, 1, -1])
    expect([senderOf({ from: 'court' }), senderOf({ from: 'own' }), senderOf({ from: 'other' })]).toEqual(['court', 'me', 'other'])
  })

  it('grows portion by portion, over empty ones too, and forgets a question that was overtaken', async () => {
    const answers: Record<string, { items: number[]; next: string | null }> = { '': { items: [1], next: 'a' }, a: { items: [], next: 'b' }, b: { items: [2], next: null } }
    const asked = vi.fn(async (after?: string) => answers[after ?? ''])
    const list = createPortions(asked)
    await list.more()
    await list.more()
    await list.more()
    expect([list.pages, list.next, asked.mock.calls.map(([after]) => after)]).toEqual([[[1], [2]], null, [undefined, 'a', 'b']])

    const waiting: ((answer: { items: string[]; next: null }) => void)[] = []
    const slow = createPortions(() => new Promise<{ items: string[]; next: null }>((resolve) => waiting.push(resolve)))
    const [first, second] = [slow.again(), slow.again()]
    waiting[1]({ items: ['new'], next: null })
    waiting[0]({ items: ['late'], next: null })
    await Promise.all([first, second])
    expect(slow.pages).toEqual([['new']])
  })
})

describe('what must I do, by when', () => {
  const fee = (id: string, due: string, caseId: string, state: FeeNotice['state'] = 'due'): FeeNotice => ({ id, filing_id: 'f', basis: '', provisional: false, steps: [], case_id: caseId, case_number: `${id}号`, amount_fen: 2500, issued_at: due, due, state })
  const one = (id: string, what: string, at: string): CaseItem => ({ id, cause: '', cause_words: '', claimed_fen: 0, number: `${id}号`, title: '', state: 'evidence', state_words: '', unread: 0, registered_at: '', next_event: { what, words: `您：${what}`, at } })

  it('puts the nearest day first and tells a fee once', () => {
    const tasks = tasksOf([fee('f', '2026-11-25T00:00:00+08:00', 'c1'), fee('g', '2026-11-20T00:00:00+08:00', 'c9', 'paid')], [filing('b', 'returned_for_correction', { correction_due: '2026-11-23T00:00:00+08:00' })], [one('c1', 'pay_fee', '2026-11-25T00:00:00+08:00'), one('c2', 'evidence', '2026-11-28T00:00:00+08:00')], '2026-11-24')
    expect(tasks.map((task) => [task.kind, task.step, task.day])).toEqual([['correct', 'over', '2026-11-22'], ['pay', 'today', '2026-11-24'], ['case', 'near', '2026-11-27']])
    expect(tasks[2].words).toBe('evidence')
  })

  it('offers the draft last worked on', () => {
    expect(draftOf([filing('a', 'draft'), filing('b', 'draft', { updated_at: '2026-11-21T09:00:00+08:00' }), filing('c', 'submitted', { updated_at: '2026-11-22T09:00:00+08:00' })])?.id).toBe('b')
    expect(draftOf([])).toBeNull()
  })
})

describe('after a payment', () => {
  const payment = (state: Payment['state']): Payment => ({ id: 'p', fee_notice_id: 'f', channel: 'wechat', late: false, refunds: [], out_trade_no: 'x', state, amount_fen: 1 })
  const world = (answers: (Payment | Error)[]) => {
    const waited: number[] = []
    let asked = 0
    return { waited, get asked() { return asked }, ask: async () => { asked++; const next = answers.length > 1 ? answers.shift()! : answers[0]; if (next instanceof Error) throw next; return next }, wait: async (seconds: number) => { waited.push(seconds) } }
  }

  it('asks until the court knows', async () => {
    const w = world([payment('open'), new Unreachable('timeout'), payment('paid')])
    expect([(await settle('p', true, w)).outcome, w.asked]).toEqual(['paid', 3])
  })

  it('does not believe the phone: an open payment stays unknown, with what went wrong last', async () => {
    const w = world([payment('open')])
    expect([(await settle('p', true, w)).outcome, w.waited.reduce((a, b) => a + b)]).toEqual(['unknown', 30])
    const away = await settle('p', true, world([new Problem(503, {})]))
    expect([away.outcome, away.trouble instanceof Problem]).toEqual(['unknown', true])
  })

  it('asks once after a payment that was given up, which may have gone through all the same', async () => {
    expect([(await settle('p', false, world([payment('open')]))).outcome, (await settle('p', false, world([payment('paid')]))).outcome, (await settle('p', true, world([payment('closed')]))).outcome]).toEqual(['open', 'paid', 'open'])
  })

  it('shows the steps of the sum', () => {
    const notice = { steps: ['不超过 10000 元：50元', '减半交纳：×1/2（第十六条）'] } as unknown as FeeNotice
    expect([stepsOf(notice), isHalved(notice), isHalved({ steps: [] }), stepsOf({ steps: [] })]).toEqual([notice.steps, true, false, []])
  })
})
