import { expect, it } from 'vitest'
import { arrange, bodyOf, emptyDraft, handsFor, missing, noticeEnds, officesOf } from './acts'
import { batchesOf, atOnceOf, countOf, lastFour, outcomeOf, readyOf } from './choose'
import { asRead, readDelivery, type Delivery } from './delivery'
import { chosenOf, queryOf, stateOf } from './queues'
import { delivery } from '@/testing/delivery'

const NOW = Date.parse('2026-11-24T12:00:00+08:00')
const clerk = officesOf(['court_clerk'])
const judge = officesOf(['judge'])
const at = (more: Parameters<typeof delivery>[0]): Delivery => readDelivery(delivery(more))

it('leaves out an act that this version does not know', () => {
  expect(at({ allowed: ['cancel', 'teleport', 'send'] }).allowed).toEqual(['send', 'cancel'])
})

it('offers a clerk what is the clerk’s and a judge what is the judge’s, and says why not the rest', () => {
  const offline = at({ state: 'offline', allowed: ['delivered', 'whereabouts_unknown'] })
  expect(arrange(offline, clerk)).toEqual({ main: 'delivered', others: [], not: [{ act: 'whereabouts_unknown', why: 'judge_only' }] })
  expect(arrange(offline, judge)).toEqual({ main: null, others: ['whereabouts_unknown'], not: [{ act: 'delivered', why: 'clerk_only' }] })
  expect(arrange(offline, officesOf(['judge', 'judge_assistant'])).not).toEqual([])
})

it('asks nobody who is not there, and does not use the account of whoever refused', () => {
  const allowed = ['ask_consent', 'use_found_address', 'cancel']
  expect(arrange(at({ joined: false, allowed }), clerk)).toMatchObject({ main: null, others: ['cancel'], not: [{ act: 'ask_consent', why: 'not_joined' }, { act: 'use_found_address', why: 'not_joined' }] })
  expect(arrange(at({ consent: 'refused', allowed }), clerk).not).toEqual([{ act: 'use_found_address', why: 'refused' }])
})

it('files only with a certificate what was served electronically', () => {
  const attempts = [{ channel: 'platform', channel_words: '小程序账户', outcome: 'succeeded', sent_at: '2026-11-24T09:41:07+08:00' }]
  const served = { state: 'served', allowed: ['close_file', 'rebut_date'] }
  expect(arrange(at({ ...served, attempts }), clerk).not).toContainEqual({ act: 'close_file', why: 'no_certificate' })
  expect(arrange(at({ ...served, attempts, certified: true }), clerk).others).toEqual(['close_file'])
  expect(arrange(at(served), officesOf(['judge', 'court_clerk']))).toMatchObject({ others: ['close_file'], not: [{ act: 'rebut_date', why: 'not_electronic' }] })
})

it('asks for what the act needs, and sends no more', () => {
  const row = at({ sent_at: '2026-11-24T09:41:07+08:00' })
  const draft = { ...emptyDraft(), reason: ' 回执已签收 ' }
  expect(missing('delivered', draft, row, NOW)).toEqual(['how', 'on'])
  expect(missing('delivered', { ...draft, how: 'post', on: '2026-11-25' }, row, NOW)).toEqual(['on'])
  expect(bodyOf('delivered', { ...draft, how: 'post', on: '2026-11-24', outside: true })).toEqual({ how: 'post', on: '2026-11-24', reason: '回执已签收' })
  expect(missing('no_response', emptyDraft(), row, NOW)).toEqual(['reason'])
  expect(missing('use_found_address', emptyDraft(), row, NOW)).toEqual([])
  expect(bodyOf('send', draft)).toEqual({})
  expect(bodyOf('whereabouts_unknown', { ...draft, on: '2026-11-01' })).toEqual({ on: '2026-11-01', outside_prc: false, reason: '回执已签收' })
})

it.each([['2026-11-24T09:41:06', false], ['2026-11-24T09:41:07', true], ['2026-11-24T12:00', true], ['2026-11-24T12:00:01', false], ['', false]])('takes an arrival at %s: %s', (time, fits) => {
  expect(missing('rebut_date', { ...emptyDraft(), reason: 'x', at: time }, at({ sent_at: '2026-11-24T09:41:07+08:00' }), NOW).length === 0).toBe(fits)
})

it('names an arrival as an instant, and an act by its address and version', () => {
  expect(bodyOf('rebut_date', { ...emptyDraft(), reason: 'x', at: '2026-11-24T10:00' }).arrived_at).toBe('2026-11-24T02:00:00.000Z')
  expect(asRead({ id: 'd', version: 3 }, 'use_found_address')).toEqual({ path: { id: 'd', event: 'use-found-address' }, headers: { 'If-Match': '"3"' } })
})

it('counts a public notice from the day after it, and never leaves a mediation statement behind', () => {
  expect(noticeEnds('2026-11-24', false)).toBe('2026-12-24')
  expect(noticeEnds('2026-11-24', true)).toBe('2027-01-23')
  expect(handsFor({ document_kind: 'mediation_statement' })).toEqual(['direct', 'post'])
  expect(handsFor({ document_kind: 'complaint' })).toEqual(['direct', 'post', 'left'])
})

it('serves no paper twice, and takes papers with the same parties in one call', () => {
  const ledger = [{ document_id: 'a', party_id: '1', state: 'served' as const }, { document_id: 'b', party_id: '1', state: 'cancelled' as const }]
  const batches = batchesOf(['a', 'b', 'c'], ['1', '2'], ledger)
  expect(batches).toEqual([{ document_ids: ['a'], party_ids: ['2'] }, { document_ids: ['b', 'c'], party_ids: ['1', '2'] }])
  expect(countOf(batches)).toBe(5)
  const recipients = [{ party_id: '1', joined: true, consent: 'express' }, { party_id: '2', joined: false, consent: 'none' }]
  expect(atOnceOf(batches, recipients)).toBe(2)
  expect(batchesOf(['a'], ['1'], ledger)).toEqual([])
})

it('knows whom a paper reaches at once', () => {
  expect([{ joined: true, consent: 'express' }, { joined: true, consent: 'none' }, { joined: true, consent: 'refused' }, { joined: false, consent: 'express' }].map(readyOf)).toEqual(['can_send', 'ask_first', 'offline', 'not_joined'])
  expect(outcomeOf([{ sent_at: '2026-11-24T09:41:07+08:00' }, { sent_at: null }])).toEqual({ sent: 1, kept: 1 })
  expect(lastFour('**** 9000')).toBe('9000')
})

it('keeps the queue in the address, and asks for a state', () => {
  expect(chosenOf({})).toEqual({ queue: 'prepared', state: null })
  expect(chosenOf({ queue: 'all', state: 'served' })).toEqual({ queue: 'all', state: 'served' })
  expect(chosenOf({ queue: 'nonsense', state: 'served' })).toEqual({ queue: 'prepared', state: null })
  expect(queryOf({ queue: 'prepared', state: null })).toEqual({})
  expect(queryOf({ queue: 'all', state: 'served' })).toEqual({ queue: 'all', state: 'served' })
  expect(stateOf({ queue: 'all', state: null })).toBeUndefined()
  expect(stateOf({ queue: 'offline', state: null })).toBe('offline')
})
