import { expect, it } from 'vitest'
import { Problem } from '@/api/problem'
import CasePage from '@/pages/cases/CasePage.vue'
import { delivery } from '@/testing/delivery'
import { openPage, type Answers } from '@/testing/desk'
import DeliveriesPage from './DeliveriesPage.vue'
import ServicePage from './ServicePage.vue'

const served = { state: 'served', sent_at: '2026-11-24T09:41:07+08:00', arrived_at: '2026-11-24T09:41:08+08:00', served_on: '2026-11-24', certified: true, basis: '到达即送达（第三十一条第一款）。', attempts: [{ channel: 'platform', channel_words: '小程序账户', outcome: 'succeeded', sent_at: '2026-11-24T09:41:07+08:00', arrived_at: '2026-11-24T09:41:08+08:00' }] }

it('lists a state with its four times, and opens one by the keyboard', async () => {
  const { wrapper, press, key, asked, router } = await openPage(DeliveriesPage, '/delivery', '/delivery', { list_desk_deliveries: () => ({ items: [delivery({ joined: false }), delivery({ id: 'd2', ...served })], next: null }) }, ['court_clerk'], { name: 'delivery' })
  expect(asked('list_desk_deliveries')[0]?.query).toMatchObject({ state: 'prepared' })
  const [first, second] = wrapper.findAll('tbody tr')
  expect(first?.text()).toContain('还没加入')
  for (const words of ['李四', '民事起诉状', '已送达', '11月24日 09:41', '11月24日 周二']) expect(second?.text()).toContain(words)
  await press('全部')
  expect(asked('list_desk_deliveries').at(-1)?.query).not.toHaveProperty('state')
  await key('j')
  await key('Enter')
  expect(router.currentRoute.value.fullPath).toBe('/delivery/d2?queue=all')
})

const one = (answers: Answers, roles: Parameters<typeof openPage>[4] = ['court_clerk']) => openPage(ServicePage, '/delivery/:id', '/delivery/d1', answers, roles, { name: 'service' })

it('shows each time with its proof to the second, the one with effect with its reason, and the certificate', async () => {
  const { wrapper } = await one({ get_desk_delivery: () => delivery({ ...served, allowed: ['close_file', 'rebut_date'] }) })
  for (const words of ['11月24日 09:41:07', '送到小程序账户', '11月24日 09:41:08', '到达即送达（第三十一条第一款）', '尚无同意', '更正送达日期', '由法官决定']) expect(wrapper.text()).toContain(words)
  await wrapper.findAll('input[type=radio]').at(-1)!.setValue()
  expect(wrapper.getComponent({ name: 'PaperView' }).props('paper')).toMatchObject({ name: '送达凭证：民事起诉状', url: '/api/v1/desk/deliveries/d1/certificate.pdf' })
})

it('records a service offline only with how and when, on the version that was read', async () => {
  const { wrapper, press, asked } = await one({ get_desk_delivery: () => delivery({ state: 'offline', allowed: ['delivered'] }), act_on_delivery: () => delivery({ state: 'served', served_on: '2026-11-20', version: 4 }) })
  await press('登记线下送达')
  await press('登记为已送达')
  expect(wrapper.get('dialog').text()).toContain('请选怎么送到的')
  expect(wrapper.get('dialog').text()).toContain('请写日期')
  expect(asked('act_on_delivery')).toHaveLength(0)
  await wrapper.get('input[value=post]').setValue()
  await wrapper.get('input[type=date]').setValue('2026-11-20')
  await press('登记为已送达')
  expect(asked('act_on_delivery')[0]).toMatchObject({ path: '/api/v1/desk/deliveries/d1/delivered', headers: { 'If-Match': '"3"' }, body: { how: 'post', on: '2026-11-20' } })
  expect(wrapper.find('dialog').exists()).toBe(false)
  expect(wrapper.get('[role=status]').text()).toContain('现在是“已送达”')
})

it('tells what is now when somebody was quicker, and keeps what was written', async () => {
  let changed = false
  const { wrapper, press } = await one({
    get_desk_delivery: () => (changed ? delivery({ state: 'offline', version: 4, allowed: ['delivered'] }) : delivery({ state: 'arrived', allowed: ['no_response'] })),
    act_on_delivery: () => { changed = true; throw new Problem(412, 'version.stale', '已经有人改过，请先看最新的。', 'r', null, []) },
  })
  await press('没有回应，转线下')
  await wrapper.get('textarea').setValue('三天没有打开')
  await press('转线下送达')
  expect(wrapper.get('dialog').text()).toContain('现在是“转线下送达”')
  expect(wrapper.get('dialog').text()).toContain('这一步现在不用办了')
  expect(wrapper.get('textarea').element.value).toBe('三天没有打开')
  await press('知道了')
  expect(wrapper.find('dialog').exists()).toBe(false)
})

it('sends whoever serves to the case for a code when nobody has joined', async () => {
  const { wrapper } = await one({ get_desk_delivery: () => delivery({ joined: false, allowed: ['ask_consent', 'cancel'] }) })
  expect(wrapper.text()).toContain('先发关联码')
  expect(wrapper.get('.acts a').attributes('href')).toBe('/cases/c?tab=service')
})

