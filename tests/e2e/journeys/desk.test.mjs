// The desk: staff log in with password and authenticator, see their rooms, and log out.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { DESK, PHONE } from '../browser.mjs'
import { logInAtDesk, withCourt } from '../steps.mjs'

const world = withCourt()
const password = 'correct horse battery staple 7'

test('a filing clerk logs in with an authenticator, sees the rooms, and logs out', async () => {
  const secret = await world.court.addStaff({ username: 'zhou', roles: ['filing_clerk'], name: '周立安', password })
  await world.visit('desk', { viewport: DESK }, async (visit) => {
    const { page } = visit
    await page.goto('/desk/')
    await visit.reads('登录工作台')
    await visit.shoot('login')

    await page.getByLabel('账号', { exact: true }).fill('zhou')
    await page.getByLabel('密码', { exact: true }).fill('not this one at all')
    await visit.button('下一步').click()
    await visit.reads('输入动态口令')
    await visit.checkAccess('desk code')
    await visit.shoot('code')
    await page.getByLabel('6 位动态口令').fill('000000')
    const refusal = page.getByRole('alert')
    await refusal.waitFor()
    assert.doesNotMatch(await refusal.innerText(), /desk\.|credentials/, 'a sentence, not a code')
    await visit.checkAccess('desk refusal')
    await visit.shoot('wrong')

    await visit.button('账号或密码可能填错了？回上一步').click()
    await logInAtDesk(visit, { username: 'zhou', password, secret })
    await visit.reads(/^周立安，/)
    await visit.checkAccess('desk home')
    await visit.shoot('home')
    const rooms = await page.getByRole('navigation', { name: '各个房间' }).first().getByRole('link').allInnerTexts()
    assert.ok(rooms.includes('首页') && rooms.length > 1, `a clerk has rooms: ${rooms}`)
    assert.ok(!rooms.some((room) => room.includes('没送出的消息')), 'and not those of the administrator')

    await page.reload()
    await visit.reads(/^周立安，/)
    await page.goto('/desk/outbox')
    await visit.reads('您的角色不用这个房间')
    await visit.shoot('not-your-room')
    await page.setViewportSize(PHONE)
    await page.goto('/desk/')
    await visit.reads(/^周立安，/)
    await visit.shoot('home-phone')
    await page.setViewportSize(DESK)

    await visit.button(/^周立安/).click()
    await visit.checkAccess('desk menu')
    await visit.shoot('menu')
    await visit.button('退出登录').click()
    await visit.reads('登录工作台')
    await page.goto('/desk/')
    await visit.reads('登录工作台')
  })
})
