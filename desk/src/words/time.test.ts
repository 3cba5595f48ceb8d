import { expect, it } from 'vitest'
import { day, dayAndTime, partOfDay } from './time'

const evening = Date.UTC(2026, 10, 24, 16, 5) // 2026-11-25 00:05 in Shanghai
const now = Date.UTC(2026, 10, 25, 4)

it('counts days by the court clock, not by the browser', () => {
  expect(day(evening, 'zh', now)).toBe('11月25日 周三')
  expect(dayAndTime(evening, 'zh', now)).toBe('11月25日 00:05')
  expect(day(evening, 'en', now)).toBe('Wed 25 Nov')
})

it('names the year only when it is another one', () => {
  const newYear = Date.UTC(2027, 0, 1)
  expect(day(evening, 'zh', newYear)).toBe('2026年11月25日 周三')
  expect(dayAndTime(evening, 'en', newYear)).toBe('25 Nov 2026 00:05')
})

it.each([[3, 'evening'], [5, 'morning'], [10, 'morning'], [11, 'noon'], [13, 'afternoon'], [18, 'evening']])('greets at %i o’clock with %s', (hour, part) => {
  expect(partOfDay(Date.UTC(2026, 10, 24, hour - 8))).toBe(part)
})
