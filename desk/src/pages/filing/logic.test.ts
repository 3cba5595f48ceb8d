import { describe, expect, it } from 'vitest'
import type { DeskFiling, FilingContent } from '@/api/client'
import { correction, deskFiling } from '@/testing/filing'
import { limitPassed, offer } from './acts'
import { clockShown } from './clock'
import { draftOf, emptyDraft, isSendable, joinDrafts, reconcile } from './draft'
import { asRead, readFiling, type Act } from './filing'
import { placeWords } from './field-words'
import { fieldHolding, fieldsOf, nameOf, pinsOn, pinsOnPaper } from './pointers'
import { words as zh } from './words.zh'

const at = (text: string) => Date.parse(`${text}+08:00`)
const due = '2026-12-01T00:00:00+08:00'

describe('the seven-day clock', () => {
  it.each([
    ['2026-11-23T10:00', 0, 'calm', 7],
    ['2026-11-25T10:00', 2, 'calm', 5],
    ['2026-11-26T10:00', 3, 'soon', 4],
    ['2026-11-28T10:00', 5, 'near', 2],
    ['2026-11-30T23:59', 7, 'today', 0],
    ['2026-12-01T00:00', 7, 'over', -1],
  ] as const)('at %s has %i cells filled and is %s', (now, filled, level, left) => {
    expect(clockShown(null, due, at(now))).toEqual({ level, filled, of: 7, left })
  })

  it('takes the colour the server gives', () => {
    expect(clockShown({ day: 5, of: 7, level: 'near', paused: false }, due, at('2026-11-28T10:00'))?.level).toBe('near')
  })

  it('stands still while the person corrects, and is not there before anything was received', () => {
    expect(clockShown({ day: 3, of: 7, level: 'calm', paused: true }, due, at('2026-12-20T10:00'))).toEqual({ level: 'paused', filled: 3, of: 7, left: null })
    expect(clockShown(null, null)).toBeNull()
  })
})

const content: FilingContent = {
  cause: 'online_shopping_contract', mediation: 'decline', online_litigation: true,
  plaintiffs: [{ kind: 'person', name: '刘洋', phone: '13800138000', address: '北京市海淀区某路2号' }],
  defendants: [{ kind: 'organisation', name: '晴川商贸有限公司', address: '北京市海淀区大道88号' }, { kind: 'person', name: '何伟' }],
  claims: [{ text: '判令被告退还货款', amount_fen: 329900 }],
  facts: { summary: '2026年9月20日，在晴川商贸有限公司的店里买了净化器。', elements: { 'bought/on': '2026-09-20' } },
  evidence: [{ upload_id: 'u1', name: '订单截图', proves: '合同成立' }],
}

describe('pointers', () => {
  it.each([
    ['/plaintiffs/0/name', { step: 'parties', part: 'plaintiffs', nth: null, field: 'name', person: true }],
    ['/defendants/1/address', { step: 'parties', part: 'defendants', nth: 2, field: 'address', person: true }],
    ['/claims/0/amount_fen', { step: 'claims', part: 'claims', nth: 1, field: 'amount_fen' }],
    ['/content/evidence/0/name', { step: 'evidence', part: 'evidence', nth: 1, field: 'name' }],
    ['/facts/elements/bought~1on', { step: 'facts', part: 'facts', nth: null, field: 'elements/bought/on' }],
    ['/signature_upload_id', { step: 'sign', part: 'signature_upload_id', nth: null, field: null }],
    ['/what/is/this', null],
  ])('names %s', (pointer, name) => expect(nameOf(pointer, content)).toEqual(name))

  it('lists every field once, in the order of the phone', () => {
    const pointers = fieldsOf(content).map(({ pointer }) => pointer)
    expect(new Set(pointers).size).toBe(pointers.length)
    expect(pointers[0]).toBe('/cause')
    expect(pointers).toContain('/facts/elements/bought~1on')
    expect(pointers.at(-1)).toBe('/signature_upload_id')
  })

  it('finds the field of words selected on a paper: the name itself before the story that mentions it', () => {
    expect(fieldHolding('晴川商贸 有限公司', content)?.pointer).toBe('/defendants/0/name')
    expect(fieldHolding('净化器', content)?.pointer).toBe('/facts/summary')
    expect(fieldHolding('从未写过的话', content)).toBeNull()
  })
})

