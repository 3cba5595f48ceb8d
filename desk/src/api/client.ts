// Generated from openapi.json by scripts/generate-client.mjs. Do not edit: run `npm run client`.

export type DeadLetter = {
  id: string
  topic: string
  created_at: string
  attempts: number
  last_error: string | null
  outcome: "failed" | "unknown"
}

export type DeadLetterPage = {
  items: DeadLetter[]
  next: string | null
}

export type DeskCredentials = {
  username: string
  password: string
  totp: string
}

export type DeskSession = {
  access_token: string
  token_type: string
  expires_in: number
  staff: Staff
}

export type Staff = {
  id: string
  username: string
  name: string
  roles: string[]
  rooms: string[]
  last_log_in_at: string | null
}

/** One call as the transport gets it. `idempotent`: the operation reads an Idempotency-Key. */
export interface ApiCall {
  operation: string
  method: 'GET' | 'PUT' | 'POST' | 'DELETE' | 'PATCH'
  path: string
  query?: Record<string, unknown>
  body?: unknown
  headers?: Record<string, string>
  idempotent?: boolean
}

/** Carries a call and gives the body of a 2xx answer; throws for anything else. */
export type Send = <Answer>(call: ApiCall) => Promise<Answer>

export function createClient(send: Send) {
  return {
    closeDeskSession: (args: { headers?: Record<string, string> } = {}) =>
      send<void>({ operation: 'close_desk_session', method: 'DELETE', path: '/api/v1/desk/session', headers: args.headers }),
    getDeskMe: (args: { headers?: Record<string, string> } = {}) =>
      send<Staff>({ operation: 'get_desk_me', method: 'GET', path: '/api/v1/desk/me', headers: args.headers }),
    listDeadLetters: (args: { query?: { after?: string; limit?: number }; headers?: Record<string, string> } = {}) =>
      send<DeadLetterPage>({ operation: 'list_dead_letters', method: 'GET', path: '/api/v1/desk/dead-letters', query: args.query, headers: args.headers }),
    openDeskSession: (args: { body: DeskCredentials; headers?: Record<string, string> }) =>
      send<DeskSession>({ operation: 'open_desk_session', method: 'POST', path: '/api/v1/desk/session', body: args.body, headers: args.headers }),
    refreshDeskSession: (args: { headers?: Record<string, string> } = {}) =>
      send<DeskSession>({ operation: 'refresh_desk_session', method: 'POST', path: '/api/v1/desk/session/refresh', headers: args.headers }),
    retryDeadLetter: (args: { path: { id: string }; headers?: Record<string, string> }) =>
      send<void>({ operation: 'retry_dead_letter', method: 'POST', path: `/api/v1/desk/dead-letters/${encodeURIComponent(args.path.id)}/retry`, idempotent: true, headers: args.headers }),
  }
}

export type Client = ReturnType<typeof createClient>
