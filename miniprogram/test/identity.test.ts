import { beforeEach, describe, expect, it, vi } from 'vitest'

// The phone's own calls, as far as these tests need them: a store, and requests answered by `answer`.
const stored = new Map<string, unknown>()
const asked: string[] = []
let answer: (operation: string, body: unknown) => { status: number; body: unknown } | null
vi.stubGlobal('uni', {
  getStorageSync: (key: string) => stored.get(key) ?? '',
  setStorageSync: (key: string, value: unknown) => stored.set(key, value),
  removeStorageSync: (key: string) => stored.delete(key),
  request: (options: { url: string; method: string; data?: string; success(found: unknown): void; fail(trouble: unknown): void }) => {
    const operation = `${options.method} ${options.url.replace(/^.*\/api\/v1/, '')}`
    const body: unknown = options.data ? JSON.parse(options.data) : undefined
    asked.push(body && operation.includes('consents') ? `${operation} ${(body as { kind: string }).kind}` : operation)
    const found = answer(operation, body)
    if (found) options.success({ statusCode: found.status, data: found.body, header: {} })
    else options.fail({ errMsg: 'request:fail' })
  },
})
// Outside a build, where both places stand side by side, the WeChat one answers.
vi.stubGlobal('wx', {})

const { identity, logIn, recordChoices, logOut } = await import('@/identity')
const choices = { noticeVersion: '2026-11-24', wechatMessages: true, usageStatistics: false }
let consents: { kind: string; given: boolean; version: string; at: string }[]

function court(operation: string, body: unknown) {
  const person = { id: 'p', assurance: 'L0', consents: [...consents] }
  if (operation === 'POST /auth/wechat') return { status: 200, body: { access_token: 'a', refresh_token: 'r', expires_in: 900, token_type: 'Bearer', person } }
  if (operation === 'GET /me') return { status: 200, body: person }
  if (operation === 'POST /me/consents') {
    const entry = { ...(body as { kind: string; given: boolean; version: string }), at: '2026-11-24T09:41:00+08:00' }
    consents.push(entry)
    return { status: 201, body: { id: 'c', ...entry } }
  }
  return { status: 200, body: {} }
}

const given = () => asked.filter((one) => one.startsWith('POST /me/consents')).map((one) => one.split(' ')[2])

beforeEach(() => { stored.clear(); asked.length = 0; consents = []; answer = court })

describe('logging in', () => {
  it('writes down the notice and what was ticked, and nothing else', async () => {
    await logIn('code', choices)
    expect(given()).toEqual(['privacy_notice', 'wechat_messages'])
    expect(identity.loggedIn).toBe(true)
    expect(stored.has('court.choices')).toBe(false)
  })

  it('keeps what could not be written down, and sends each choice once later', async () => {
    answer = (operation, body) => (asked.filter((one) => one.startsWith('POST /me/consents')).length > 1 ? null : court(operation, body))
    await logIn('code', choices)
    expect(identity.loggedIn).toBe(true)
    expect(stored.get('court.choices')).toEqual(choices)
    answer = court
    asked.length = 0
    await recordChoices()
    expect(given()).toEqual(['wechat_messages'])
    expect(stored.has('court.choices')).toBe(false)
  })

  it('forgets everything at log-out, even when the court cannot be reached', async () => {
    await logIn('code', choices)
    answer = () => null
    await logOut().catch(() => undefined)
    expect([identity.loggedIn, identity.person, [...stored.keys()]]).toEqual([false, null, []])
  })
})
