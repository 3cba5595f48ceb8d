import type { ApiCall } from './client'
import { NoAnswer, readProblem } from './problem'

/** Bytes instead of JSON: the transport gives a Blob. */
export interface ContentCall extends ApiCall { content: true }

/** What the transport needs from around it, handed in so that tests bring their own. */
export interface Surroundings {
  fetch: typeof fetch
  language: () => string
  /** Told once per answer: the server's clock as its Date header gives it. */
  onServerTime?: (instant: number) => void
}

/** The longest wait for one answer; longer than the slowest call of the API (10 s), so that a late answer still counts. */
export const ANSWER_WITHIN_MS = 15_000

/** For bytes: a video of the size that people may hand in, over a court's slow evening line. */
export const CONTENT_WITHIN_MS = 120_000

export type Carry = <Answer>(call: ApiCall, token: string | null) => Promise<Answer>

/** Carries calls of the generated client over `fetch`. Knows nothing of sessions: the token is handed in with each call. */
export function createCarrier(around: Surroundings): Carry {
  return async <Answer>(call: ApiCall, token: string | null): Promise<Answer> => {
    const response = await ask(around, call, token)
    const date = Date.parse(response.headers.get('date') ?? '')
    if (Number.isFinite(date)) around.onServerTime?.(date)
    if (!response.ok) throw await readProblem(response)
    return (await (wantsContent(call) ? readContent(response) : readAnswer(response))) as Answer
  }
}

/** The same key for every try of one call, so that what was submitted twice by a lost answer happens once. */
export function withIdempotencyKey(call: ApiCall): ApiCall {
  if (!call.idempotent) return call
  return { ...call, headers: { 'Idempotency-Key': crypto.randomUUID(), ...call.headers } }
}

async function ask(around: Surroundings, call: ApiCall, token: string | null): Promise<Response> {
  const request: RequestInit = {
    method: call.method,
    credentials: 'same-origin',
    cache: 'no-store',
    headers: headersOf(call, token, around.language()),
    signal: AbortSignal.timeout(wantsContent(call) ? CONTENT_WITHIN_MS : ANSWER_WITHIN_MS),
  }
  if (call.body !== undefined) request.body = JSON.stringify(call.body)
  try {
    return await around.fetch(call.path + queryOf(call.query), request)
  } catch (trouble) {
    throw new NoAnswer(trouble instanceof DOMException && trouble.name === 'TimeoutError' ? 'slow' : 'away')
  }
}

function headersOf(call: ApiCall, token: string | null, language: string): Record<string, string> {
  const headers: Record<string, string> = {
    Accept: wantsContent(call) ? '*/*' : 'application/json, application/problem+json',
    'Accept-Language': language,
    // A header that another site cannot set without asking first: what the refresh cookie needs against forged requests.
    'X-Court-Desk': '1',
    ...call.headers,
  }
  if (call.body !== undefined) headers['Content-Type'] = 'application/json'
  if (token) headers['Authorization'] = `Bearer ${token}`
  return headers
}

function queryOf(query: Record<string, unknown> | undefined): string {
  const parameters = new URLSearchParams()
  for (const [name, value] of Object.entries(query ?? {})) {
    if (value !== undefined && value !== null) parameters.set(name, String(value))
  }
  const text = parameters.toString()
  return text ? `?${text}` : ''
}

/** A call whose answer is a paper, a picture or a video and not JSON. */
const wantsContent = (call: ApiCall): call is ContentCall => 'content' in call

async function readContent(response: Response): Promise<Blob> {
  return await response.blob().catch(() => {
    throw new NoAnswer('away')
  })
}

async function readAnswer(response: Response): Promise<unknown> {
  const text = await response.text().catch(() => {
    throw new NoAnswer('away')
  })
  if (text === '') return undefined
  try {
    return JSON.parse(text)
  } catch {
    throw new NoAnswer('unreadable')
  }
}
