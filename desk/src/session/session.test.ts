import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { ApiCall, DeskSession } from '@/api/client'
import { NoAnswer, Problem } from '@/api/problem'
import { createSession, type TabMessage } from './session'

const staff = { id: 'staff-1', username: 'chenjing', name: '陈静', roles: ['filing_clerk'], rooms: ['filing'], last_log_in_at: null }
const credentials = { username: 'chenjing', password: 'a password', totp: '407123' }
const unauthorized = () => new Problem(401, 'auth.token_expired', '请重新登录', 'r', null, [])

type Answer = (call: ApiCall, token: string | null) => unknown

function desk(answers: Record<string, Answer>, owedAtStart = false) {
  const calls: string[] = []
  const told: TabMessage[] = []
  let owed = owedAtStart
  let issued = 0
  const carry = vi.fn(async (call: ApiCall, token: string | null) => {
    calls.push(call.operation)
    return await answers[call.operation]?.(call, token)
  })
  const session = createSession({
    carry: carry as never,
    now: () => Date.now(),
    tell: (message) => told.push(message),
    alone: (work) => work(),
    owed: { get: () => owed, set: (value) => { owed = value } },
  })
  const grant = (who = staff): DeskSession => ({ access_token: `token-${++issued}`, token_type: 'Bearer', expires_in: 900, staff: who }) as DeskSession
  return { session, calls, told, carry, grant, isOwed: () => owed, answers }
}

beforeEach(() => { vi.useFakeTimers() })
afterEach(() => { vi.useRealTimers() })

describe('renewal', () => {
  it('asks the server once, however many callers wait', async () => {
    let answer: (session: DeskSession) => void = () => undefined
    const d = desk({ refresh_desk_session: () => new Promise((resolve) => { answer = resolve }) })
    const both = Promise.all([d.session.renew(), d.session.renew(), d.session.renew()])
    answer(d.grant())
    await both
    expect(d.calls).toEqual(['refresh_desk_session'])
    expect(d.session.state.phase).toBe('in')
  })

  it('asks again the next time', async () => {
    const d = desk({ refresh_desk_session: () => d.grant() })
    await d.session.renew()
    await d.session.renew()
    expect(d.calls).toHaveLength(2)
  })

  it('answers two refused calls with one renewal, each then with the new token', async () => {
    const seen: (string | null)[] = []
    const d = desk({
      open_desk_session: () => d.grant(),
      refresh_desk_session: () => d.grant(),
      get_desk_me: (_, token) => {
        seen.push(token)
        if (token === 'token-1') throw unauthorized()
        return staff
      },
    })
    await d.session.open(credentials)
    const answers = await Promise.all([d.session.client.getDeskMe(), d.session.client.getDeskMe()])
    expect(answers).toEqual([staff, staff])
    expect(d.calls.filter((call) => call === 'refresh_desk_session')).toHaveLength(1)
    expect(seen).toEqual(['token-1', 'token-1', 'token-2', 'token-2'])
  })

  it('is not asked for again by a call that was refused before it and hears of it after', async () => {
    let refuse: (trouble: unknown) => void = () => undefined
    const d = desk({
      open_desk_session: () => d.grant(),
      refresh_desk_session: () => d.grant(),
      get_desk_me: (_, token) => (token === 'token-1' ? new Promise((_resolve, reject) => { refuse = reject }) : token),
    })
    await d.session.open(credentials)
    const late = d.session.client.getDeskMe()
    await vi.waitFor(() => expect(d.calls).toContain('get_desk_me'))
    await d.session.renew()
    refuse(unauthorized())
    expect(await late).toBe('token-2')
    expect(d.calls.filter((call) => call === 'refresh_desk_session')).toHaveLength(1)
  })

  it('comes by itself a minute before the token expires', async () => {
    const d = desk({ open_desk_session: () => d.grant(), refresh_desk_session: () => d.grant() })
    await d.session.open(credentials)
    await vi.advanceTimersByTimeAsync(839_000)
    expect(d.calls).toEqual(['open_desk_session'])
    await vi.advanceTimersByTimeAsync(1_000)
    expect(d.calls).toEqual(['open_desk_session', 'refresh_desk_session'])
  })

  it('comes before a call when the timer slept with the computer', async () => {
    const d = desk({ open_desk_session: () => d.grant(), refresh_desk_session: () => d.grant(), get_desk_me: (_, token) => token })
    await d.session.open(credentials)
    vi.setSystemTime(Date.now() + 3_600_000)
    expect(await d.session.client.getDeskMe()).toBe('token-2')
  })

  it('keeps the person in when the network is away, and lets the caller know', async () => {
    const d = desk({ open_desk_session: () => d.grant(), refresh_desk_session: () => { throw new NoAnswer('away') } })
    await d.session.open(credentials)
    vi.setSystemTime(Date.now() + 3_600_000)
    await expect(d.session.client.getDeskMe()).rejects.toThrow('away')
    expect(d.session.state.phase).toBe('in')
  })

  it('ends the session when the cookie no longer holds', async () => {
    const d = desk({ open_desk_session: () => d.grant(), get_desk_me: () => { throw unauthorized() }, refresh_desk_session: () => { throw unauthorized() } })
    await d.session.open(credentials)
    await expect(d.session.client.getDeskMe()).rejects.toMatchObject({ status: 401 })
    expect(d.session.state).toMatchObject({ phase: 'out', ending: 'ended', staff: null })
  })

  it('ends the session when even a new token is refused, without asking on and on', async () => {
    const d = desk({ open_desk_session: () => d.grant(), get_desk_me: () => { throw unauthorized() }, refresh_desk_session: () => d.grant() })
    await d.session.open(credentials)
    await expect(d.session.client.getDeskMe()).rejects.toMatchObject({ status: 401 })
    expect(d.session.state.phase).toBe('out')
    expect(d.calls).toEqual(['open_desk_session', 'get_desk_me', 'refresh_desk_session', 'get_desk_me'])
  })
})

