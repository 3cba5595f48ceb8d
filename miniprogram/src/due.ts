// The five steps of a deadline (and "done"). One place decides them, so the pill and the tile never disagree.
import { daysBetween } from './format'

export type DueStep = 'done' | 'calm' | 'soon' | 'near' | 'today' | 'over'

/** `lastDay` is the last day on which one can still act (it ends at 24:00 in Beijing). */
export function dueStep(lastDay: string, today: string, done = false): { step: DueStep; days: number } {
  const days = daysBetween(today, lastDay)
  if (done) return { step: 'done', days }
  if (days < 0) return { step: 'over', days: -days }
  if (days === 0) return { step: 'today', days }
  if (days <= 3) return { step: 'near', days }
  return { step: days <= 7 ? 'soon' : 'calm', days }
}
