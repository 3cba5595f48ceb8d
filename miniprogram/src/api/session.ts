// The client's half of a session: who carries which token, when it is renewed, and what happens when it is over.
// Pure: carrier, store and clock are handed in, so the tests can drive every turn.
import type { ApiCall, Send } from './client'
import { ENDED, Problem, TOKEN_STALE } from './problem'

export interface Tokens { access: string; refresh: string; expiresAt: number }
export interface TokenAnswer { access_token: string; refresh_token: string; expires_in: number }
export interface Answer { status: number; body: unknown; retryAfter: number | null }

export interface Surroundings {
  carry(call: ApiCall, access: string | null): Promise<Answer>
  store: { read(): Tokens | null; write(tokens: Tokens): void; clear(): void }
  now(): number
  newKey(): string
  /** Runs one at a time over everything that shares the store (browser tabs). */
  exclusively<T>(work: () => Promise<T>): Promise<T>
  /** Trades the refresh token for a new pair; throws a Problem when the server says no. */
  refresh(token: string): Promise<TokenAnswer>
  /** A new session without asking the person (wx.login); null where that cannot be. */
  logInSilently(): Promise<TokenAnswer | null>
  ended(): void
}

/** Renew this long before the end, so that a call does not die on the way. */
const MARGIN_MS = 30_000
/** Calls that carry no token: they open a session or work without one. */
const WITHOUT_TOKEN = new Set(['log_in_with_wechat', 'refresh_session', 'get_about', 'get_privacy_notice'])

export class Session {
  private renewal: Promise<Tokens> | null = null

  constructor(private readonly world: Surroundings) {}

  readonly send: Send = async <T>(call: ApiCall): Promise<T> => {
    const request = this.withKey(call)
    if (WITHOUT_TOKEN.has(call.operation)) return unwrap<T>(await this.world.carry(request, null))
    return unwrap<T>(await this.withToken((access) => this.world.carry(request, access)))
  }

  /** For what no ordinary call carries (a file up, a paper down): the same token, renewed in the same way. */
  async withToken<A extends Answer>(carry: (access: string | null) => Promise<A>): Promise<A> {
    const tokens = await this.freshTokens()
    const answer = await carry(tokens?.access ?? null)
    if (answer.status !== 401 || !tokens || !endsToken(answer)) return answer
    const renewed = await this.renew(tokens)
    return carry(renewed.access)
  }

  keep(answer: TokenAnswer): Tokens {
    const tokens = { access: answer.access_token, refresh: answer.refresh_token, expiresAt: this.world.now() + answer.expires_in * 1000 }
    this.world.store.write(tokens)
    return tokens
  }

  // One key per act, also over the retry after a renewal: the server then does it once.
  private withKey(call: ApiCall): ApiCall {
    if (!call.idempotent || call.headers?.['Idempotency-Key']) return call
    return { ...call, headers: { ...call.headers, 'Idempotency-Key': this.world.newKey() } }
  }

  private async freshTokens(): Promise<Tokens | null> {
    const tokens = this.world.store.read()
    if (!tokens || tokens.expiresAt - this.world.now() > MARGIN_MS) return tokens
    return this.renew(tokens)
  }

  private renew(stale: Tokens): Promise<Tokens> {
    this.renewal ??= this.world.exclusively(() => this.exchange(stale)).finally(() => { this.renewal = null })
    return this.renewal
  }

  private async exchange(stale: Tokens): Promise<Tokens> {
    const present = this.world.store.read()
    if (!present) return this.over(new Problem(401, { code: 'auth.session_ended' }))
    // Another tab, or an earlier call here, has already renewed it.
    if (present.refresh !== stale.refresh) return present
    try {
      return this.keep(await this.world.refresh(present.refresh))
    } catch (trouble) {
      // A server that is away (503, no network) has not ended anything: the tokens stay for the next try.
      if (!(trouble instanceof Problem) || (trouble.status !== 401 && trouble.status !== 422)) throw trouble
      const silent = await this.world.logInSilently()
      return silent ? this.keep(silent) : this.over(trouble)
    }
  }

  private over(problem: Problem): never {
    this.world.store.clear()
    this.world.ended()
    throw problem
  }
}

function endsToken(answer: Answer): boolean {
  const code = new Problem(answer.status, answer.body).code
  return TOKEN_STALE.includes(code) || ENDED.includes(code)
}

export function unwrap<T>(answer: Answer): T {
  if (answer.status >= 200 && answer.status < 300) return answer.body as T
  throw new Problem(answer.status, answer.body, answer.retryAfter)
}
