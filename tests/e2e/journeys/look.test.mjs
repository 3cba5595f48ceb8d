// English, large print and dark together: the pages most used still say the same, whole and readable.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { DESK } from '../browser.mjs'
import { logInAtDesk, withCourt } from '../steps.mjs'

const world = withCourt()
const HAN = /\p{Script=Han}/u

/** Words in Chinese that stand on an English page for a reason: the way back to Chinese, and holidays as the State Council's notice names them. */
const OWN_NAMES = ['中文', '语言', '春节']

async function checkEnglish(visit, where) {
  const text = await visit.page.locator('body').innerText()
  const left = OWN_NAMES.reduce((rest, name) => rest.replaceAll(name, ''), text)
  const lines = left.split('\n').filter((line) => HAN.test(line))
  assert.deepEqual(lines, [], `${where}: Chinese on an English page`)
}

test('English, large print and dark: home, log-in, me, tools', async () => {
  await world.visit('look', { colorScheme: 'dark' }, async (visit) => {
    const { page } = visit
    await visit.open('')
    await visit.button('English').click()
    await visit.reads('Needs you now')
    await visit.shoot('english-dark-home', { full: true })
    await visit.button('Large print').click()
    await visit.button('Standard').waitFor()
    await visit.checkAccess('English, large, dark: home')
    await visit.shoot('home', { full: true })
    await checkEnglish(visit, 'home')

    await visit.open('pages/identity/login')
    await visit.button('Log in with WeChat').click()
    await visit.button('Understood, go on').waitFor()
    await visit.checkAccess('English, large, dark: privacy sheet')
    await visit.shoot('privacy-sheet')
    await checkEnglish(visit, 'privacy sheet')
    await visit.button('Understood, go on').click()
    await visit.button('允许').click()
    await visit.reads('There is nothing you need to do now')

    await page.getByRole('link', { name: 'Me', exact: true }).click()
    await visit.reads('Your devices')
    await visit.checkAccess('English, large, dark: me')
    await visit.shoot('me', { full: true })
    await checkEnglish(visit, 'me')

    await visit.open('pages/help/fee')
    await page.getByLabel('How much do you claim').fill('27596')
    await visit.button('Work out the fee').click()
    await visit.reads('244.95')
    await visit.checkAccess('English, large, dark: fee')
    await visit.shoot('fee', { full: true })
    await checkEnglish(visit, 'fee')

    await visit.open('pages/help/deadline')
    await page.getByLabel('Which day did you receive it (service)').fill('2026-02-06')
    await visit.button(/^Which period/).click()
    await page.getByRole('radio', { name: /^Defence: 15 days/ }).click()
    await visit.button('Find the last day').click()
    await visit.reads(/24 Feb/)
    await visit.shoot('deadline', { full: true })
    await checkEnglish(visit, 'deadline')
  })
})

for (const width of [320, 360, 430]) {
  test(`nothing is cut at ${width} px`, async () => {
    await world.visit(`look-${width}`, { viewport: { width, height: 844 } }, async (visit) => {
      await visit.open('')
      await visit.reads('您好')
      await visit.shoot('home')
      for (const path of ['pages/identity/login', 'pages/help/fee', 'pages/help/deadline', 'pages/help/jurisdiction', 'pages/help/functions']) {
        await visit.open(path)
        await visit.page.getByRole('main').last().waitFor()
        await visit.shoot(path.split('/').pop())
      }
    })
  })
}

test('the desk in English and dark', async () => {
  const password = 'correct horse battery staple 7'
  const secret = await world.court.addStaff({ username: 'chen', roles: ['administrator'], name: 'Chen', password })
  await world.visit('look-desk', { viewport: DESK, colorScheme: 'dark' }, async (visit) => {
    await visit.page.goto('/desk/')
    await logInAtDesk(visit, { username: 'chen', password, secret })
    await visit.button(/^Chen/).click()
    await visit.page.getByText('English', { exact: true }).click()
    await visit.reads('Your rooms')
    await visit.checkAccess('desk in English, dark')
    await visit.shoot('menu')
    await checkEnglish(visit, 'desk')
  })
})
