// What several journeys do in the same way.
import assert from 'node:assert/strict'
import { after, before } from 'node:test'
import { launch, Visit } from './browser.mjs'
import { Court } from './court.mjs'
import { totp } from './totp.mjs'

/** One court and one browser for the journeys of a file; `prepare` runs once both are there. */
export function withCourt(prepare) {
  const world = {}
  before(async () => {
    world.court = await Court.start()
    world.browser = await launch()
    world.visit = async (name, look, story) => (await Visit.begin(world.browser, world.court, name, look)).through(story)
    await prepare?.(world)
  })
  after(async () => {
    await world.browser?.close()
    try {
      const state = await world.court?.state()
      assert.deepEqual(state?.unknown_calls ?? [], [], 'the court speaks to WeChat as WeChat wants it')
    } finally {
      await world.court?.close()
    }
  })
  return world
}

/** From the log-in page: the sheet is agreed to and the demo phone allows, for the person it has chosen or the one named. */
export async function logIn(visit, name) {
  await visit.button('微信登录').click()
  await visit.button('我知道了，继续').click()
  if (name) await visit.page.getByRole('radio', { name }).check()
  await allow(visit)
}

/** On the demo phone, for whoever it has chosen. */
export async function allow(visit) {
  await visit.page.waitForURL('**/sandbox/authorize?**')
  await visit.button('允许').click()
  await visit.page.waitForURL((url) => url.pathname === '/' && !url.search)
}

/** A person who is logged in, as what the browser keeps. */
export async function loggedInState(world, name) {
  let kept
  await world.visit(name, {}, async (visit) => {
    await visit.open('pages/identity/login')
    await logIn(visit)
    await visit.reads('您现在不用做什么')
    kept = await visit.context.storageState()
  })
  return kept
}

export async function logInAtDesk(visit, { username, password, secret }) {
  await visit.page.getByLabel('账号', { exact: true }).fill(username)
  await visit.page.getByLabel('密码', { exact: true }).fill(password)
  await visit.button('下一步').click()
  await visit.page.getByLabel('6 位动态口令').fill(totp(secret))
}
