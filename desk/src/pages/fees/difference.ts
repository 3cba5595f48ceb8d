import type { Reconciliation } from '@/api/client'
import type { words as zh } from './words.zh'

export type Result = 'clean' | 'open' | 'settled' | 'waiting'

/** How a day stands: no bill yet, all agrees, something nobody has looked into, or all of it settled. */
export function resultOf(day: Pick<Reconciliation, 'state' | 'differences' | 'unsettled'>): Result {
  if (day.unsettled > 0) return 'open'
  if (day.state === 'waiting') return 'waiting'
  return day.differences > 0 ? 'settled' : 'clean'
}

/** The same in words: a difference that is open is counted. */
export function resultWords(day: Pick<Reconciliation, 'state' | 'differences' | 'unsettled'>, words: (typeof zh)['days']): string {
  const result = resultOf(day)
  return result === 'open' ? words.open(day.unsettled) : words[result]
}
