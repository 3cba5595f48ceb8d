// Every page there is, from the lists the front ends themselves go by: axe, one picture, no word that is none.
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { DESK } from '../browser.mjs'
import { unusedExceptions } from '../exceptions.mjs'
import { loggedInState, logInAtDesk, withCourt } from '../steps.mjs'

let person
const world = withCourt(async (ready) => { person = await loggedInState(ready, 'pages-log-in') })
const read = (path) => readFileSync(new URL(`../../../${path}`, import.meta.url), 'utf8')

/** pages.json holds comments that choose a platform; on the web all its pages stand. */
const phonePages = JSON.parse(read('miniprogram/src/pages.json').replace(/^\s*\/\/.*$/gm, '')).pages.map((page) => page.path)
const rooms = [...read('desk/src/pages/rooms.ts').matchAll(/\{ code: '(\w+)'/g)].map(([, code]) => code)
/** Together they may enter every room. */
const ROLES = ['filing_clerk', 'judge', 'court_clerk', 'enforcement_judge', 'division_head', 'archivist', 'administrator', 'auditor', 'mediator']
const deskPages = ['', 'rooms', ...rooms, 'no-such-page']

async function settled(visit) {
  const main = visit.page.getByRole('main').last()
  await main.and(visit.page.locator('[aria-busy="false"]')).waitFor()
  await visit.page.waitForLoadState('networkidle')
}

for (const who of ['in', 'out']) {
  test(`the ${phonePages.length} pages of the phone, logged ${who}`, async () => {
    assert.ok(phonePages.length > 10, 'the list is read')
    await world.visit(`page-${who}`, { storageState: who === 'in' ? person : undefined }, async (visit) => {
      for (const path of phonePages) {
        // From nowhere, so that each page starts as a link from a message would start it.
        await visit.page.goto('about:blank')
        await visit.open(path)
        await settled(visit)
        await visit.checkAccess(path)
        await visit.shoot(path.slice('pages/'.length).replace('/', '-'), { full: true })
      }
    })
  })
}

test(`the ${deskPages.length + 1} pages of the desk`, async () => {
  assert.ok(rooms.length > 10, 'the list is read')
  const password = 'correct horse battery staple 7'
  const secret = await world.court.addStaff({ username: 'chen', roles: ROLES, name: '陈管理', password })
  await world.visit('page-desk', { viewport: DESK }, async (visit) => {
    await visit.page.goto('/desk/login')
    await visit.reads('登录工作台')
    await visit.checkAccess('desk/login')
    await logInAtDesk(visit, { username: 'chen', password, secret })
    await visit.reads(/^陈管理，/)
    for (const path of deskPages) {
      await visit.page.goto(`/desk/${path}`)
      await visit.page.getByRole('main').getByRole('heading').first().waitFor()
      await visit.page.waitForLoadState('networkidle')
      await visit.checkAccess(`desk/${path}`)
      await visit.shoot(path || 'home', { full: true })
    }
  })
})

test('every exception to axe is still needed', () => {
  assert.deepEqual(unusedExceptions().filter((one) => one.where.includes('/') || one.where === '*'), [])
})