const aCase = {
  get_desk_case: () => ({ id: 'c', number: '（2026）京0491民初1024号', title: '张三 诉 李四', cause_words: '网络购物合同纠纷', state: 'docketed', state_words: '已立案', procedure_words: '简易程序', registered_at: '2026-11-24T09:41:00+08:00', parties: [], claims: [], stage: { steps: [] }, next: {} }),
  list_desk_case_deadlines: () => ({ items: [] }),
  list_desk_case_timeline: () => ({ items: [{ id: 't', kind: 'bench_set', title: '确定审判人员', detail: '赵敏', at: '2026-11-24T09:41:00+08:00' }], next: null }),
  list_desk_case_documents: () => ({ items: [{ id: 'p1', kind: 'complaint', title: '民事起诉状', at: '2026-11-24T09:41:00+08:00', media_type: 'application/pdf' }], next: null }),
  list_case_recipients: () => ({ items: [{ party_id: 'a', name: '张三', side: 'plaintiff', side_words: '原告', joined: true, consent: 'address_offered', consent_words: '诉状中提供地址' }, { party_id: 'b', name: '李四', side: 'defendant', side_words: '被告', joined: false, phone_masked: '**** 9000', consent: 'none', consent_words: '尚无同意' }] }),
  list_desk_deliveries: () => ({ items: [], next: null }),
}
const inCase = (answers: Answers = {}, roles: Parameters<typeof openPage>[4] = ['court_clerk']) => openPage(CasePage, '/cases/:id', '/cases/c?tab=service', { ...aCase, ...answers }, roles, { name: 'case' })

it('serves chosen papers on chosen parties, and says before and after what goes at once', async () => {
  const { wrapper, press, asked } = await inCase({ prepare_deliveries: () => ({ items: [delivery({ id: '1', ...served, party_id: 'a' }), delivery({ id: '2' })] }) })
  expect(wrapper.text()).toContain('手机尾号 9000')
  for (const box of wrapper.findAll('input[type=checkbox]')) await box.setValue(true)
  expect(wrapper.get('footer').text()).toContain('1 份马上发出。1 份先备好')
  await press('送达 2 份')
  expect(asked('prepare_deliveries')[0]).toMatchObject({ body: { document_ids: ['p1'], party_ids: ['a', 'b'], send: true }, idempotent: true })
  expect(wrapper.get('.told').text()).toContain('发出了 1 份。1 份备好了还没有发')
  expect(asked('list_desk_deliveries')).toHaveLength(2)
})

it('lets a judge prepare and leaves the sending to the clerk', async () => {
  const { wrapper, press, asked } = await inCase({ prepare_deliveries: () => ({ items: [delivery()] }) }, ['judge'])
  for (const box of wrapper.findAll('input[type=checkbox]')) await box.setValue(true)
  await press('备好 2 份')
  expect(asked('prepare_deliveries')[0]?.body).toMatchObject({ send: false })
})

it('issues a code and shows it once when no message can be sent', async () => {
  const { wrapper, press, asked } = await inCase({ issue_association_code: () => ({ code: '7K2M9QXTRA', expires_at: '2026-12-24T10:00:00+08:00', sent_to_masked: null }) })
  await press('发关联码：李四')
  expect(wrapper.get('dialog').text()).toContain('以前发的马上失效')
  await press('发关联码')
  expect(asked('issue_association_code')[0]?.body).toEqual({ party_id: 'b' })
  expect(wrapper.get('dialog').text()).toContain('7K2M9QXTRA')
  expect(wrapper.get('dialog').text()).toContain('12月24日 10:00')
})

it('sets the bench from the colleagues, and says that the complaint waits for it', async () => {
  const { wrapper, press, asked } = await inCase({ list_desk_case_timeline: () => ({ items: [], next: null }), list_colleagues: (call) => ({ items: call.query?.['role'] === 'judge' ? [{ id: 'j', name: '赵敏', away: false }] : [{ id: 'k', name: '陈静', away: false }] }), set_case_bench: () => ({ judge: '赵敏', clerk: '陈静' }) })
  expect(wrapper.text()).toContain('起诉状发不出去')
  await press('确定审判人员')
  await press('确定并告知当事人')
  expect(wrapper.get('dialog').text()).toContain('请选法官')
  await wrapper.get('input[value=j]').setValue()
  await wrapper.get('select').setValue('k')
  await press('确定并告知当事人')
  expect(asked('set_case_bench')[0]?.body).toEqual({ judge_id: 'j', clerk_id: 'k' })
  expect(wrapper.get('.told').text()).toContain('赵敏、书记员 陈静')
})

it('shows no service to whoever does not serve', async () => {
  const { wrapper, asked } = await inCase({}, ['filing_clerk'])
  expect(wrapper.get('.tabs').text()).not.toContain('送达')
  expect(asked('list_case_recipients')).toHaveLength(0)
})
