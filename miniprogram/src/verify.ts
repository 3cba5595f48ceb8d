// Proving who one is: where the way leads, and how one comes back to where it was asked for.
import type { Person } from './api/client'
import { Problem } from './api/problem'
import { backTo, here, open } from './navigation'
import { fromQuery } from './platform'

const NEEDED = ['identity.assurance_too_low', 'identity.step_up_needed']

export type Standing = 'none' | 'claimed' | 'proved'

/** Nothing yet; a name that is not proved; proved by face or by film. */
export function standingOf(person: Person | null): Standing {
  if (!person) return 'none'
  if (person.assurance === 'L3' || person.assurance === 'L4') return 'proved'
  if (person.real_name_state === 'face' || person.real_name_state === 'video') return 'proved'
  return person.assurance === 'L2' || person.real_name_state !== 'none' ? 'claimed' : 'none'
}

/** Is the last proof fresh enough for acts that need it within the half hour (L4)? */
export const isFresh = (person: Person | null, now: Date) => Boolean(person?.step_up_until && Date.parse(person.step_up_until) > now.getTime())

/** The page that comes next for this person; `back` is where they end up afterwards. */
export function wayOf(person: Person | null, back: string, step = false): string {
  const query = `?back=${encodeURIComponent(back)}${step ? '&step=1' : ''}`
  return standingOf(person) === 'none' ? `/pages/identity/realname${query}` : `/pages/identity/route${query}`
}

/**
 * When the court said that a step needs a (fresh) proof of who one is: leads there, and back to this page afterwards.
 * False when it said something else; then the page tells it.
 */
export function leadToProof(error: unknown, person: Person | null, back = here()): boolean {
  if (!(error instanceof Problem) || !NEEDED.includes(error.code)) return false
  open(wayOf(person, back, error.code === 'identity.step_up_needed'))
  return true
}

/** Only pages of ours: the address may come from outside. */
export const safeBack = (raw: unknown, otherwise: string) => {
  const path = fromQuery(raw)
  return /^\/pages\/[\w/]+(\?[^#]*)?$/.test(path) ? path : otherwise
}
export const goOn = (back: string) => backTo(back)
