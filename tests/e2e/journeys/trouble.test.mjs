// Trouble: WeChat fails, the network goes, the session ends elsewhere. Each says what to do, and each is over when it is over.
import assert from 'node:assert/strict'
import { afterEach, test } from 'node:test'
import { allow, logIn, withCourt } from '../steps.mjs'

const world = withCourt()
afterEach(() => world.court.sandbox('faults', { mode: 'none' }))
// More than the log-in tries.
const TIMES = 20
// Promised in docs/API.md: a log-in answers within this, whatever WeChat does.
const LOG_IN_MS = 10_000

test('WeChat busy, broken, answering with a web page or not at all: a sentence with what to do, and then it works', async () => {
  await world.visit('trouble-wechat', {}, async (visit) => {
    await visit.open('pages/identity/login')
    const troubles = [['busy', /微信现在很忙.*再试/], ['broken', /微信暂时没有回应.*再试/], ['html', /微信暂时没有回应.*再试/], ['slow', /微信暂时没有回应.*再试/]]
    for (const [mode, sentence] of troubles) {
      await world.court.sandbox('faults', { mode, times: TIMES })
      const answered = visit.page.waitForResponse('**/api/v1/auth/wechat')
      await logIn(visit)
      const response = await answered
      await response.finished()
      const { responseEnd } = response.request().timing()
      await visit.reads(sentence)
      assert.ok(responseEnd > 0 && responseEnd < LOG_IN_MS, `${mode}: answered after ${responseEnd} ms`)
      await visit.checkAccess(`log-in while WeChat is ${mode}`)
      await visit.shoot(mode)
      await world.court.sandbox('faults', { mode: 'none' })
    }
    await logIn(visit)
    await visit.reads('您现在不用做什么')
  })
})

test('refusing on the demo phone leaves everything as it was', async () => {
  await world.visit('trouble-denied', {}, async (visit) => {
    await visit.open('pages/identity/login')
    await visit.button('微信登录').click()
    await visit.button('我知道了，继续').click()
    await visit.button('拒绝').click()
    await visit.reads('您没有同意登录，什么都没有记录')
    await visit.shoot('denied')
  })
})

test('without a network a banner says so, and goes when the network is back', async () => {
  await world.visit('trouble-offline', {}, async (visit) => {
    await visit.open('pages/help/fee')
    await visit.page.getByLabel('您要求对方给多少钱').fill('27596')
    await visit.context.setOffline(true)
    await visit.reads('没有网络，联网后可以继续')
    await visit.button('算出诉讼费').click()
    await visit.reads('手机没有连上网')
    await visit.checkAccess('offline')
    await visit.shoot('offline')
    await visit.context.setOffline(false)
    await visit.page.getByText('没有网络，联网后可以继续').waitFor({ state: 'detached' })
    await visit.button('算出诉讼费').click()
    await visit.reads('244.95')
  })
})

test('a session ended elsewhere leads to the log-in page, and back to where one was', async () => {
  await world.visit('trouble-ended', {}, async (visit) => {
    await visit.open('pages/identity/login')
    await logIn(visit)
    await visit.reads('您现在不用做什么')
    const other = await world.court.logInElsewhere('华为 Mate 60')
    const headers = { authorization: `Bearer ${other.access_token}` }
    await world.court.fetchJson('/api/v1/me/devices/end-others', { method: 'POST', headers })
    await visit.open('pages/identity/devices')
    await visit.reads('登录已经结束，请重新登录')
    await visit.checkAccess('log-in after the session has ended')
    await visit.shoot('ended')
    await visit.button('微信登录').click()
    await visit.button('我知道了，继续').click()
    await allow(visit)
    await visit.reads('这部设备')
    await visit.shoot('back-again')
  })
})

test('with the server away the page says whose fault it is, and works when it is back', async () => {
  await world.visit('trouble-away', {}, async (visit) => {
    await visit.open('pages/help/jurisdiction')
    await visit.page.getByRole('checkbox').first().waitFor()
    await world.court.stopServer()
    await visit.page.getByRole('checkbox').first().click()
    await visit.button('看看归不归本院管').click()
    await visit.page.getByRole('alert').first().waitFor()
    await visit.shoot('away')
    await world.court.startServer()
    await visit.button('看看归不归本院管').click()
    await visit.reads(/本院可以受理|这件事由别的法院受理/)
  })
})
