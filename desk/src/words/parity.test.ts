// Every page speaks both languages: the same words, of the same kind, none left empty, none in the wrong language.
import { describe, expect, it } from 'vitest'

type Words = Record<string, unknown>
const chinese = import.meta.glob<{ words: Words }>('../**/words.zh.ts', { eager: true })
const english = import.meta.glob<{ words: Words }>('../**/words.en.ts', { eager: true })

const HAN = /\p{Script=Han}/u

function flatten(value: unknown, path: string): [path: string, kind: string, text: string][] {
  if (typeof value === 'string') return [[path, 'text', value]]
  if (typeof value === 'function') {
    // A count, a name and a part of the day are all served by these.
    const sample = value.length === 1 ? [7] : ['x', 'morning']
    return [[path, `function of ${value.length}`, String((value as (...given: unknown[]) => unknown)(...sample))]]
  }
  if (typeof value === 'object' && value !== null) return Object.entries(value).flatMap(([key, inner]) => flatten(inner, `${path}/${key}`))
  throw new Error(`${path} is neither words nor a group of them`)
}

it('finds the words of all pages in both languages', () => {
  const pages = Object.keys(chinese)
  expect(pages.length).toBeGreaterThanOrEqual(16)
  expect(Object.keys(english).map((file) => file.replace('.en.', '.zh.')).sort()).toEqual(pages.sort())
})

describe.each(Object.keys(chinese))('%s', (file) => {
  const zh = flatten(chinese[file]?.words, '')
  const en = flatten(english[file.replace('.zh.', '.en.')]?.words, '')

  it('has the same words in English', () => {
    expect(en.map(([path, kind]) => `${path} ${kind}`)).toEqual(zh.map(([path, kind]) => `${path} ${kind}`))
  })

  it('leaves no word empty', () => {
    for (const [path, , text] of [...zh, ...en]) expect(text.trim(), path).not.toBe('')
  })

  it('keeps each language to itself', () => {
    for (const [path, , text] of en) expect(HAN.test(text), `${path}: ${text}`).toBe(false)
    for (const [path, , text] of zh) expect(HAN.test(text) || /^\P{L}+$/u.test(text), `${path}: ${text}`).toBe(true)
  })
})
