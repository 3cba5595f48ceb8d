// The built pages, run against the real server at COURT_URL (scripts/with-server.sh starts one).
import assert from 'node:assert/strict'
import { afterEach, before, test } from 'node:test'
import { pagePaths } from './package-of.mjs'
import { Phone } from './phone.mjs'

const court = process.env.COURT_URL
assert.ok(court, 'COURT_URL names no running sandbox court: scripts/with-server.sh npm test --prefix tests/wechat')

let phone

before(async () => {
  const { people } = await (await fetch(`${court}/sandbox/state`)).json()
  phone = new Phone(court, people[0])
  phone.start()
})

afterEach(() => {
  assert.deepEqual(phone.errors.splice(0), [], 'a page logged an error')
  phone.requests.length = 0
})

const sent = (request) => phone.requests.filter((one) => one === request).length

test('home shows what can be done, and opens the tools', async () => {
  phone.open('/pages/home/index')
  await phone.until(() => phone.text.includes('我要立案'))
  phone.tap('诉讼费')
  await phone.until(() => phone.path === 'pages/help/fee')
})

test('a fee is worked out by the server, once for one tap, with its steps', async () => {
  phone.open('/pages/help/fee')
  phone.type(await phone.see('input'), '123456.78')
  phone.tap('算出诉讼费')
  // Simplified procedure: half of 2,769.14 (Decree 13 and 16).
  await phone.until(() => phone.text.includes('1,384.57'))
  assert.match(phone.text, /交纳办法/)
  assert.equal(sent('POST /api/v1/tools/fee'), 1)
})

test('an amount that is none is told under its field and asks nobody', async () => {
  phone.open('/pages/help/fee')
  const amount = await phone.see('input')
  const before = phone.text
  phone.type(amount, '一万')
  phone.tap('算出诉讼费')
  await phone.until(() => phone.text !== before)
  assert.equal(sent('POST /api/v1/tools/fee'), 0)
})

test('a person logs in with a code of wx.login, and the court knows the device', async () => {
  phone.open('/pages/identity/login')
  await phone.until(() => phone.text.includes('微信登录'))
  phone.tap('微信登录')
  await phone.until(() => phone.text.includes('我知道了，继续'))
  phone.tap('我知道了，继续')
  await phone.until(() => phone.path !== 'pages/identity/login')
  assert.equal(sent('POST /api/v1/auth/wechat'), 1)
  phone.open('/pages/identity/devices')
  await phone.until(() => phone.text.includes('iPhone 15'))
})

test('a phone number comes by the button that WeChat has for it', async () => {
  phone.open('/pages/identity/phone')
  const button = await phone.see('button', { openType: 'getPhoneNumber' })
  phone.fire(button, 'getphonenumber', { errMsg: 'getPhoneNumber:ok', ...(await phone.code('phone')) })
  const lastFour = phone.person.phone.slice(-4)
  await phone.until(() => phone.text.includes(`**** ${lastFour}`))
  assert.equal(sent('POST /api/v1/me/phone'), 1)
  assert.ok(!phone.text.includes(phone.person.phone), 'only the last four are shown')
  phone.tap('回到“我的”')
  await phone.until(() => phone.path === 'pages/identity/me' && phone.text.includes(lastFour))
})

test('every page opens without an error', async () => {
  for (const path of pagePaths()) {
    phone.open(`/${path}`)
    await phone.until(() => phone.text.length > 0, `${path} shows something`)
  }
})
