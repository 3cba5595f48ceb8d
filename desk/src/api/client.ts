// Generated from openapi.json by scripts/generate-client.mjs. Do not edit: run `npm run client`.

export type DeadOutcome = "failed" | "unknown"

/** Rooms of the desk. */
export type DeskRoom = "filing" | "cases" | "delivery" | "mediation" | "hearing" | "rulings" | "contact" | "enforcement" | "archive" | "statistics" | "outbox" | "audit"

export type DeskSession = {
  access_token: string
  /** Seconds. */
  expires_in: number
  staff: Staff
  token_type: string
}

/** One page of a list. */
export type List_DeadLetter = {
  items: ({
    attempts: number
    created_at: string
    id: string
    last_error?: string | null
    /** `failed`: surely not delivered. `unknown`: may have been. */
    outcome: DeadOutcome
    topic: string
  })[]
  /** Give it as `after` for the next page; null on the last one. */
  next?: string | null
}

/** The court's roles (domain.md 7). Each sees the rooms of its work alone; an administrator no case content. */
export type Role = "filing_clerk" | "judge" | "peoples_assessor" | "judge_assistant" | "court_clerk" | "enforcement_judge" | "division_head" | "archivist" | "administrator" | "auditor" | "mediator"

export type SessionBody = {
  password: string
  /** Six digits of the authenticator (RFC 6238). */
  totp: string
  username: string
}

export type Staff = {
  id: string
  /** The log-in before this one. */
  last_log_in_at?: string | null
  name: string
  roles: Role[]
  /** What the desk shows this person. */
  rooms: DeskRoom[]
  username: string
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
    /** Logs out of the desk. */
    closeDeskSession: (args: { headers?: Record<string, string> } = {}) =>
      send<void>({ operation: 'close_desk_session', method: 'DELETE', path: '/api/v1/desk/session', headers: args.headers }),
    /** Who I am at the desk. */
    getDeskMe: (args: { headers?: Record<string, string> } = {}) =>
      send<Staff>({ operation: 'get_desk_me', method: 'GET', path: '/api/v1/desk/me', headers: args.headers }),
    /** Messages that could not be delivered, or of which nobody knows whether they were; the latest first. */
    listDeadLetters: (args: { query?: { after?: string; limit?: number }; headers?: Record<string, string> } = {}) =>
      send<List_DeadLetter>({ operation: 'list_dead_letters', method: 'GET', path: '/api/v1/desk/dead-letters', query: args.query, headers: args.headers }),
    /** Opens a session at the desk. One sentence for anything wrong; too many failures close the name for a while. */
    openDeskSession: (args: { body: SessionBody; headers?: Record<string, string> }) =>
      send<DeskSession>({ operation: 'open_desk_session', method: 'POST', path: '/api/v1/desk/session', body: args.body, headers: args.headers }),
    /** A new access token for the cookie. */
    refreshDeskSession: (args: { headers?: Record<string, string> } = {}) =>
      send<DeskSession>({ operation: 'refresh_desk_session', method: 'POST', path: '/api/v1/desk/session/refresh', headers: args.headers }),
    /** Sends a dead letter again. If its outcome was unknown, it may arrive twice. */
    retryDeadLetter: (args: { path: { id: string }; headers?: Record<string, string> }) =>
      send<void>({ operation: 'retry_dead_letter', method: 'POST', path: `/api/v1/desk/dead-letters/${encodeURIComponent(args.path.id)}/retry`, headers: args.headers }),
  }
}

export type Client = ReturnType<typeof createClient>
