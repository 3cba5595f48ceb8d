// pictures.mjs: takes the pictures of the README from sandbox courts of its own, so that they show the product as it is: those
// without log-in from a court with nothing in it, the way of a case from the journey that tests it.
import { execFileSync } from 'node:child_process'
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { launch, PHONE, Visit } from '../tests/e2e/browser.mjs'
import { Court } from '../tests/e2e/court.mjs'

const folder = fileURLToPath(new URL('../docs/images/', import.meta.url))
const journeys = fileURLToPath(new URL('../tests/e2e/', import.meta.url))
const shots = `${journeys}out/`
const MOST_BYTES = 150_000

/** Pictures of the journey by who sees them and their name there, and what the README calls them. */
const FROM_JOURNEY = {
  'filing parties': 'phone-parties',
  'filing evidence': 'phone-evidence',
  'filing sign': 'phone-sign',
  'filing fee': 'phone-pay',
  'filing case': 'phone-case',
  'filing-desk correction': 'desk-review',
}

function walkTheJourney() {
  for (const file of readdirSync(shots, { withFileTypes: true })) if (file.name.startsWith('filing-')) rmSync(shots + file.name)
  execFileSync(process.execPath, ['--test', 'journeys/filing.test.mjs'], { cwd: journeys, stdio: 'inherit' })
}

function shotOf(called) {
  const [who, name] = called.split(' ')
  const file = readdirSync(shots).find((one) => new RegExp(`^${who}-\\d+-${name}\\.png$`).test(one))
  if (!file) throw new Error(`the journey took no picture ${called}`)
  return readFileSync(shots + file)
}

/** As WebP, which the browser itself can write: photographs and small text in a third of the room. */
async function keep(page, name, png) {
  const encoded = await page.evaluate(async (source) => {
    const picture = await createImageBitmap(await (await fetch(source)).blob())
    const canvas = new OffscreenCanvas(picture.width, picture.height)
    canvas.getContext('2d').drawImage(picture, 0, 0)
    const bytes = new Uint8Array(await (await canvas.convertToBlob({ type: 'image/webp', quality: 0.9 })).arrayBuffer())
    return btoa(bytes.reduce((text, byte) => text + String.fromCharCode(byte), ''))
  }, `data:image/png;base64,${png.toString('base64')}`)
  const bytes = Buffer.from(encoded, 'base64')
  if (bytes.length > MOST_BYTES) throw new Error(`${name} has ${bytes.length} bytes`)
  writeFileSync(`${folder}${name}.webp`, bytes)
  console.log(`${name}.webp ${Math.ceil(bytes.length / 1000)} kB`)
}

mkdirSync(folder, { recursive: true })
mkdirSync(shots, { recursive: true })
walkTheJourney()
const court = await Court.start()
const browser = await launch()
try {
  const studio = await browser.newPage()
  for (const [called, name] of Object.entries(FROM_JOURNEY)) await keep(studio, name, shotOf(called))

  const phone = await Visit.begin(browser, court, 'picture', { viewport: PHONE })
  await phone.open('')
  await phone.reads('我要立案')
  await keep(studio, 'phone-home', await phone.page.screenshot())
  await phone.open('pages/help/fee')
  await phone.page.getByRole('textbox').first().fill('123456.78')
  await phone.button('算出诉讼费').click()
  await phone.reads('1,384.57')
  await keep(studio, 'phone-fee', await phone.page.screenshot())
} finally {
  await browser.close()
  await court.close()
}
