// What can come back instead of an answer. The pages show both kinds with `describeTrouble` (shell/trouble.ts).

/** One field of a refused form: where it is and, in the reader's language, what to do about it. */
export interface FieldProblem {
  pointer: string
  code: string
  detail: string
}

/** The server answered with an RFC 9457 problem. `detail` is a sentence in the reader's language that says what to do next. */
export class Problem extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    readonly detail: string,
    readonly requestId: string | null,
    readonly retryAfterSeconds: number | null,
    readonly fields: FieldProblem[],
  ) {
    super(`${status} ${code}`)
    this.name = 'Problem'
  }
}

/** No answer that can be read: no network, none within the time allowed, or something that is not ours (a proxy's page). */
export class NoAnswer extends Error {
  constructor(readonly reason: 'away' | 'slow' | 'unreadable') {
    super(`no answer: ${reason}`)
    this.name = 'NoAnswer'
  }
}

export const isUnauthorized = (trouble: unknown): boolean => trouble instanceof Problem && trouble.status === 401

export async function readProblem(response: Response): Promise<Problem | NoAnswer> {
  const requestId = response.headers.get('x-request-id')
  const retryAfter = Number.parseInt(response.headers.get('retry-after') ?? '', 10)
  const body: unknown = await response.json().catch(() => null)
  if (!isProblemBody(body)) return new NoAnswer('unreadable')
  return new Problem(
    response.status,
    body.code,
    body.detail,
    body.request_id ?? requestId,
    Number.isFinite(retryAfter) ? retryAfter : null,
    body.errors ?? [],
  )
}

interface ProblemBody {
  code: string
  detail: string
  request_id?: string
  errors?: FieldProblem[]
}

function isProblemBody(body: unknown): body is ProblemBody {
  if (typeof body !== 'object' || body === null) return false
  const candidate = body as Record<string, unknown>
  return typeof candidate['code'] === 'string' && typeof candidate['detail'] === 'string'
}
