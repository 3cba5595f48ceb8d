import { flushPromises, mount } from '@vue/test-utils'
import { expect, it, vi } from 'vitest'
import type { List_DeadLetter } from '@/api/client'
import { NoAnswer, Problem } from '@/api/problem'
import { sessionKey, type Session } from '@/session/session'
import type { DeadLetter } from './letter'
import OutboxPage from './OutboxPage.vue'

const letter = (id: string, more: Partial<DeadLetter> = {}): DeadLetter => ({ id, topic: `topic ${id}`, created_at: '2026-11-24T09:41:00+08:00', attempts: 10, last_error: null, outcome: 'failed', ...more }) as DeadLetter

async function outbox(list: (after: string | undefined) => Promise<List_DeadLetter>, retry = vi.fn(async () => undefined)) {
  const listDeadLetters = vi.fn((args: { query?: { after?: string } }) => list(args.query?.after))
  const client = { listDeadLetters, retryDeadLetter: retry }
  const wrapper = mount(OutboxPage, { attachTo: document.body, global: { provide: { [sessionKey as symbol]: { client } as unknown as Session } } })
  await flushPromises()
  const press = async (words: string) => {
    const button = wrapper.findAll('button').filter((one) => one.text() === words).at(-1)
    if (!button) throw new Error(`no button says ${words}`)
    await button.trigger('click')
    await flushPromises()
  }
  return { wrapper, press, listDeadLetters, retry, topics: () => wrapper.findAll('tbody th').map((cell) => cell.text()) }
}

it('calls a topic by its words where it has any', async () => {
  const { topics } = await outbox(async () => ({ items: [letter('a', { topic: 'notices.to_wechat' }), letter('b')], next: null }))
  expect(topics()).toEqual(['微信提醒notices.to_wechat', 'topic b'])
})

it('says plainly that nothing waits', async () => {
  const { wrapper } = await outbox(async () => ({ items: [], next: null }))
  expect(wrapper.text()).toContain('没有要处理的消息')
  expect(wrapper.find('table').exists()).toBe(false)
})

it('adds the older ones by the cursor, until there are no more', async () => {
  const { topics, press, listDeadLetters, wrapper } = await outbox(async (after) => (after ? { items: [letter('b')], next: null } : { items: [letter('a')], next: 'cursor' }))
  await press('显示更早的')
  expect(listDeadLetters).toHaveBeenLastCalledWith({ query: { limit: 20, after: 'cursor' } })
  expect(topics()).toEqual(['topic a', 'topic b'])
  expect(wrapper.text()).not.toContain('显示更早的')
})

it('keeps what is shown when the older ones cannot be fetched', async () => {
  const { topics, press, wrapper } = await outbox(async (after) => {
    if (after) throw new NoAnswer('away')
    return { items: [letter('a')], next: 'cursor' }
  })
  await press('显示更早的')
  expect(topics()).toEqual(['topic a'])
  expect(wrapper.get('[role=alert]').text()).toContain('连不上法院的服务器')
})

it('asks before it sends again, and says what could happen twice', async () => {
  const { press, retry, wrapper, topics } = await outbox(async () => ({ items: [letter('a', { outcome: 'unknown' }), letter('b')], next: null }))
  await wrapper.findAll('tbody button')[0]?.trigger('click')
  expect(wrapper.get('dialog').text()).toContain('可能收到两遍')
  expect(retry).not.toHaveBeenCalled()
  await press('再送一次')
  expect(retry).toHaveBeenCalledWith({ path: { id: 'a' } })
  expect(topics()).toEqual(['topic b'])
  expect(wrapper.find('dialog').exists()).toBe(false)
  expect(wrapper.get('[role=status]').text()).toContain('topic a')
})

it('keeps the question open with the server’s sentence when it is refused', async () => {
  const refuse = vi.fn(async () => { throw new Problem(503, 'database.unavailable', '数据库暂时连不上，请 1 分钟后再试。', '7F3A', 60, []) })
  const { press, wrapper, topics } = await outbox(async () => ({ items: [letter('a')], next: null }), refuse)
  await wrapper.get('tbody button').trigger('click')
  await press('再送一次')
  expect(wrapper.get('dialog [role=alert]').text()).toContain('数据库暂时连不上')
  expect(topics()).toEqual(['topic a'])
})

it('takes a letter off that someone else has sent meanwhile', async () => {
  const gone = vi.fn(async () => { throw new Problem(404, 'desk.dead_letter_not_found', '没有找到', 'r', null, []) })
  const { press, wrapper, topics } = await outbox(async () => ({ items: [letter('a'), letter('b')], next: null }), gone)
  await wrapper.get('tbody button').trigger('click')
  await press('再送一次')
  expect(topics()).toEqual(['topic b'])
})

it('shows trouble with the number to ask with, and tries again', async () => {
  let broken = true
  const { press, wrapper, topics } = await outbox(async () => {
    if (broken) throw new Problem(500, 'internal', '没有取到，是我们的问题。', '7F3A-91C2', null, [])
    return { items: [letter('a')], next: null }
  })
  expect(wrapper.get('[role=alert]').text()).toContain('7F3A-91C2')
  broken = false
  await press('再试一次')
  expect(topics()).toEqual(['topic a'])
})
