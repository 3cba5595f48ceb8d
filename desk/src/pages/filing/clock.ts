// The seven-day review clock (CPL 126): one cell a day, the colour is the server's word or, without it, counted from the end.
import type { ClockLevel, ReviewClock } from '@/api/client'
import { daysLeft } from '@/words/due'
import { serverNow } from '@/words/time'

const REVIEW_DAYS = 7

export interface ClockShown {
  level: ClockLevel | 'paused'
  /** Cells that are over, and how many there are. */
  filled: number
  of: number
  /** Days left: 0 on the last day, below 0 once the period is over; null while the clock stands. */
  left: number | null
}

export function clockShown(clock: ReviewClock | null | undefined, reviewDue: string | null | undefined, now = serverNow()): ClockShown | null {
  if (clock?.paused) return { level: 'paused', filled: cells(clock.day, clock.of), of: clock.of, left: null }
  if (!reviewDue) return clock ? { level: clock.level, filled: cells(clock.day, clock.of), of: clock.of, left: clock.of - clock.day } : null
  const left = daysLeft(Date.parse(reviewDue), now)
  const of = clock?.of ?? REVIEW_DAYS
  return { level: clock?.level ?? levelOf(left), filled: cells(of - left, of), of, left }
}

/** As in the design: five days and more are calm, three and four soon, one and two near. */
function levelOf(left: number): ClockLevel {
  if (left < 0) return 'over'
  if (left === 0) return 'today'
  if (left <= 2) return 'near'
  return left <= 4 ? 'soon' : 'calm'
}

const cells = (passed: number, of: number): number => Math.min(of, Math.max(0, passed))
