// The main job of this stage, by a person who has never been here: log in, add a phone, get right answers to real questions.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { allow, logIn, withCourt } from '../steps.mjs'

const world = withCourt()

test('a person logs in, adds a phone, asks what it costs, until when and where, and logs another device out', async () => {
  await world.visit('person', {}, async (visit) => {
    const { page } = visit
    await visit.open('')
    await visit.reads('登录后，这里写明您要办什么、哪天之前办')
    await visit.shoot('home-logged-out')

    await visit.button('登录').click()
    await visit.button('微信登录').waitFor()
    await visit.shoot('login')
    await visit.button('微信登录').click()
    await visit.reads('我们会用到您的哪些信息')
    for (const choice of await page.getByRole('switch').all()) assert.equal(await choice.getAttribute('aria-checked'), 'false', 'nothing is ticked beforehand')
    await visit.checkAccess('privacy sheet')
    await page.getByRole('switch', { name: '用微信提醒我期限和开庭' }).click()
    await visit.shoot('privacy-sheet')
    await visit.button('我知道了，继续').click()

    await visit.reads('申请用您的微信身份登录')
    await page.getByRole('radio', { name: '张三' }).check()
    await visit.checkAccess('demo phone')
    await visit.shoot('demo-phone-login')
    await allow(visit)
    await visit.reads('您现在不用做什么')
    await visit.shoot('home-logged-in')

    await addPhone(visit)
    await askFee(visit)
    await askDeadline(visit)
    await askCourt(visit)
    await endOtherDevice(visit)
  })
})

test('a log-in on a new device is told by WeChat, and the message leads to the inbox', async () => {
  const { court } = world
  const { access_token: token } = await court.logInElsewhere('网页版 电脑')
  const { people } = await court.state()
  const { subscribe_templates: templates } = await court.fetchJson('/api/v1/meta/about')
  const template = templates.find(({ name }) => name === 'new_device').template_id
  const { version } = await court.fetchJson('/api/v1/legal/privacy-notice')
  await court.post('/api/v1/me/consents', { kind: 'wechat_messages', given: true, version }, token)
  await court.sandbox('subscriptions', { openid: people[0].openid, template_id: template, count: 1 })
  await court.post('/api/v1/me/subscriptions', { results: { [template]: 'accept' } }, token)

  await world.visit('told', {}, async (visit) => {
    await visit.page.goto('/sandbox')
    await visit.reads('还没有消息')
    await court.logInElsewhere('小米 15')
    const message = visit.page.getByRole('log').getByRole('link')
    await message.waitFor()
    assert.match(await message.innerText(), /小米 15/)
    await visit.checkAccess('demo phone with a message')
    await visit.shoot('demo-phone', { full: true })
    await message.click()
    await visit.reads('登录后看法院给您的消息')
    await visit.button('登录').click()
    await logIn(visit)
    await visit.page.getByText('新设备登录').first().waitFor()
    await visit.shoot('inbox')
  })
})

async function addPhone(visit) {
  const { page } = visit
  await page.getByRole('link', { name: '我的' }).click()
  await visit.button(/^手机号码/).click()
  await visit.button('用演示手机上的号码').click()
  await visit.reads('申请使用您的手机号码')
  await visit.shoot('demo-phone-number')
  await allow(visit)
  await visit.reads('手机号已经添加')
  await visit.checkAccess('phone added')
  await visit.shoot('phone-added')
  await visit.button('回到“我的”').click()
  await visit.reads(/8000/)
  assert.doesNotMatch(await page.locator('body').innerText(), /13800138000/, 'only the last four are shown')
  await visit.shoot('me')
}

// 50 + (27,596 - 10,000) x 2.5% = 489.90, halved in the simplified procedure.
async function askFee(visit) {
  const { page } = visit
  await page.getByRole('link', { name: '首页' }).click()
  await visit.reads('现在就能用的工具')
  await visit.button('诉讼费').click()
  await page.getByLabel('您要求对方给多少钱').fill('27596')
  await visit.button('算出诉讼费').click()
  await visit.reads('244.95')
  const steps = await page.locator('#fee-result').innerText()
  for (const words of ['怎么算的', '2.5%', '依据']) assert.ok(steps.includes(words), `the sum says ${words}: ${steps}`)
  await visit.checkAccess('fee answered')
  await visit.shoot('fee', { full: true })
}

// CPL 85: fifteen days from 6 February 2026 end on the 21st, in the Spring Festival holiday, so on Tuesday the 24th.
async function askDeadline(visit) {
  const { page } = visit
  await visit.open('pages/help/deadline')
  await page.getByLabel('哪一天收到（送达）').fill('2026-02-06')
  await visit.button(/^要算什么/).click()
  await visit.checkAccess('deadline choice')
  await visit.shoot('deadline-choice')
  await page.getByRole('radio', { name: /^答辩期：15 天/ }).click()
  await visit.button('算最后一天').click()
  await visit.reads(/2月24日/)
  await visit.checkAccess('deadline answered')
  await visit.shoot('deadline', { full: true })
}

// Reputation online: in under 法释〔2018〕16号, out under 法释〔2025〕14号 from 1 November 2025.
async function askCourt(visit) {
  const { page } = visit
  await visit.open('pages/help/jurisdiction')
  await page.getByLabel('哪一天立案').fill('2025-10-31')
  await page.getByRole('checkbox', { name: /网络侵害名誉权纠纷/ }).click()
  await visit.button('看看归不归本院管').click()
  await visit.reads('本院可以受理')
  await visit.checkAccess('jurisdiction accepted')
  await visit.shoot('jurisdiction-2025-10-31', { full: true })
  await visit.button('换个日子或换件事').click()
  await page.getByLabel('哪一天立案').fill('2025-11-01')
  await visit.button('看看归不归本院管').click()
  await visit.reads('这件事由别的法院受理')
  await visit.checkAccess('jurisdiction elsewhere')
  await visit.shoot('jurisdiction-2025-11-01', { full: true })
}

async function endOtherDevice(visit) {
  const other = await world.court.logInElsewhere('华为 Mate 60')
  const me = { headers: { authorization: `Bearer ${other.access_token}` } }
  await world.court.fetchJson('/api/v1/me', me)
  await visit.open('pages/identity/devices')
  await visit.reads('华为 Mate 60')
  await visit.shoot('devices')
  await visit.button(/退出这部/).click()
  await visit.checkAccess('device sheet')
  await visit.shoot('device-sheet')
  await visit.button('退出那部设备').click()
  await visit.reads('已退出那部设备')
  await visit.page.getByText('华为 Mate 60', { exact: true }).waitFor({ state: 'detached' })
  await visit.shoot('devices-after')
  const refused = await fetch(`${world.court.url}/api/v1/me`, me)
  assert.equal(refused.status, 401, 'the other device is out at once')
  assert.equal((await refused.json()).code, 'auth.session_ended')
}
