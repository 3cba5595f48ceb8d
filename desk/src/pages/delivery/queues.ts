// The lists of the ledger and how an address names them: a queue is a state.
import type { LocationQuery } from 'vue-router'
import { STATES, type DeliveryState } from './delivery'

export const TO_DO = ['prepared', 'ready', 'send_failed', 'offline', 'rebutted'] as const
export const WAITING = ['awaiting_consent', 'arrived', 'public_notice'] as const
export type Queue = (typeof TO_DO)[number] | (typeof WAITING)[number] | 'all'
const QUEUES: Queue[] = [...TO_DO, ...WAITING, 'all']

export interface Chosen { queue: Queue; state: DeliveryState | null }

export function chosenOf(query: LocationQuery): Chosen {
  const queue = QUEUES.find((one) => one === query['queue']) ?? 'prepared'
  return { queue, state: queue === 'all' ? (STATES.find((one) => one === query['state']) ?? null) : null }
}

/** The address of a choice: only what differs from the usual stands in it. */
export function queryOf(chosen: Chosen): Record<string, string> {
  return { ...(chosen.queue !== 'prepared' && { queue: chosen.queue }), ...(chosen.queue === 'all' && chosen.state && { state: chosen.state }) }
}

/** The state that the server is asked for. */
export const stateOf = (chosen: Chosen): DeliveryState | undefined => (chosen.queue === 'all' ? (chosen.state ?? undefined) : chosen.queue)
