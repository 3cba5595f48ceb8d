import { describe, expect, it, vi } from 'vitest'
import type { ApiCall } from '@/api/client'
import { Problem, Unreachable } from '@/api/problem'
import { Session, type Answer, type Surroundings, type TokenAnswer, type Tokens } from '@/api/session'

const CALL: ApiCall = { operation: 'get_me', method: 'GET', path: '/api/v1/me' }
const ok = (body: unknown): Answer => ({ status: 200, body, retryAfter: null })
const no = (status: number, code: string): Answer => ({ status, body: { code, status }, retryAfter: null })
const pair = (name: string): TokenAnswer => ({ access_token: `access-${name}`, refresh_token: `refresh-${name}`, expires_in: 900 })

/** A world whose server knows which access tokens are good. */
function world(change: Partial<Surroundings> = {}) {
  let stored: Tokens | null = { access: 'access-old', refresh: 'refresh-old', expiresAt: 900_000 }
  const good = new Set(['access-old'])
  const carried: { call: ApiCall; access: string | null }[] = []
  const it: Surroundings & { carried: typeof carried; good: Set<string>; stored(): Tokens | null; endedTimes: number } = {
    carried, good, endedTimes: 0,
    stored: () => stored,
    carry: async (call, access) => {
      carried.push({ call, access })
      if (!access) return no(401, 'auth.token_missing')
      return good.has(access) ? ok({ who: access }) : no(401, 'auth.token_expired')
    },
    store: { read: () => stored, write: (tokens) => { stored = tokens }, clear: () => { stored = null } },
    now: () => 0,
    newKey: () => 'key-1',
    exclusively: (work) => work(),
    refresh: vi.fn(async () => { good.add('access-new'); return pair('new') }),
    logInSilently: async () => null,
    ended: () => { it.endedTimes += 1 },
    ...change,
  }
  return it
}

describe('a session', () => {
  it('carries the token', async () => {
    const w = world()
    expect(await new Session(w).send(CALL)).toEqual({ who: 'access-old' })
    expect(w.refresh).not.toHaveBeenCalled()
  })

  it('renews shortly before the end, not at it', async () => {
    const w = world({ now: () => 875_000 })
    expect(await new Session(w).send(CALL)).toEqual({ who: 'access-new' })
    expect(w.stored()).toEqual({ access: 'access-new', refresh: 'refresh-new', expiresAt: 875_000 + 900_000 })
  })

  it('renews once on 401 token_expired and tries again once', async () => {
    const w = world()
    w.good.clear()
    expect(await new Session(w).send(CALL)).toEqual({ who: 'access-new' })
    expect(w.carried.map((one) => one.access)).toEqual(['access-old', 'access-new'])
  })

  it('does not try a third time', async () => {
    const w = world({ refresh: vi.fn(async () => pair('useless')) })
    w.good.clear()
    await expect(new Session(w).send(CALL)).rejects.toMatchObject({ status: 401 })
    expect(w.carried).toHaveLength(2)
    expect(w.refresh).toHaveBeenCalledTimes(1)
  })

  it('renews once for many calls at the same time', async () => {
    const w = world()
    w.good.clear()
    const session = new Session(w)
    const answers = await Promise.all([session.send(CALL), session.send(CALL), session.send(CALL)])
    expect(answers).toEqual([{ who: 'access-new' }, { who: 'access-new' }, { who: 'access-new' }])
    expect(w.refresh).toHaveBeenCalledTimes(1)
  })

  it('takes the pair that another tab has fetched meanwhile', async () => {
    const w = world()
    w.good.clear()
    w.good.add('access-tab')
    w.exclusively = (work) => { w.store.write({ access: 'access-tab', refresh: 'refresh-tab', expiresAt: 900_000 }); return work() }
    expect(await new Session(w).send(CALL)).toEqual({ who: 'access-tab' })
    expect(w.refresh).not.toHaveBeenCalled()
  })

  it('is over when the refresh token is refused and WeChat cannot vouch', async () => {
    const w = world({ refresh: vi.fn(async () => { throw new Problem(401, { code: 'auth.session_ended' }) }) })
    w.good.clear()
    await expect(new Session(w).send(CALL)).rejects.toMatchObject({ code: 'auth.session_ended' })
    expect(w.stored()).toBeNull()
    expect(w.endedTimes).toBe(1)
  })

  it('logs in again silently where that can be', async () => {
    const w = world({ refresh: vi.fn(async () => { throw new Problem(401, { code: 'auth.refresh_reused' }) }) })
    w.good.clear()
    w.logInSilently = async () => { w.good.add('access-again'); return pair('again') }
    expect(await new Session(w).send(CALL)).toEqual({ who: 'access-again' })
    expect(w.endedTimes).toBe(0)
  })

  it('keeps the tokens when the server is only away', async () => {
    for (const trouble of [new Unreachable('offline'), new Problem(503, { code: 'database.unavailable' })]) {
      const w = world({ refresh: vi.fn(async () => { throw trouble }) })
      w.good.clear()
      await expect(new Session(w).send(CALL)).rejects.toBe(trouble)
      expect(w.stored()?.refresh).toBe('refresh-old')
      expect(w.endedTimes).toBe(0)
    }
  })

  it('leaves other refusals alone', async () => {
    const w = world({ carry: async () => no(403, 'assurance.too_low') })
    await expect(new Session(w).send(CALL)).rejects.toMatchObject({ status: 403, code: 'assurance.too_low' })
    expect(w.refresh).not.toHaveBeenCalled()
  })

  it('sends one idempotency key for an act, also over the retry', async () => {
    const w = world()
    w.good.clear()
    let keys = 0
    w.newKey = () => `key-${++keys}`
    await new Session(w).send({ operation: 'give_consent', method: 'POST', path: '/api/v1/me/consents', idempotent: true })
    expect(w.carried.map((one) => one.call.headers?.['Idempotency-Key'])).toEqual(['key-1', 'key-1'])
  })

  it('carries no token to what opens a session', async () => {
    const w = world({ carry: async (_call, access) => ok({ access }) })
    expect(await new Session(w).send({ operation: 'log_in_with_wechat', method: 'POST', path: '/api/v1/auth/wechat' })).toEqual({ access: null })
  })
})
