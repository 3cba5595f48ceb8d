import { expect, it } from 'vitest'
import { Problem } from '@/api/problem'
import { openPage } from '@/testing/desk'
import FeeNoticesPage from './FeeNoticesPage.vue'
import ReconciliationPage from './ReconciliationPage.vue'

const notice = (id: string, more = {}) => ({ id, case_id: 'c', case_number: `（2026）京0491民初${id}号`, amount_fen: 2500, issued_at: '2026-11-24T09:41:00+08:00', due: '2030-12-02T00:00:00+08:00', state: 'due', ...more })

it('records what was paid at the counter, with the number of the receipt', async () => {
  const { wrapper, press, asked } = await openPage(FeeNoticesPage, '/fees', '/fees', { list_desk_fee_notices: () => ({ items: [notice('1'), notice('2', { state: 'paid', paid_at: '2026-11-24T09:00:00+08:00' })], next: null }), record_counter_payment: () => ({}) }, ['filing_clerk'], { name: 'fees' })
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
  const { wrapper, press, asked } = await open({ get_reconciliation: () => day([settled ? { ...difference, settled_at: '2026-11-24T09:20:00+08:00', note: '已退一笔' } : difference]), settle_difference: () => { settled = true } })
  expect(wrapper.text()).toContain('同一笔付了两次')
  await press('了结')
  await press('了结')
  expect(asked('settle_difference')).toHaveLength(0)
  expect(wrapper.get('dialog').text()).toContain('请写明怎么处理的')
  await wrapper.get('textarea').setValue('已退一笔')
  await press('了结')
  expect(asked('settle_difference')[0]?.body).toEqual({ note: '已退一笔' })
  expect(wrapper.text()).toContain('11月24日 09:20 了结')
})

it('keeps the note when it is refused', async () => {
  const { wrapper, press } = await open({ get_reconciliation: () => day([difference]), settle_difference: () => { throw new Problem(503, 'database.unavailable', '数据库暂时连不上，请 1 分钟后再试。', 'r', 60, []) } })
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
