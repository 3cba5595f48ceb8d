// A page with a server that the test plays: what is asked, and what is answered.
import { enableAutoUnmount, flushPromises, mount } from '@vue/test-utils'
import { createMemoryHistory, createRouter } from 'vue-router'
import { afterEach, vi } from 'vitest'
import type { Component } from 'vue'
import { createClient, type ApiCall, type Role, type Send } from '@/api/client'
import { sessionKey, type Session } from '@/session/session'

// A page left standing would go on hearing the keys of the next test.
enableAutoUnmount(afterEach)

export type Answers = Record<string, (call: ApiCall) => unknown>

export async function openPage(page: Component, path: string, at: string, answers: Answers, roles: Role[] = ['filing_clerk'], meta: Record<string, unknown> = {}) {
  const calls: ApiCall[] = []
  const send = vi.fn(async (call: ApiCall) => {
    calls.push(JSON.parse(JSON.stringify(call)) as ApiCall)
    const answer = answers[call.operation]
    if (!answer) throw new Error(`nobody answers ${call.operation}`)
    return await answer(call)
  })
  const nowhere = { template: '<p />' }
  const router = createRouter({
    history: createMemoryHistory(),
    routes: [
      { path, name: String(meta['name'] ?? 'here'), component: page, meta },
      ...['/filing', '/filing/:id', '/rulings', '/cases', '/cases/:id', '/fees', '/fees/reconciliations', '/fees/reconciliations/:day', '/identity', '/delivery', '/delivery/:id'].filter((one) => one !== path).map((one) => ({ path: one, name: NAMES[one] ?? one, component: nowhere })),
    ],
  })
  await router.push(at)
  const state = { staff: { id: 'me', name: '陈静', username: 'chenjing', roles, rooms: roles.includes('filing_clerk') ? ['filing', 'identity', 'cases'] : ['cases', 'delivery'], last_log_in_at: null } }
  const wrapper = mount(page, { attachTo: document.body, global: { plugins: [router], provide: { [sessionKey as symbol]: { state, send, client: createClient(send as Send) } as unknown as Session }, stubs: { PaperView: true, ThumbImage: true } } })
  await flushPromises()
  const button = (words: string | RegExp) => {
    const fits = (text: string | undefined) => text !== undefined && (typeof words === 'string' ? text === words : words.test(text))
    const found = wrapper.findAll('button').filter((one) => fits(one.text()) || fits(one.attributes('aria-label'))).at(-1)
    if (!found) throw new Error(`no button says ${words}`)
    return found
  }
  const press = async (words: string | RegExp) => {
    await button(words).trigger('click')
    await flushPromises()
  }
  const key = async (name: string) => {
    document.body.dispatchEvent(new KeyboardEvent('keydown', { key: name, bubbles: true, cancelable: true }))
    await flushPromises()
  }
  const asked = (operation: string) => calls.filter((call) => call.operation === operation)
  return { wrapper, router, calls, asked, button, press, key }
}

const NAMES: Record<string, string> = { '/filing': 'filing', '/filing/:id': 'filing-review', '/rulings': 'rulings', '/cases': 'cases', '/cases/:id': 'case', '/fees': 'fees', '/fees/reconciliations': 'reconciliations', '/fees/reconciliations/:day': 'reconciliation', '/identity': 'identity', '/delivery': 'delivery', '/delivery/:id': 'service' }
