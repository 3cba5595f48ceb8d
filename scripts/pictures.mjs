// pictures.mjs: takes the pictures of the README from a sandbox court of its own, so that they show the product as it is.
import { mkdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { DESK, launch, PHONE, Visit } from '../tests/e2e/browser.mjs'
import { Court } from '../tests/e2e/court.mjs'
import { logInAtDesk } from '../tests/e2e/steps.mjs'

const folder = fileURLToPath(new URL('../docs/images/', import.meta.url))
const password = 'a password for pictures 1'

const court = await Court.start()
const browser = await launch()
try {
  mkdirSync(folder, { recursive: true })
  const secret = await court.addStaff({ username: 'zhou', roles: ['filing_clerk'], name: '周立安', password })

  const phone = await Visit.begin(browser, court, 'picture', { viewport: PHONE, deviceScaleFactor: 1.5 })
  await phone.open('')
  await phone.reads('我要立案')
  await phone.page.screenshot({ path: `${folder}phone-home.png` })
  await phone.open('pages/help/fee')
  await phone.page.getByRole('textbox').first().fill('123456.78')
  await phone.button('算出诉讼费').click()
  await phone.reads('1,384.57')
  await phone.page.screenshot({ path: `${folder}phone-fee.png` })

  const desk = await Visit.begin(browser, court, 'picture', { viewport: { ...DESK, width: 1200, height: 760 } })
  await desk.page.goto('/desk/')
  await logInAtDesk(desk, { username: 'zhou', password, secret })
  await desk.reads(/^周立安，/)
  await desk.page.screenshot({ path: `${folder}desk.png` })
} finally {
  await browser.close()
  await court.close()
}
