import { expect, it, vi } from 'vitest'
import type { ApiCall } from './client'
import { createCarrier } from './http'

const list: ApiCall = { operation: 'list_dead_letters', method: 'GET', path: '/api/v1/desk/dead-letters', query: { limit: 20, after: undefined } }

function answering(answer: Response | { thrown: unknown }, onServerTime?: (instant: number) => void) {
  const fetched = vi.fn(async (_path: RequestInfo | URL, _request?: RequestInit) => {
    if ('thrown' in answer) throw answer.thrown
    return answer
  })
  return { fetched, carry: createCarrier({ fetch: fetched as typeof fetch, language: () => 'en', ...(onServerTime && { onServerTime }) }) }
}

it('sends language, token and the header against forged requests, and only the query that is there', async () => {
  const { fetched, carry } = answering(Response.json({ items: [], next: null }))
  expect(await carry(list, 'token-1')).toEqual({ items: [], next: null })
  const [path, request] = fetched.mock.calls[0] ?? []
  expect(path).toBe('/api/v1/desk/dead-letters?limit=20')
  expect(request).toMatchObject({ method: 'GET', credentials: 'same-origin', headers: { 'Accept-Language': 'en', Authorization: 'Bearer token-1', 'X-Court-Desk': '1' } })
})

it('reads a problem with its sentence, its wait and the number to ask with', async () => {
  const body = { type: '/docs/errors#rate.too_many', status: 429, code: 'rate.too_many', detail: 'Please try again in 30 seconds.', request_id: '7F3A' }
  const { carry } = answering(new Response(JSON.stringify(body), { status: 429, headers: { 'retry-after': '30' } }))
  await expect(carry(list, null)).rejects.toMatchObject({ status: 429, code: 'rate.too_many', detail: body.detail, retryAfterSeconds: 30, requestId: '7F3A', fields: [] })
})

it.each<[string, Response | { thrown: unknown }, string]>([
  ['a page of a proxy', new Response('<html>502 Bad Gateway</html>', { status: 502 }), 'unreadable'],
  ['a page instead of data', new Response('<html>sign in to the guest network</html>', { status: 200 }), 'unreadable'],
  ['no network', { thrown: new TypeError('Failed to fetch') }, 'away'],
  ['too late an answer', { thrown: new DOMException('timed out', 'TimeoutError') }, 'slow'],
])('says of %s that there is no answer', async (_, answer, reason) => {
  await expect(answering(answer).carry(list, null)).rejects.toMatchObject({ name: 'NoAnswer', reason })
})

it('takes an empty answer as nothing and notes the time of the server', async () => {
  const noted = vi.fn()
  const { carry } = answering(new Response(null, { status: 202, headers: { date: 'Tue, 24 Nov 2026 01:41:00 GMT' } }), noted)
  expect(await carry({ operation: 'retry_dead_letter', method: 'POST', path: '/x' }, null)).toBeUndefined()
  expect(noted).toHaveBeenCalledWith(Date.UTC(2026, 10, 24, 1, 41))
})
