// Ends of periods. An end is an exclusive instant (the next day's 00:00), and people read the day before, 24:00.
import type { Language } from './language'
import { day, serverNow } from './time'

const DAY_MS = 86_400_000
const SHANGHAI_MS = 8 * 3_600_000

export type DueLevel = 'done' | 'calm' | 'soon' | 'near' | 'today' | 'over'

/** The number of the Shanghai day that holds this instant. */
const dayNumber = (instant: number): number => Math.floor((instant + SHANGHAI_MS) / DAY_MS)

/** Whole days between today and the last day: 0 on the last day, negative once it is over. */
export function daysLeft(expiresBefore: number, now = serverNow()): number {
  return now >= expiresBefore ? Math.min(-1, dayNumber(expiresBefore - 1) - dayNumber(now)) : dayNumber(expiresBefore - 1) - dayNumber(now)
}

/** `long`: limits of a trial, where a fortnight is near already. */
export function dueLevel(expiresBefore: number, now = serverNow(), long = false): Exclude<DueLevel, 'done'> {
  const left = daysLeft(expiresBefore, now)
  if (left < 0) return 'over'
  if (left === 0) return 'today'
  if (left < (long ? 15 : 4)) return 'near'
  return left <= (long ? 30 : 7) ? 'soon' : 'calm'
}

/** The last day of a period, as its papers name it. */
export function lastDay(expiresBefore: number, language: Language, now = serverNow()): string {
  return day(expiresBefore - 1, language, now)
}

/** The exclusive end of a period of whole days that starts with the day after `now`; what the court sends may roll over holidays. */
export function endAfter(days: number, now = serverNow()): number {
  return (dayNumber(now) + days + 1) * DAY_MS - SHANGHAI_MS
}
