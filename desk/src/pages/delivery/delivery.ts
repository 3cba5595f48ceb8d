// A service of one paper on one party as this room reads it. The description of the API leaves states and acts as plain
// words; here they are narrowed to the codes that the room has words for.
import type { DeskDelivery } from '@/api/client'

export const STATES = [
  'prepared', 'awaiting_consent', 'ready', 'sent', 'arrived', 'served', 'presumed_served', 'rebutted', 'send_failed', 'offline', 'public_notice', 'served_final', 'cancelled',
] as const
export type DeliveryState = (typeof STATES)[number]

/** The order in which they stand when several are possible: the first is the main one. */
export const ACTS = [
  'send', 'ask_consent', 'use_found_address', 'resend', 'delivered', 'give_up', 'no_response', 'close_file', 'whereabouts_unknown', 'rebut_date', 'rebut', 'cancel',
] as const
export type Act = (typeof ACTS)[number]

export type Consent = 'express' | 'agreed_before_suit' | 'address_offered' | 'accepted_earlier' | 'none' | 'refused'

export type Delivery = Omit<DeskDelivery, 'state' | 'allowed' | 'consent'> & {
  state: DeliveryState
  /** An act that this version does not know is not offered. */
  allowed: Act[]
  consent: Consent
}

export function readDelivery(answer: DeskDelivery): Delivery {
  return { ...answer, state: answer.state as DeliveryState, consent: answer.consent as Consent, allowed: ACTS.filter((act) => answer.allowed.includes(act)) }
}

/** An act on what was read: once somebody else has changed it, the act is refused (412) and nothing happens. */
export const asRead = ({ id, version }: Pick<Delivery, 'id' | 'version'>, act: Act) => ({ path: { id, event: act.replaceAll('_', '-') }, headers: { 'If-Match': `"${version}"` } })

/** How the state looks in a list: done, waiting for somebody, or something to be done about it. */
export function toneOf(state: DeliveryState): string {
  if (state === 'served' || state === 'presumed_served' || state === 'served_final') return 'tag-ok'
  if (state === 'send_failed' || state === 'rebutted') return 'tag-danger'
  if (state === 'offline' || state === 'public_notice') return 'tag-warn'
  if (state === 'sent' || state === 'arrived' || state === 'awaiting_consent') return 'tag-info'
  return state === 'prepared' || state === 'ready' ? 'tag-accent' : ''
}

/** Arrival at an address that the party gave or confirmed is service (在线诉讼规则 31(1)). */
export const arrivalServes = (consent: Consent): boolean => consent !== 'none' && consent !== 'refused'
