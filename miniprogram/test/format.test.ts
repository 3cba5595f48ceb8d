import { describe, expect, it } from 'vitest'
import { dueStep } from '@/due'
import { dayOf, daysBetween, eventTime, isDay, longDay, money, plainAmount, shortDay, shownAmount, tileParts, timeOf, yuan } from '@/format'

describe('money', () => {
  it('comes from integer fen', () => {
    expect([0, 5, 50, 2500, 2759600, 123456789012].map(yuan)).toEqual(['0.00', '0.05', '0.50', '25.00', '27,596.00', '1,234,567,890.12'])
    expect(money(2759600, 'zh')).toBe('27,596.00 元')
    expect(money(2759600, 'en')).toBe('¥27,596.00')
  })

  it('is read from what people type', () => {
    expect(['27596', '27,596.00', ' ¥1.5 ', '２７５９６', '0012', '0'].map(plainAmount)).toEqual(['27596', '27596.00', '1.5', '27596', '12', '0'])
    expect(['', '-3', '1.234', '2.7万', '1e5', '.5', '1234567890123456'].map(plainAmount)).toEqual(Array(7).fill(null))
    expect([shownAmount('27596'), shownAmount('1.5')]).toEqual(['27,596.00', '1.50'])
  })
})

describe('days', () => {
  it('are days of Beijing', () => {
    expect(dayOf('2026-11-24T15:59:59Z')).toBe('2026-11-24')
    expect(dayOf('2026-11-24T16:00:00Z')).toBe('2026-11-25')
    expect(timeOf('2026-11-24T09:41:00+08:00')).toBe('09:41')
  })

  it('are written as people read them', () => {
    expect(longDay('2026-11-24', 'zh')).toBe('2026年11月24日 周二')
    expect(longDay('2026-11-24', 'zh', '2026-01-01')).toBe('11月24日 周二')
    expect(longDay('2026-11-24', 'en')).toBe('Tue 24 Nov 2026')
    expect(shortDay('2026-11-24', 'zh', '2026-01-01')).toBe('11月24日')
    expect(shortDay('2026-11-24', 'en', '2026-01-01')).toBe('24 Nov')
    expect(tileParts('2026-11-24', 'en')).toEqual({ month: 'Nov', day: '24', weekday: 'Tue' })
  })

  it('are counted over months and leap days', () => {
    expect(daysBetween('2024-02-28', '2024-03-01')).toBe(2)
    expect(daysBetween('2026-01-01', '2025-12-31')).toBe(-1)
    expect(['2026-02-30', '2026-2-3', '2026-02-28'].map(isDay)).toEqual([false, false, true])
  })

  it('show the time today and the day before', () => {
    const now = new Date('2026-11-24T10:00:00+08:00')
    expect(eventTime('2026-11-24T09:41:00+08:00', 'zh', now)).toBe('09:41')
    expect(eventTime('2026-11-13T09:41:00+08:00', 'zh', now)).toBe('11月13日')
  })
})

describe('the steps of a deadline', () => {
  it('are five, and done', () => {
    const step = (lastDay: string, done = false) => dueStep(lastDay, '2026-11-24', done)
    expect(step('2026-12-02')).toEqual({ step: 'calm', days: 8 })
    expect([step('2026-12-01').step, step('2026-11-28').step]).toEqual(['soon', 'soon'])
    expect([step('2026-11-27').step, step('2026-11-25').step]).toEqual(['near', 'near'])
    expect(step('2026-11-24')).toEqual({ step: 'today', days: 0 })
    expect(step('2026-11-22')).toEqual({ step: 'over', days: 2 })
    expect(step('2026-11-22', true).step).toBe('done')
  })
})
