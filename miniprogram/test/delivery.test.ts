import { describe, expect, it } from 'vitest'
import type { CaseItem, Delivery, DeliveryItem } from '@/api/client'
import { bodyOf, faultsOf, formOf, type AddressForm } from '@/pages/delivery/form'
import { begunBy, dayShown, deliveryLook, grouped, isUnread, joinTrouble, ledgerOf, plainCheckCode, plainJoinCode, spacedCheckCode, stamp, type Say } from '@/pages/delivery/shown'
import { iconOf, isPaper, isToDo } from '@/pages/notices/groups'
import { tasksOf } from '@/tasks'

const TODAY = '2026-11-24'
const item = (more: Partial<DeliveryItem> = {}): DeliveryItem => ({ id: 'd', case_id: 'c', case_number: '（2026）京0491民初1号', document_id: 'p', document_title: '民事起诉状', document_kind: 'complaint', state: 'served', state_words: '已送达', sent_at: '2026-11-24T10:00:04+08:00', arrived_at: '2026-11-24T10:00:06+08:00', served_on: '2026-11-24', ...more })
const whole = (more: Partial<Delivery> = {}): Delivery => ({ ...item(), basis: '到达就是送达', attempts: [{ channel: 'platform', channel_words: '小程序账户', outcome: 'succeeded', sent_at: '2026-11-24T10:00:04+08:00' }], certified: true, check_token: 'ABCDEFGHIJKLMNOPQRSTUVWX', ...more })
const say: Say = { sent: '发出', arrived: '到达', opened: '打开', served: '送达', sentTo: (channel) => `发往${channel}`, arrivedIn: '在账户', notArrived: '没到', openedBy: '本人打开', notOpened: '没打开', notSent: '没发出', signedAt: (at) => `${at} 签收` }

describe('served papers', () => {
  it('are unread until they were opened or signed for, and only where there is something to read', () => {
    expect([item(), item({ opened_at: '2026-11-24T11:00:00+08:00' }), item({ receipt_at: '2026-11-24T11:00:00+08:00' }), item({ state: 'cancelled' }), item({ sent_at: null, state: 'ready' })].map(isUnread)).toEqual([true, false, false, false, false])
  })

  it('show the day of service, else of arrival, else of sending', () => {
    expect([item(), item({ served_on: null }), item({ served_on: null, arrived_at: null }), item({ served_on: null, arrived_at: null, sent_at: null })].map(dayShown)).toEqual([{ kind: 'served', day: TODAY }, { kind: 'arrived', day: TODAY }, { kind: 'sent', day: TODAY }, null])
    expect(['served', 'send_failed', 'a state of tomorrow'].map(deliveryLook)).toEqual(['ok', 'warn', 'line'])
  })

  it('have four times, each with its proof; a time that has not come says what is missing', () => {
    expect(ledgerOf(whole(), say, 'zh', TODAY)).toEqual([
      { what: '发出', at: '11月24日 10:00:04', why: '发往小程序账户' }, { what: '到达', at: '11月24日 10:00:06', why: '在账户' },
      { what: '打开', at: undefined, why: '没打开' }, { what: '送达', at: '11月24日', why: '到达就是送达', law: true },
    ])
    const signed = ledgerOf(whole({ opened_at: '2026-11-24T20:47:31+08:00', receipt_at: '2026-11-24T20:48:00+08:00' }), say, 'zh', TODAY)
    expect(signed[2]).toEqual({ what: '打开', at: '11月24日 20:47:31', why: '本人打开；11月24日 20:48:00 签收' })
    const failed = ledgerOf(whole({ arrived_at: null, served_on: null, basis: '还没有送达。', attempts: [{ channel: 'platform', channel_words: '小程序账户', outcome: 'failed', sent_at: '' }] }), say, 'zh', TODAY)
    expect([failed[1], failed[3]]).toEqual([{ what: '到达', at: undefined, why: '没到' }, { what: '送达', at: undefined, why: '还没有送达。', law: false }])
    expect(stamp('2025-12-31T16:00:01Z', 'zh', TODAY)).toBe('1月1日 00:00:01')
  })

  it('begin the periods of their kind', () => {
    expect([begunBy('complaint', 'defence'), begunBy('complaint', 'evidence'), begunBy('other', 'defence')]).toEqual([true, false, false])
  })

  it('wait on the home page until they were read, after what has a day', () => {
    const waiting: CaseItem = { id: 'c', cause: '', cause_words: '', claimed_fen: 0, number: '1号', title: '', state: 'service', state_words: '', unread: 0, registered_at: '', next_event: { what: 'defence', words: '您：提交答辩状', at: '2026-12-10T00:00:00+08:00' } }
    const tasks = tasksOf([], [], [waiting], TODAY, [item(), item({ id: 'read', opened_at: '2026-11-24T11:00:00+08:00' })])
    expect(tasks.map((task) => [task.kind, task.url])).toEqual([['case', '/pages/cases/case?id=c'], ['paper', '/pages/delivery/paper?id=d']])
  })

  it('have their signs among the messages', () => {
    expect([iconOf('document_arrived'), iconOf('address_asked'), isToDo('address_asked'), isToDo('document_unread'), isPaper('document_arrived')]).toEqual(['service_inbox', 'address_confirm', true, true, true])
  })
})