describe('start', () => {
  it('enters with the cookie', async () => {
    const d = desk({ refresh_desk_session: () => d.grant() })
    await d.session.start()
    expect(d.session.state).toMatchObject({ phase: 'in', staff })
  })

  it('goes to the log-in without a reason when there is no cookie', async () => {
    const d = desk({ refresh_desk_session: () => { throw unauthorized() } })
    await d.session.start()
    expect(d.session.state).toMatchObject({ phase: 'out', ending: null })
  })

  it('says that the server is away, and can start again', async () => {
    const d = desk({ refresh_desk_session: () => { throw new NoAnswer('away') } })
    await d.session.start()
    expect(d.session.state.phase).toBe('unreachable')
    d.answers['refresh_desk_session'] = () => d.grant()
    await d.session.start()
    expect(d.session.state.phase).toBe('in')
  })

  it('says a log-out that is owed before anything else, and does not enter', async () => {
    const d = desk({ close_desk_session: () => undefined, refresh_desk_session: () => d.grant() }, true)
    await d.session.start()
    expect(d.calls).toEqual(['close_desk_session'])
    expect(d.isOwed()).toBe(false)
    expect(d.session.state.phase).toBe('out')
  })
})

describe('log-out', () => {
  it('forgets the token, tells the server with it and the other tabs', async () => {
    let tokenSeen: string | null = null
    const d = desk({ open_desk_session: () => d.grant(), close_desk_session: (_, token) => { tokenSeen = token } })
    await d.session.open(credentials)
    await d.session.close()
    expect(tokenSeen).toBe('token-1')
    expect(d.session.state).toMatchObject({ phase: 'out', ending: null, staff: null })
    expect(d.told).toEqual([{ kind: 'opened', staffId: 'staff-1' }, { kind: 'closed' }])
  })

  it('does not claim to have happened when the server was not told', async () => {
    const d = desk({ open_desk_session: () => d.grant(), close_desk_session: () => { throw new NoAnswer('away') } })
    await d.session.open(credentials)
    await expect(d.session.close()).rejects.toThrow('away')
    expect(d.session.state.phase).toBe('in')
  })

  it('of an idle desk closes the page even without network, and is owed', async () => {
    const d = desk({ open_desk_session: () => d.grant(), close_desk_session: () => { throw new NoAnswer('away') } })
    await d.session.open(credentials)
    await d.session.closeIdle()
    expect(d.session.state).toMatchObject({ phase: 'out', ending: 'idle' })
    expect(d.isOwed()).toBe(true)
  })
})

describe('other tabs', () => {
  it('are followed out', async () => {
    const d = desk({ open_desk_session: () => d.grant() })
    await d.session.open(credentials)
    d.session.hear({ kind: 'closed' })
    expect(d.session.state).toMatchObject({ phase: 'out', ending: 'ended' })
  })

  it('are followed to another person, whose rooms then count', async () => {
    const judge = { ...staff, id: 'staff-2', rooms: ['rulings'] }
    const d = desk({ open_desk_session: () => d.grant(), refresh_desk_session: () => d.grant(judge) })
    await d.session.open(credentials)
    d.session.hear({ kind: 'opened', staffId: 'staff-2' })
    await vi.waitFor(() => expect(d.session.state.staff?.id).toBe('staff-2'))
  })
})

it('sends one idempotency key with a call and with its second try', async () => {
  const keys: (string | undefined)[] = []
  const d = desk({
    open_desk_session: () => d.grant(),
    refresh_desk_session: () => d.grant(),
    submit_something: (call) => {
      keys.push(call.headers?.['Idempotency-Key'])
      if (keys.length === 1) throw unauthorized()
    },
  })
  await d.session.open(credentials)
  await d.session.send({ operation: 'submit_something', method: 'POST', path: '/submit', idempotent: true })
  expect(keys[0]).toMatch(/^[0-9a-f-]{36}$/)
  expect(keys[1]).toBe(keys[0])
})
