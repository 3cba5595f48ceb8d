import { flushPromises } from '@vue/test-utils'
import { expect, it } from 'vitest'
import { Problem } from '@/api/problem'
import { openPage } from '@/testing/desk'
import FeeNoticesPage from './FeeNoticesPage.vue'
import ReconciliationPage from './ReconciliationPage.vue'
import ReconciliationsPage from './ReconciliationsPage.vue'

const notice = (id: string, more = {}) => ({ id, case_id: 'c', case_number: `（2026）京0491民初${id}号`, amount_fen: 2500, issued_at: '2026-11-24T09:41:00+08:00', due: '2030-12-02T00:00:00+08:00', state: 'due', ...more })

it('records what was paid at the counter, with the number of the receipt', async () => {
  const { wrapper, press, asked } = await openPage(FeeNoticesPage, '/fees', '/fees', { list_desk_fee_notices: () => ({ items: [notice('1'), notice('2', { state: 'paid', paid_at: '2026-11-24T09:00:00+08:00' })], next: null }), record_counter_payment: () => notice('1', { state: 'paid', paid_at: '2026-11-24T10:00:00+08:00' }) }, ['filing_clerk'], { name: 'fees' })
  await press('登记窗口收款：（2026）京0491民初1号')
  expect(wrapper.get('dialog').text()).toContain('25.00 元')
  await press('登记已收款')
  expect(wrapper.get('dialog').text()).toContain('请填票据号码')
  await wrapper.get('input[name=receipt_no]').setValue(' 0012345 ')
  await press('登记已收款')
  expect(asked('record_counter_payment')[0]).toMatchObject({ path: '/api/v1/desk/fee-notices/1/record-counter-payment', body: { receipt_no: '0012345' } })
  expect(wrapper.find('dialog').exists()).toBe(false)
  expect(wrapper.findAll('tbody tr')[0]?.text()).toContain('已交费')
})

const day = (items: unknown[]) => ({ day: '2026-11-23', state: 'done', their_count: 2, our_count: 1, their_fen: 5000, our_fen: 2500, differences: items.length, unsettled: items.length, items })
const difference = { id: 'x', kind: 'second_transaction', source: 'notice', reference: 'MC1', our_fen: 2500, their_fen: 5000, found_at: '2026-11-23T16:10:00+08:00', settled_at: null }
const open = (answers: Record<string, () => unknown>) => openPage(ReconciliationPage, '/fees/reconciliations/:day', '/fees/reconciliations/2026-11-23', answers, ['filing_clerk'], { name: 'reconciliation' })

it('settles a difference only with a note', async () => {
  let settled = false
  const { wrapper, press, asked } = await open({ get_reconciliation: () => day([settled ? { ...difference, settled_at: '2026-11-24T09:20:00+08:00', note: '已退一笔' } : difference]), settle_reconciliation_difference: () => { settled = true } })
  expect(wrapper.text()).toContain('同一笔付了两次')
  await press('了结')
  await press('了结')
  expect(asked('settle_reconciliation_difference')).toHaveLength(0)
  expect(wrapper.get('dialog').text()).toContain('请写明怎么处理的')
  await wrapper.get('textarea').setValue('已退一笔')
  await press('了结')
  expect(asked('settle_reconciliation_difference')[0]?.body).toEqual({ note: '已退一笔' })
  expect(wrapper.text()).toContain('11月24日 09:20 了结')
})

it('keeps the note when it is refused', async () => {
  const { wrapper, press } = await open({ get_reconciliation: () => day([difference]), settle_reconciliation_difference: () => { throw new Problem(503, 'database.unavailable', '数据库暂时连不上，请 1 分钟后再试。', 'r', 60, []) } })
  await press('了结')
  await wrapper.get('textarea').setValue('已退一笔')
  await press('了结')
  expect(wrapper.get('dialog [role=alert]').text()).toContain('数据库暂时连不上')
  expect(wrapper.get('textarea').element.value).toBe('已退一笔')
})

it('says that a day agrees', async () => {
  const { wrapper } = await open({ get_reconciliation: () => day([]) })
  expect(wrapper.text()).toContain('全部对上')
})

it('reconciles a day at once, by one idempotent call, and says in words what came of it', async () => {
  let answer: (day: unknown) => void = () => undefined
  const { wrapper, press, button, asked } = await open({ get_reconciliation: () => ({ ...day([]), state: 'waiting' }), run_reconciliation: () => new Promise((resolve) => { answer = resolve }) })
  expect(wrapper.text()).toContain('还没有账单')
  await wrapper.get('form').trigger('submit')
  await wrapper.get('form').trigger('submit')
  expect(button('正在对账…').exists()).toBe(true)
  answer(day([difference]))
  await flushPromises()
  expect(asked('run_reconciliation')).toMatchObject([{ method: 'POST', path: '/api/v1/desk/reconciliations/2026-11-23/run', idempotent: true }])
  expect(wrapper.get('[role=status]').text()).toContain('11月23日 周一 对过了：1 处差异。')
  expect(wrapper.get('[role=status]').text()).toContain('微信账单合计 50.00 元，我们的记录合计 25.00 元。')
  expect(wrapper.text()).toContain('同一笔付了两次')
  await press('了结')
  expect(wrapper.get('dialog').text()).toContain('了结这处差异')
})

it('offers to reconcile a day that never was', async () => {
  const { wrapper } = await open({ get_reconciliation: () => { throw new Problem(404, 'payment.no_such_day', '这一天还没有对过账，请先对账。', 'r', null, []) }, run_reconciliation: () => day([]) })
  expect(wrapper.text()).toContain('这一天还没有对过账')
  await wrapper.get('form').trigger('submit')
  await flushPromises()
  expect(wrapper.text()).toContain('全部对上')
})

it('says why a day could not be reconciled, and leaves the list as it is', async () => {
  const { wrapper, asked } = await openPage(ReconciliationsPage, '/fees/reconciliations', '/fees/reconciliations', { list_reconciliations: () => ({ items: [day([])], next: null }), run_reconciliation: () => { throw new Problem(409, 'pay.bill_not_ready', '微信支付的账单还没有出来，请上午 10 点以后再对。', 'r', null, []) } }, ['filing_clerk'], { name: 'reconciliations' })
  await wrapper.get('input[type=date]').setValue('2026-11-20')
  await wrapper.get('form').trigger('submit')
  await flushPromises()
  expect(asked('run_reconciliation')[0]?.path).toBe('/api/v1/desk/reconciliations/2026-11-20/run')
  expect(wrapper.get('[role=alert]').text()).toContain('账单还没有出来')
  expect(asked('list_reconciliations')).toHaveLength(1)
})

it('looks at the list anew once a day is reconciled, and leads to that day', async () => {
  const { wrapper, asked } = await openPage(ReconciliationsPage, '/fees/reconciliations', '/fees/reconciliations', { list_reconciliations: () => ({ items: [day([])], next: null }), run_reconciliation: () => day([]) }, ['filing_clerk'], { name: 'reconciliations' })
  await wrapper.get('form').trigger('submit')
  await flushPromises()
  expect(asked('list_reconciliations')).toHaveLength(2)
  expect(wrapper.get('[role=status] a').attributes('href')).toBe('/fees/reconciliations/2026-11-23')
})
