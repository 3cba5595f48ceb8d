import { reactive } from 'vue'
import { createMemoryHistory } from 'vue-router'
import { expect, it } from 'vitest'
import { createDeskRouter, nextOf, unopened } from './router'
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

it('says which page it could not fetch, until another one is asked for', async () => {
  const router = routerIn('in')
  router.addRoute({ path: '/torn', component: () => Promise.reject(new Error('Failed to fetch dynamically imported module')) })
  await router.push('/torn?x=1').catch(() => undefined)
  expect(unopened.value).toBe('/torn?x=1')
  await router.push('/cases')
  expect(unopened.value).toBeNull()
})
