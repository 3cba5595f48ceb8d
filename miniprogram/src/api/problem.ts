// What can go wrong with a call, in three kinds: the server said no (Problem), it could not be reached (Unreachable),
// or the session is over (a Problem with one of ENDED's codes).

export interface FieldError { pointer: string; code: string; detail: string }

interface ProblemBody { code?: string; title?: string; detail?: string; request_id?: string; errors?: FieldError[] }

export class Problem extends Error {
  readonly code: string
  readonly detail: string
  readonly requestId: string | null
  readonly errors: FieldError[]
  /** What else the problem tells (RFC 9457 members of its own, such as `current_version`). */
  readonly extra: Record<string, unknown>

  constructor(readonly status: number, body: unknown, readonly retryAfter: number | null = null) {
    const problem = (body && typeof body === 'object' ? body : {}) as ProblemBody
    super(problem.title ?? `HTTP ${status}`)
    this.code = problem.code ?? 'unknown'
    this.detail = problem.detail ?? ''
    this.requestId = problem.request_id ?? null
    this.errors = Array.isArray(problem.errors) ? problem.errors : []
    this.extra = problem as Record<string, unknown>
  }

  /** The sentence for one field, by JSON pointer: `/input/claim_yuan`. */
  at(pointer: string): string | undefined {
    return this.errors.find((one) => one.pointer === pointer)?.detail
  }
}

export class Unreachable extends Error {
  constructor(readonly why: 'offline' | 'timeout' | 'away') { super(why) }
}

export const TOKEN_STALE = ['auth.token_expired', 'auth.token_invalid']
export const ENDED = ['auth.session_ended', 'auth.refresh_reused']
