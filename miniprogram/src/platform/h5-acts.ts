// Face and payment on the web page: in the sandbox we leave for the demo phone's pages and come back with their answer in the
// query. Live, both need WeChat.
import type { Acted } from './shared'

const AWAY = 'court.h5.away'

interface Away { kind: 'face' | 'pay'; id: string }

/** What the sandbox's page said; the court is asked in any case, so nothing depends on it. */
function leave(kind: Away['kind'], id: string, page: string): Acted {
  sessionStorage.setItem(AWAY, JSON.stringify({ kind, id } satisfies Away))
  location.href = `${page}&redirect=${encodeURIComponent(location.pathname + location.hash)}`
  return 'left'
}

export async function runFace(verifyId: string, sandbox: boolean): Promise<Acted> {
  return sandbox ? leave('face', verifyId, `/sandbox/face-check?verify_id=${encodeURIComponent(verifyId)}`) : 'unavailable'
}

export async function runPayment(request: { package: string }, paymentId: string, sandbox: boolean): Promise<Acted> {
  const prepay = request.package.replace(/^prepay_id=/, '')
  return sandbox ? leave('pay', paymentId, `/sandbox/pay-sheet?prepay_id=${encodeURIComponent(prepay)}`) : 'unavailable'
}

/** A page has no scanner of its own; the code is typed. */
export const scanCode = async (): Promise<string | null> => null

/** Back from the demo phone: whose answer it is, once. The address is cleaned, so that a reload does not act again. */
export function takeActed(kind: 'face' | 'pay'): { id: string; acted: Acted } | null {
  const answer = new URLSearchParams(location.search).get(kind)
  const away = JSON.parse(sessionStorage.getItem(AWAY) ?? 'null') as Away | null
  if (away?.kind !== kind) return null
  sessionStorage.removeItem(AWAY)
  if (answer) history.replaceState(history.state, '', location.pathname + location.hash)
  return { id: away.id, acted: answer && answer !== 'cancel' ? 'done' : 'cancelled' }
}
