import { expect, it } from 'vitest'
import { daysLeft, dueLevel, endAfter, lastDay } from './due'
import { money, yuan } from './money'

const at = (text: string) => Date.parse(`${text}+08:00`)
const end = at('2026-11-28T00:00')

it.each([
  ['2026-11-24T09:41', 3, 'near'],
  ['2026-11-20T00:00', 7, 'soon'],
  ['2026-11-19T23:59', 8, 'calm'],
  ['2026-11-27T23:59', 0, 'today'],
  ['2026-11-28T00:00', -1, 'over'],
  ['2026-11-30T12:00', -3, 'over'],
] as const)('at %s has %i days left and is %s', (now, left, level) => {
  expect(daysLeft(end, at(now))).toBe(left)
  expect(dueLevel(end, at(now))).toBe(level)
})

it('is near sooner where the period is long', () => {
  expect(dueLevel(end, at('2026-11-14T09:00'), true)).toBe('near')
  expect(dueLevel(end, at('2026-11-10T09:00'), true)).toBe('soon')
})

it('names the last day, not the instant after it', () => {
  expect(lastDay(end, 'zh', at('2026-11-24T09:41'))).toBe('11月27日 周五')
  expect(endAfter(7, at('2026-11-24T23:30'))).toBe(at('2026-12-02T00:00'))
})

it('writes money without losing a fen', () => {
  expect(yuan(2_759_600)).toBe('27,596.00')
  expect(yuan(5)).toBe('0.05')
  expect(yuan(999_999_999_999_999)).toBe('9,999,999,999,999.99')
  expect(money(-2500, 'en')).toBe('-¥25.00')
  expect(money(2500, 'zh')).toBe('25.00 元')
})
