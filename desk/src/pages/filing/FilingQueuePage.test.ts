import { expect, it } from 'vitest'
import type { DeskFilingItem } from '@/api/client'
import { Problem } from '@/api/problem'
import { openPage, type Answers } from '@/testing/desk'
import { deskFiling } from '@/testing/filing'
import FilingQueuePage from './FilingQueuePage.vue'

const row = (id: string, more: Partial<DeskFilingItem> = {}): DeskFilingItem => ({ id, receipt_no: `L20261124-${id}`, state: 'submitted', state_words: '等审查', version: 4, corrections: 0, escalation: 0, title: `${id}某 诉 某公司`, cause_words: '网络购物合同纠纷（通过电子商务平台签订或者履行）', claimed_fen: 329900, review_due: '2026-12-01T00:00:00+08:00', clock: { day: 5, of: 7, level: 'near', paused: false }, flags: [], reviewer: null, ...more })
const counts = { to_do: 42, due_today: 3, unclaimed: 24, mine: 11, corrected: 5, waiting: 9, fee_due: 21, mediation: 16, ruling: 2 }
const taken = () => { throw new Problem(409, 'state.not_allowed', '这一步现在不能办。', 'r', null, []) }

const queue = (answers: Answers = {}, at = '/filing') => openPage(FilingQueuePage, '/filing', at, {
  list_desk_filings: () => ({ items: [row('1'), row('2', { reviewer: { id: 'li', name: '李娜' }, flags: ['duplicate'] })], next: null, counts }),
  list_colleagues: () => ({ items: [{ id: 'me', name: '陈静' }, { id: 'li', name: '李娜', away: true }] }),
  ...answers,
}, ['filing_clerk'], { name: 'filing' })

it('shows what is to be done, by when, and who works on it', async () => {
  const { wrapper, asked } = await queue()
  expect(asked('list_desk_filings')[0]?.query).toMatchObject({ queue: 'to_do', sort: 'due' })
  expect(wrapper.text()).toContain('先办今天到期的 3 件')
  const [first, second] = wrapper.findAll('tbody tr')
  expect(first?.text()).toContain('齐全')
  expect(first?.text()).toContain('未领')
  expect(first?.text()).not.toContain('电子商务平台签订')
  expect(second?.text()).toContain('可能重复')
  expect(second?.text()).toContain('李娜')
  expect(wrapper.find('.cells .filled').exists()).toBe(true)
})

it('keeps the choice in the address, so that coming back finds the same list', async () => {
  const { press, router, asked } = await queue()
  await press(/^没人领的/)
  expect(router.currentRoute.value.query).toEqual({ queue: 'unclaimed' })
  await press(/^李娜（请假）/)
  expect(asked('list_desk_filings').at(-1)?.query).toMatchObject({ queue: 'to_do', covering: 'li' })
})

it('moves with J and K, opens with Enter and claims with C', async () => {
  const { wrapper, key, asked, router } = await queue({ claim_filing: () => deskFiling({ id: '1', version: 5 }) })
  await key('j')
  expect(wrapper.findAll('tbody tr')[1]?.classes()).toContain('current')
  await key('k')
  await key('c')
  expect(asked('claim_filing')[0]).toMatchObject({ path: '/api/v1/desk/filings/1/claim', headers: { 'If-Match': '"4"' } })
  expect(wrapper.findAll('tbody tr')[0]?.text()).toContain('陈静')
  await key('j')
  await key('Enter')
  expect(router.currentRoute.value.path).toBe('/filing/2')
})

it('claims the most urgent one that nobody has, and tries the next when a colleague is quicker', async () => {
  let tries = 0
  const { press, router, asked } = await queue({ claim_filing: () => (tries++ === 0 ? taken() : deskFiling()) })
  await press('领下一件')
  expect(asked('claim_filing')).toHaveLength(2)
  expect(router.currentRoute.value.path).toBe('/filing/1')
})

it('says so when there is nothing left to claim', async () => {
  let first = true
  const { press, wrapper } = await queue({ list_desk_filings: () => {
    const items = first ? [row('1')] : []
    first = false
    return { items, next: null, counts }
  } })
  await press('领下一件')
  expect(wrapper.get('[role=status] .note').text()).toContain('没有等人领的材料了')
})

it('goes on below by the cursor and shows none twice', async () => {
  const { press, wrapper } = await queue({ list_desk_filings: (call) => (call.query?.['after'] ? { items: [row('1'), row('3')], next: null, counts } : { items: [row('1')], next: 'x', counts }) })
  await press('再显示一些')
  expect(wrapper.findAll('tbody tr')).toHaveLength(2)
  expect(wrapper.text()).toContain('全部都在这里了')
})
