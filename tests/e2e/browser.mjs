// Debian's Chromium as a phone or a desk, with an eye on what no journey may show: script errors, calls to strangers,
// pages wider than the screen, words that are not words.
import assert from 'node:assert/strict'
import { mkdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { AxeBuilder } from '@axe-core/playwright'
import { chromium } from 'playwright-core'
import { isException } from './exceptions.mjs'

export const PHONE = { width: 390, height: 844 }
export const DESK = { width: 1440, height: 900 }
const executablePath = process.env.CHROMIUM ?? '/usr/bin/chromium'
const quiet = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync']
const shots = fileURLToPath(new URL('out/', import.meta.url))
const NO_WORDS = /undefined|\bNaN\b|\[object |\{\{|\bnull\b/
// The smallest text of the design.
const SMALLEST_PX = 13

export async function launch() {
  mkdirSync(shots, { recursive: true })
  return chromium.launch({ executablePath, args: quiet })
}

export class Visit {
  #name
  #origin
  #count = 0
  #faults = []
  #taps = 0

  /** `look` is what Playwright's contexts take: viewport, locale, colorScheme, storageState. */
  static async begin(browser, court, name, look = {}) {
    const context = await browser.newContext({ baseURL: court.url, viewport: PHONE, locale: 'zh-CN', timezoneId: 'Asia/Shanghai', reducedMotion: 'reduce', ...look })
    const visit = new Visit()
    visit.#name = name
    visit.#origin = court.url
    visit.context = context
    visit.page = await context.newPage()
    await visit.page.addInitScript(tellRejections)
    visit.#watch()
    return visit
  }

  #watch() {
    this.page.setDefaultTimeout(15_000)
    this.page.on('pageerror', (error) => this.#faults.push(`script: ${error.message}`))
    this.page.on('console', (message) => {
      // A refused call is part of some journeys; the page itself says what it means.
      if (message.type() === 'error' && !message.text().startsWith('Failed to load resource')) this.#faults.push(`console: ${message.text()}`)
    })
    this.page.on('request', (request) => {
      if (/^https?:/.test(request.url()) && !request.url().startsWith(this.#origin)) this.#faults.push(`stranger: ${request.url()}`)
    })
  }

  /** A page of the phone by its path in pages.json. */
  open(path) {
    return this.page.goto(path ? `/#/${path}` : '/')
  }

  button(name) {
    return this.page.getByRole('button', { name, exact: typeof name === 'string' })
  }

  /** As a finger does it: into the field first. */
  async type(label, words) {
    const field = this.page.getByLabel(label, { exact: true })
    await field.click()
    await field.fill(words)
  }

  /** Files for the dialog that opens with a tap. */
  async give(words, files) {
    const chooser = this.page.waitForEvent('filechooser')
    await this.button(words).click()
    await (await chooser).setFiles(files)
  }

  /** Counts every tap from here on, on whatever page; answers how to read the count. */
  async countTaps() {
    const watch = () => addEventListener('pointerdown', () => globalThis.tapped(), true)
    await this.context.exposeFunction('tapped', () => { this.#taps += 1 })
    await this.page.addInitScript(watch)
    await this.page.evaluate(watch)
    return () => this.#taps
  }

  /** Waits until these words can be read. */
  reads(words) {
    return this.page.getByText(words).first().waitFor()
  }

  /** A picture, and the checks that need no eyes. */
  async shoot(name, { full = false } = {}) {
    this.#count += 1
    const number = String(this.#count).padStart(2, '0')
    const path = `${shots}${this.#name}-${number}-${name}.png`
    if (full) await this.#shootWhole(path)
    else await this.page.screenshot({ path })
    const seen = await this.page.evaluate(examine)
    if (seen.width > seen.room) this.#faults.push(`${name}: the page is ${seen.width} wide on a screen of ${seen.room}`)
    const odd = seen.text.match(NO_WORDS)
    if (odd) this.#faults.push(`${name}: “${odd[0]}” is no word`)
    for (const { text, size } of seen.sizes) if (size < SMALLEST_PX) this.#faults.push(`${name}: “${text}” is ${size} px`)
  }

  /** On a screen as tall as the page: in a stitched picture the bars would lie over the middle. */
  async #shootWhole(path) {
    const before = this.page.viewportSize()
    const { height, y } = await this.page.evaluate(() => ({ height: document.documentElement.scrollHeight, y: scrollY }))
    await this.page.setViewportSize({ ...before, height: Math.max(before.height, height) })
    await this.page.screenshot({ path })
    await this.page.setViewportSize(before)
    await this.page.evaluate((to) => scrollTo(0, to), y)
  }

  /** axe on the page as it stands; `where` is the name the list of exceptions knows. What it finds is told at the end. */
  async checkAccess(where) {
    const { violations } = await new AxeBuilder({ page: this.page }).analyze()
    for (const { id, nodes } of violations) {
      for (const { target, html, failureSummary } of nodes) {
        if (!isException(where, id, target.join(' '))) this.#faults.push(`${where}: ${id}: ${html}: ${failureSummary}`)
      }
    }
  }

  /** Lives through the story; then, or where it broke off (with a picture), tells what went wrong behind the page. */
  async through(story) {
    try {
      await story(this)
    } catch (error) {
      await this.page.screenshot({ path: `${shots}FAILED-${this.#name}.png` }).catch(() => undefined)
      error.message += [`, at ${this.page.url()}`, ...this.#faults].join('\n')
      throw error
    } finally {
      await this.context.close()
    }
    assert.deepEqual(this.#faults, [], `${this.#name}: what was seen on the way`)
  }
}

/* These two run in the page. */
function tellRejections() {
  addEventListener('unhandledrejection', ({ reason }) => console.error(`unhandled: ${reason?.message ?? JSON.stringify(reason)}`))
}

function examine() {
  const sizes = []
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const parent = node.parentElement
    if (!node.textContent.trim() || !parent.checkVisibility({ checkVisibilityCSS: true, checkOpacity: true })) continue
    const { color, fontSize } = getComputedStyle(parent)
    // The words of a paper lie unseen over its picture, to be selected and read aloud.
    if (color === 'rgba(0, 0, 0, 0)') continue
    sizes.push({ text: node.textContent.trim().slice(0, 20), size: Number.parseFloat(fontSize) })
  }
  return { width: document.documentElement.scrollWidth, room: innerWidth, text: document.body.innerText, sizes }
}
