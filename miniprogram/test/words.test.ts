import { describe, expect, it } from 'vitest'
import { i18n, setLanguage, useWords, type Room } from '@/words/i18n'
import { common } from '@/words/words'

const files = import.meta.glob<Record<string, unknown>>(['../src/words/*.ts', '../src/uploads/words.ts', '../src/components/*Words.ts', '../src/pages/**/words.ts', '../src/pages/**/*Words.ts'], { eager: true })
const isRoom = (value: unknown): value is Room => typeof value === 'object' && value !== null && 'room' in value && 'zh' in value && 'en' in value
const rooms = Object.values(files).flatMap((file) => Object.values(file)).filter(isRoom)

describe('words', () => {
  it('are found beside the pages', () => {
    expect(rooms.length).toBeGreaterThanOrEqual(8)
    expect(new Set(rooms.map((one) => one.room)).size).toBe(rooms.length)
  })

  it.each(rooms.map((one) => [one.room, one] as const))('%s: Chinese and English have the same keys and none is empty', (_name, one) => {
    expect(Object.keys(one.en).sort()).toEqual(Object.keys(one.zh).sort())
    for (const language of [one.zh, one.en]) {
      for (const word of Object.values(language)) {
        const text = typeof word === 'string' ? word : (word as (named: unknown) => string)({})
        expect(text.trim()).not.toBe('')
        expect(text).not.toMatch(/\{\w*\}/)
      }
    }
  })

  it('are functions for vue-i18n, so that no compiler is needed', () => {
    const messages = i18n.global.getLocaleMessage('zh') as Record<string, Record<string, unknown>>
    for (const one of rooms) for (const key of Object.keys(one.zh)) expect(typeof messages[one.room][key]).toBe('function')
  })

  it('take names and follow the language', () => {
    const t = useWords(common)
    setLanguage('zh')
    expect(t('dueLeft', { days: 3 })).toBe('还剩 3 天')
    setLanguage('en')
    expect([t('dueLeft', { days: 1 }), t('dueLeft', { days: 3 }), t('retry')]).toEqual(['1 day left', '3 days left', 'Try again'])
    setLanguage('zh')
  })
})
