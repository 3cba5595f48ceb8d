import { reactive } from 'vue'
import { createMemoryHistory } from 'vue-router'
import { expect, it } from 'vitest'
import { createDeskRouter, nextOf } from './router'
import type { Phase, Session } from './session/session'

const routerIn = (phase: Phase) => createDeskRouter({ state: reactive({ phase }), settled: Promise.resolve() } as unknown as Session, createMemoryHistory())

it('sends who is not logged in to the log-in, and remembers the page', async () => {
  const router = routerIn('out')
  await router.push('/outbox?after=x')
  expect(router.currentRoute.value).toMatchObject({ name: 'login', query: { next: '/outbox?after=x' } })
})

it('sends who is logged in on from the log-in', async () => {
  const router = routerIn('in')
  await router.push('/login?next=/cases')
  expect(router.currentRoute.value.path).toBe('/cases')
})

it('has a page for what does not exist', async () => {
  const router = routerIn('in')
  await router.push('/moon/base')
  expect(router.currentRoute.value.name).toBe('nowhere')
})

it.each(['https://elsewhere.example', '//elsewhere.example', '/\\elsewhere.example', 'javascript:alert(1)', ''])('never goes on to %j', (next) => {
  expect(nextOf({ query: { next } })).toBe('/')
})
