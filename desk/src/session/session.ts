// Who is logged in at this browser. The access token lives in memory only; what survives a reload is the HttpOnly
// refresh cookie, which no script can read.
import { inject, reactive, readonly, type InjectionKey } from 'vue'
import { createClient, type ApiCall, type Client, type DeskSession, type Send, type Staff } from '@/api/client'
import { withIdempotencyKey, type Carry } from '@/api/http'
import { isUnauthorized } from '@/api/problem'

/** starting: asking whether the cookie still holds; unreachable: that question got no answer. */
export type Phase = 'starting' | 'unreachable' | 'out' | 'in'

/** Why there is no session any more; null when the person never had one here or logged out themselves. */
export type Ending = 'ended' | 'idle' | null

/** What tabs of one browser tell each other. */
export type TabMessage = { kind: 'opened'; staffId: string } | { kind: 'closed' } | { kind: 'active' }

export interface SessionSurroundings {
  carry: Carry
  now: () => number
  tell: (message: TabMessage) => void
  /** Runs one tab at a time: the cookie rotates, so two tabs must not spend the same one. */
  alone: <Result>(work: () => Promise<Result>) => Promise<Result>
  /** A mark, not a secret: a log-out that did not reach the server and has to be said again. */
  owed: { get: () => boolean; set: (owed: boolean) => void }
}

/** A token with less life left than this is renewed before it is used. */
const RENEW_BEFORE_MS = 60_000

export interface Credentials {
  username: string
  password: string
  totp: string
}

interface State {
  phase: Phase
  ending: Ending
  staff: Staff | null
  trouble: unknown
}

export function createSession(around: SessionSurroundings) {
  const state = reactive<State>({ phase: 'starting', ending: null, staff: null, trouble: null })
  let token: string | null = null
  let expiresAt = 0
  let renewal: Promise<void> | null = null
  let timer: ReturnType<typeof setTimeout> | undefined
  let settle: () => void = () => undefined
  const settled = new Promise<void>((resolve) => { settle = resolve })

  const bare = createClient((call) => around.carry(call, null))
  const leaving = createClient((call) => around.carry(call, token))
  const own = createClient(send)

  function take(answer: DeskSession) {
    token = answer.access_token
    expiresAt = around.now() + answer.expires_in * 1000
    Object.assign(state, { phase: 'in', ending: null, staff: answer.staff, trouble: null })
    settle()
    clearTimeout(timer)
    // Without an answer now, the next call tries again; so a lost renewal is no reason to interrupt anyone.
    timer = setTimeout(() => void renew().catch(() => undefined), Math.max(answer.expires_in * 1000 - RENEW_BEFORE_MS, 1000))
  }

  function forget(ending: Ending) {
    token = null
    clearTimeout(timer)
    Object.assign(state, { phase: 'out', ending, staff: null, trouble: null })
    settle()
  }

  /** Gets a new access token for the cookie. However many callers ask at once, the server is asked once. */
  function renew(): Promise<void> {
    renewal ??= around.alone(() => bare.refreshDeskSession()).then(take, (trouble: unknown) => {
      if (isUnauthorized(trouble)) forget(state.staff ? 'ended' : null)
      throw trouble
    }).finally(() => { renewal = null })
    return renewal
  }

  async function freshToken(): Promise<string | null> {
    if (token && expiresAt - around.now() < RENEW_BEFORE_MS) await renew()
    return token
  }

  async function send<Answer>(call: ApiCall): Promise<Answer> {
    const keyed = withIdempotencyKey(call)
    const used = await freshToken()
    try {
      return await around.carry<Answer>(keyed, used)
    } catch (trouble) {
      if (!isUnauthorized(trouble)) throw trouble
      return again<Answer>(keyed, used)
    }
  }

  /** After a 401: with the token that another call has fetched meanwhile, or with a new one; a second 401 is final. */
  async function again<Answer>(call: ApiCall, refused: string | null): Promise<Answer> {
    if (token === refused) await renew()
    try {
      return await around.carry<Answer>(call, token)
    } catch (trouble) {
      if (isUnauthorized(trouble)) forget('ended')
      throw trouble
    }
  }

  async function start(): Promise<void> {
    Object.assign(state, { phase: 'starting', trouble: null })
    try {
      if (around.owed.get()) await payOwedLogOut()
      else await renew()
    } catch (trouble) {
      if (!isUnauthorized(trouble)) Object.assign(state, { phase: 'unreachable', trouble })
    }
  }

  /** A 401 means that there was nothing left to close. */
  const sayGoodbye = () => leaving.closeDeskSession().catch((trouble: unknown) => {
    if (!isUnauthorized(trouble)) throw trouble
  })

  async function payOwedLogOut(): Promise<void> {
    await sayGoodbye()
    around.owed.set(false)
    forget('idle')
  }

  async function open(credentials: Credentials): Promise<void> {
    take(await bare.openDeskSession({ body: credentials }))
    around.owed.set(false)
    if (state.staff) around.tell({ kind: 'opened', staffId: state.staff.id })
  }

  /** Logs out. Throws when the server could not be told: then the cookie still holds and saying "logged out" would be untrue. */
  async function close(): Promise<void> {
    await sayGoodbye()
    forget(null)
    around.tell({ kind: 'closed' })
  }

  /** Nobody is at the desk, so the page closes whatever the network does; the server is told now or at the next start. */
  async function closeIdle(): Promise<void> {
    const told = sayGoodbye()
    forget('idle')
    around.tell({ kind: 'closed' })
    await told.catch(() => { if (state.phase === 'out') around.owed.set(true) })
  }

  /** Another tab of this browser logged in or out: the cookie is shared, so this tab follows. */
  function hear(message: TabMessage) {
    if (message.kind === 'closed' && state.phase === 'in') forget('ended')
    if (message.kind === 'opened' && state.staff?.id !== message.staffId) void renew().catch(() => undefined)
  }

  return { state: readonly(state) as Readonly<State>, settled, client: own as Client, start, open, renew, close, closeIdle, hear, send: send as Send }
}

export type Session = ReturnType<typeof createSession>

export const sessionKey: InjectionKey<Session> = Symbol('session')

export function useSession(): Session {
  const session = inject(sessionKey)
  if (!session) throw new Error('no session was provided to this page')
  return session
}
