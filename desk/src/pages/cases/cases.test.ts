import { flushPromises } from '@vue/test-utils'
import { expect, it } from 'vitest'
import { openPage } from '@/testing/desk'
import CasePage from './CasePage.vue'
import CasesPage from './CasesPage.vue'

const row = { id: 'c', number: '（2026）京0491民初1024号', title: '张三 诉 某公司', cause_words: '网络购物合同纠纷', state: 'registered', state_words: '已登记，待交费', claimed_fen: 2759600, registered_at: '2026-11-24T09:41:00+08:00', next_event: { what: 'pay_fee', words: '原告：交诉讼费', at: '2026-12-02T00:00:00+08:00' } }

it('searches by what is typed, and keeps it in the address', async () => {
  const { wrapper, router, asked } = await openPage(CasesPage, '/cases', '/cases', { list_desk_cases: (call) => ({ items: call.query?.['q'] === '没有' ? [] : [row], next: null }) }, ['filing_clerk'], { name: 'cases' })
  expect(wrapper.get('tbody').text()).toContain('原告：交诉讼费 · 12月1日 周二')
  const box = wrapper.get('input[type=search]')
  await box.setValue('1024')
  await box.trigger('keydown', { key: 'Enter' })
  await flushPromises()
  expect(asked('list_desk_cases').at(-1)?.query).toMatchObject({ q: '1024' })
  expect(router.currentRoute.value.query).toEqual({ q: '1024' })
  await box.setValue('没有')
  await box.trigger('keydown', { key: 'Enter' })
  await flushPromises()
  expect(wrapper.text()).toContain('可以只输序号')
})

const answers = {
  get_desk_case: () => ({ ...row, procedure: 'simplified', procedure_words: '简易程序', filing_id: 'f', parties: [{ side: 'plaintiff', side_words: '原告', name: '张三', phone_masked: '138****6029' }], claims: [{ text: '退还货款', amount_fen: 689900 }], stage: { steps: [{ code: 'pay', words: '交费', state: 'now' }] }, next: { who: 'other', words: '等原告交诉讼费', until: '2026-12-02T00:00:00+08:00', basis: '诉讼费用交纳办法第二十二条' } }),
  list_desk_case_deadlines: () => ({ items: [{ what: 'trial_limit', words: '审理期限', who: 'court', who_words: '法院', expires_before: '2027-02-22T00:00:00+08:00', basis: '民事诉讼法第一百六十四条', provisional: true, state: 'running' }], next: null }),
  list_desk_case_timeline: () => ({ items: [{ id: 't', kind: 'registered', title: '登记立案', at: '2026-11-24T09:41:00+08:00', by: '立案人员 李娜' }], next: null }),
  list_desk_case_documents: () => ({ items: [{ id: 'd', kind: 'acceptance_notice', title: '受理案件通知书', at: '2026-11-24T09:41:00+08:00', media_type: 'application/pdf', pages: 1 }], next: null }),
}

it('shows whose turn it is, each deadline with its article, parties, claims and what happened', async () => {
  const { wrapper } = await openPage(CasePage, '/cases/:id', '/cases/c', answers, ['filing_clerk'], { name: 'case' })
  const text = wrapper.text()
  for (const words of ['等原告交诉讼费', '诉讼费用交纳办法第二十二条', '审理期限', '法院 · 民事诉讼法第一百六十四条', '暂定', '138****6029', '退还货款', '6,899.00 元', '立案人员 李娜', '看立案材料']) expect(text).toContain(words)
  expect(wrapper.get('[aria-current=step]').text()).toBe('交费')
})

it('opens a document from the overview', async () => {
  const { wrapper, press, router } = await openPage(CasePage, '/cases/:id', '/cases/c', answers, ['filing_clerk'], { name: 'case' })
  await press('受理案件通知书')
  expect(router.currentRoute.value.query).toEqual({ tab: 'documents' })
  expect(wrapper.getComponent({ name: 'PaperView' }).props('paper')).toMatchObject({ name: '受理案件通知书', url: '/api/v1/desk/cases/c/documents/d/content' })
})
