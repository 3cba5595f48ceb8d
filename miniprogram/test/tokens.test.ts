import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'

type Values = Record<string, string>
const read = (path: string) => readFileSync(new URL(path, import.meta.url), 'utf8').replace(/\/\*[^]*?\*\//g, '')
const phone = read('../src/design/tokens.css')
const desk = read('../../desk/src/design/tokens.css')

/** Declarations of the first block whose selector begins so. */
function block(css: string, selector: RegExp): Values {
  const body = new RegExp(`(?:^|})\\s*(?:${selector.source})[^{]*{([^}]*)}`).exec(css)?.[1] ?? ''
  return Object.fromEntries([...body.matchAll(/(--[\w-]+):\s*([^;]+);/g)].map((found) => [found[1], found[2].trim()]))
}

// WXSS knows other selectors than the desk's browsers, so the values stand twice: here is what keeps them one.
describe('the tokens of phone and desk', () => {
  for (const [name, onPhone, onDesk] of [['light', /page/, /:root, page/], ['dark', /\.theme-dark/, /\.theme-dark/]] as const) {
    it(`hold the same values: ${name}`, () => {
      const [a, b] = [block(phone, onPhone), block(desk, onDesk)]
      const colours = Object.keys(b).filter((token) => /^--(c|due)-/.test(token))
      expect(colours.length).toBeGreaterThan(30)
      for (const token of colours) expect([token, a[token]]).toEqual([token, b[token]])
    })
  }
})
