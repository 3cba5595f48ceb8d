// The lists of the queue page and how an address names them.
import type { LocationQuery } from 'vue-router'
import type { FilingsAsk, Queue } from './filing'

export const TO_DO: Queue[] = ['due_today', 'to_do', 'mine', 'unclaimed', 'corrected']
export const WITH_OTHERS: Queue[] = ['waiting', 'mediation', 'fee_due']
const QUEUES: Queue[] = [...TO_DO, ...WITH_OTHERS, 'ruling', 'all']

export interface Chosen { queue: Queue; q: string; sort: 'due' | 'received'; covering: string | null; state: string | null }

const text = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null)

export function chosenOf(query: LocationQuery): Chosen {
  const queue = QUEUES.find((one) => one === query['queue']) ?? 'to_do'
  return { queue, q: text(query['q']) ?? '', sort: query['sort'] === 'received' ? 'received' : 'due', covering: text(query['covering']), state: queue === 'all' ? text(query['state']) : null }
}

/** The address of a choice: only what differs from the usual stands in it. */
export function queryOf(chosen: Chosen): Record<string, string> {
  return {
    ...(chosen.queue !== 'to_do' && { queue: chosen.queue }),
    ...(chosen.q && { q: chosen.q }),
    ...(chosen.sort !== 'due' && { sort: chosen.sort }),
    ...(chosen.covering && { covering: chosen.covering }),
    ...(chosen.state && { state: chosen.state }),
  }
}

export function askOf(chosen: Chosen, after: string | undefined, limit: number): FilingsAsk {
  return { queue: chosen.queue, sort: chosen.sort, after, limit, q: chosen.q || undefined, covering: chosen.covering ?? undefined, state: chosen.state ?? undefined }
}

/** 刘洋 诉 北京晴川商贸有限公司: who sues, and whom. */
export function sidesOf(title: string): [suing: string, sued: string | null] {
  const at = title.indexOf(' 诉 ')
  return at < 0 ? [title, null] : [title.slice(0, at), title.slice(at + 3)]
}