describe('the numbers of a correction', () => {
  const items = ['/defendants/0/name', '/evidence/1', '/content/evidence/1/proves', '/plaintiffs/0', '/mediation', '/claims/0/text'].map((pointer) => ({ pointer }))

  it('stand beside the paper that each is about', () => {
    expect(pinsOnPaper(items, { kind: 'evidence', pointer: '/evidence/1' })).toEqual([2, 3])
    expect(pinsOnPaper(items, { kind: 'evidence', pointer: '/evidence/0' })).toEqual([])
    expect(pinsOnPaper(items, { kind: 'evidence', pointer: '/evidence/10' })).toEqual([])
    expect(pinsOnPaper(items, { kind: 'identity', pointer: '/plaintiffs/0' })).toEqual([4])
    expect(pinsOnPaper(items, { kind: 'identity', pointer: '/defendants/0' })).toEqual([])
  })

  it('stand beside the complaint for what is written in it', () => {
    expect(pinsOnPaper(items, { kind: 'complaint' })).toEqual([1, 6])
  })

  it('stand in the form at just the field or the piece', () => {
    expect(pinsOn(items, '/evidence/1')).toEqual([2])
    expect(pinsOn(items, '/evidence/1/proves')).toEqual([3])
  })

  it.each([
    [[{ name: '订单截图' }, { name: '聊天记录' }], '/evidence/1', '第 4 步 · 聊天记录'],
    [[{ name: '聊天记录' }, { name: '聊天记录' }], '/evidence/1', '第 4 步 · 聊天记录（证据 2）'],
    [[{ name: '' }, { name: ' ' }], '/evidence/1', '第 4 步 · 证据 2'],
    [[{ name: '订单截图' }, { name: '聊天记录' }], '/evidence/1/proves', '第 4 步 · 证据 2 的要证明什么'],
  ])('call a piece of evidence by its name: %j', (evidence, pointer, words) => expect(placeWords(pointer, { ...content, evidence }, zh.review)).toBe(words))
})

describe('a filing as it is read', () => {
  it('keeps only what this version knows, and adds what all claims ask for', () => {
    const filing = readFiling(deskFiling({ content, allowed: ['accept', 'act-of-tomorrow'], flags: ['minor', 'flag-of-tomorrow'], procedure_advice: { procedure: 'procedure_of_tomorrow', reasons: [] } }))
    expect(filing).toMatchObject({ allowed: ['accept'], flags: ['minor'], procedure_advice: { procedure: null }, claimed_fen: 329900 })
  })

  it('is acted on by the version that was read', () => {
    expect(asRead(deskFiling({ version: 8 }))).toEqual({ path: { id: 'f1' }, headers: { 'If-Match': '"8"' } })
  })
})

describe('acts', () => {
  const filing = (more: Partial<DeskFiling>) => readFiling(deskFiling({ content, review_due: due, ...more }))
  const now = at('2026-11-25T10:00')
  const why = (more: Partial<DeskFiling>, act: Act, isJudge = false) => offer(filing(more), act, isJudge, now).why

  it('offers what the server allows, whatever this page thinks of it', () => {
    expect(offer(filing({ allowed: ['accept'], state: 'docketed' }), 'accept', false, now)).toEqual({ act: 'accept', offered: true, why: null })
  })

  it('says why not', () => {
    expect(why({}, 'rule-not-accept')).toBe('judge_only')
    expect(why({}, 'accept', true)).toBe('clerk_only')
    expect(why({}, 'refer-pre-mediation')).toBe('no_consent')
    expect(why({}, 'accept-undecided-at-limit')).toBe('limit_not_reached')
    expect(why({ state: 'submitted' }, 'accept')).toBe('open_first')
    expect(why({ allowed: ['refer-pre-mediation', 'accept-undecided-at-limit'] }, 'refer-pre-mediation')).toBe('no_consent')
    expect(why({ allowed: ['accept-undecided-at-limit'] }, 'accept-undecided-at-limit')).toBe('limit_not_reached')
    expect(why({ state: 'returned_for_correction', correction: correction({ expires_before: due }) }, 'correction-lapsed')).toBe('correction_not_over')
    expect(why({ state: 'returned_for_correction' }, 'accept')).toBe('correction_open')
    expect(why({ state: 'docketed' }, 'accept')).toBe('settled')
    expect(why({ state: 'fee_due' }, 'request-correction')).toBe('settled')
  })

  it('knows when the limit has passed, but not while the clock stands', () => {
    expect(limitPassed({ review_due: due }, at('2026-12-01T00:00'))).toBe(true)
    expect(limitPassed({ review_due: due }, now)).toBe(false)
    expect(limitPassed({ review_due: due, clock: { day: 3, of: 7, level: 'over', paused: true } }, at('2026-12-09T00:00'))).toBe(false)
  })
})

describe('the draft of a correction', () => {
  const item = (pointer: string, text: string) => ({ pointer, text })
  const base = { items: [item('/cause', 'a')], due_days: 7 }
  const mine = { items: [item('/cause', 'a'), item('/claims/0/text', 'b')], due_days: 7 }
  const theirs = { items: [item('/cause', 'a'), item('/facts/summary', 'c')], due_days: 5 }

  it('loses nothing when two write at once', () => {
    expect(reconcile(base, mine, theirs)).toEqual({ conflict: true })
    expect(joinDrafts(theirs, mine)).toEqual({ items: [item('/cause', 'a'), item('/facts/summary', 'c'), item('/claims/0/text', 'b')], due_days: 7 })
  })

  it('asks nobody when only one has changed anything', () => {
    expect(reconcile(base, base, theirs)).toEqual({ settled: theirs })
    expect(reconcile(base, mine, base)).toEqual({ settled: mine })
    expect(reconcile(base, mine, { ...mine })).toEqual({ settled: { ...mine } })
  })

  it('is sent only when every item says what to do', () => {
    expect(isSendable(emptyDraft())).toBe(false)
    expect(isSendable({ items: [item('/cause', '  ')], due_days: 7 })).toBe(false)
    expect(isSendable(mine)).toBe(true)
    expect(draftOf(null)).toEqual(emptyDraft())
  })
})