describe('codes', () => {
  it('are taken as people type and paste them', () => {
    expect([plainJoinCode(' k7m2q-x4tr a '), plainJoinCode('Ｋ７Ｍ２Ｑ'), plainJoinCode('ABCDEFGHJKLMN'), plainJoinCode('关联码')]).toEqual(['K7M2QX4TRA', 'K7M2Q', 'ABCDEFGHJK', ''])
    expect([plainCheckCode('abcd 0123 4567'), spacedCheckCode('abcdefghij'), grouped('', 4)]).toEqual(['ABCDOI234567', 'ABCD EFGH IJ', ''])
  })

  it('are refused for four reasons, each with its own words', () => {
    expect(['join.code_wrong', 'join.other_person', 'join.too_many', 'join.party_taken', 'internal'].map(joinTrouble)).toEqual(['wrong', 'other', 'tooMany', 'taken', null])
  })
})

describe('the address for service', () => {
  const form: AddressForm = { recipient: '李四', phone: '13900139000', email: '', postal: '', electronic: true, decisions: false }

  it('chooses nothing for anybody: what a pleading supplied is not ticked, what was confirmed stays', () => {
    const known = { recipient: '李四', phone: '13900139000', email: null, postal: null, electronic: true, covers_decisions: true }
    expect(formOf(null, '李四')).toEqual({ ...form, phone: '', electronic: null })
    expect([formOf({ ...known, source: 'supplied' }, '').electronic, formOf({ ...known, source: 'supplied' }, '').decisions]).toEqual([null, false])
    expect([formOf({ ...known, source: 'confirmed' }, '').electronic, formOf({ ...known, source: 'confirmed' }, '').decisions]).toEqual([true, true])
  })

  it('says what is missing', () => {
    expect(faultsOf(form)).toEqual({})
    expect(faultsOf({ ...form, recipient: ' ', phone: '12', email: 'a@b', electronic: null })).toEqual({ electronic: 'needWay', recipient: 'needRecipient', phone: 'wrongPhone', email: 'wrongEmail' })
    expect(faultsOf({ ...form, electronic: false })).toEqual({ postal: 'needPostal' })
  })

  it('sends no blanks, and decisions only with electronic service', () => {
    expect(bodyOf({ ...form, decisions: true })).toEqual({ recipient: '李四', phone: '13900139000', email: null, postal: null, electronic: true, covers_decisions: true })
    expect(bodyOf({ ...form, electronic: false, decisions: true, postal: ' 福州 ' })).toMatchObject({ postal: '福州', electronic: false, covers_decisions: false })
  })
})
