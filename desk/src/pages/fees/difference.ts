import type { Difference, Reconciliation } from '@/api/wire'

/** How many differences of a day nobody has settled; however the day says it. */
export function openDifferences(day: Reconciliation): number {
  if (typeof day.open_differences === 'number') return day.open_differences
  if (Array.isArray(day.differences)) return day.differences.filter((one) => !one.settled_at).length
  return day.differences ?? 0
}

export const differencesOf = (day: Reconciliation): Difference[] => (Array.isArray(day.differences) ? day.differences : [])
const hadDifferences = (day: Reconciliation): boolean => (Array.isArray(day.differences) ? day.differences.length > 0 : Boolean(day.differences))

export type Result = 'clean' | 'open' | 'settled' | 'unfinished'

export function resultOf(day: Reconciliation): Result {
  if (day.state && day.state !== 'done' && day.state !== 'settled' && day.state !== 'clean' && day.state !== 'open') return 'unfinished'
  if (openDifferences(day) > 0) return 'open'
  return hadDifferences(day) ? 'settled' : 'clean'
}
