// Generated from openapi.json by scripts/generate-client.mjs. Do not edit: run `npm run client`.

export type About = {
  name: string
  name_en: string
  mode: "sandbox" | "live"
  version: string
  now: string
  time_zone: string
  court_code: string
  subscribe_templates: SubscribeTemplate[]
  small_claims_base_annual_wage_yuan: string | null
  base_wage_source: string | null
}

export type Cause = {
  code: string
  zh: string
  en: string
  accepted: boolean
  explanation: string
}

export type CauseList = {
  items: Cause[]
  next: string | null
}

export type Consent = {
  kind: string
  given: boolean
  version: string
  at: string
}

export type ConsentEntry = {
  id: string
  kind: string
  given: boolean
  version: string
  at: string
}

export type DeadlineAnswer = {
  raw_last_day: string
  deadline: string
  expires_before: string
  provisional: boolean
  why: string[]
}

export type DeadlineQuestion = {
  trigger_date: string
  length: number
  unit: "day" | "month" | "year"
}

export type Device = {
  id: string
  name: string
  created_at: string
  last_seen_at: string
  current: boolean
}

export type FeeAnswer = {
  payable_fen: number
  exact_yuan: string
  steps: string[]
  basis: string
}

export type FeeQuestion = {
  category: string
  input: Record<string, unknown>
}

export type JurisdictionAnswer = {
  accepted: boolean
  rule: string
  item: number | null
  rejected: string[]
  explanation: string
}

export type JurisdictionQuestion = {
  filed_on: string
  dispute_kinds: string[]
}

export type Notice = {
  id: string
  kind: string
  title: string
  body: string
  at: string
  read_at: string | null
}

export type Person = {
  id: string
  assurance: "L0" | "L1" | "L2" | "L3" | "L4"
  name_masked: string | null
  phone_masked: string | null
  id_number_masked: string | null
  consents: Consent[]
}

export type PrivacyNotice = {
  version: string
  effective_on: string
  title: string
  sections: {
    heading: string
    body: string
  }[]
  sha256: string
}

export type ProcedureAnswer = {
  procedure: string
  rule: string
  mandatory: boolean | null
  trial_limit: {
    months: number | null
    extension_months: number | null
  }
  evidence_period: {
    kind: "min" | "max"
    days: number
  }
  fee_factor: string
  appealable: boolean
  reasons: string[]
}

export type ProcedureQuestion = {
  claim_yuan?: string | null
  base_annual_wage_yuan: string
  simple: boolean
  money_payment_only: boolean
  agreed?: string
  flags?: string[]
}

export type Session = {
  access_token: string
  token_type: string
  expires_in: number
  refresh_token: string
  person: Person
}

export type SubscribeTemplate = {
  name: string
  template_id: string
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
    addPhone: (args: { body: {
      code: string
    }; headers?: Record<string, string> }) =>
      send<Person>({ operation: 'add_phone', method: 'POST', path: '/api/v1/me/phone', body: args.body, idempotent: true, headers: args.headers }),
    calculateDeadline: (args: { body: DeadlineQuestion; headers?: Record<string, string> }) =>
      send<DeadlineAnswer>({ operation: 'calculate_deadline', method: 'POST', path: '/api/v1/tools/deadline', body: args.body, headers: args.headers }),
    calculateFee: (args: { body: FeeQuestion; headers?: Record<string, string> }) =>
      send<FeeAnswer>({ operation: 'calculate_fee', method: 'POST', path: '/api/v1/tools/fee', body: args.body, headers: args.headers }),
    decideJurisdiction: (args: { body: JurisdictionQuestion; headers?: Record<string, string> }) =>
      send<JurisdictionAnswer>({ operation: 'decide_jurisdiction', method: 'POST', path: '/api/v1/tools/jurisdiction', body: args.body, headers: args.headers }),
    decideProcedure: (args: { body: ProcedureQuestion; headers?: Record<string, string> }) =>
      send<ProcedureAnswer>({ operation: 'decide_procedure', method: 'POST', path: '/api/v1/tools/procedure', body: args.body, headers: args.headers }),
    endDevice: (args: { path: { id: string }; headers?: Record<string, string> }) =>
      send<void>({ operation: 'end_device', method: 'DELETE', path: `/api/v1/me/devices/${encodeURIComponent(args.path.id)}`, headers: args.headers }),
    endOtherDevices: (args: { headers?: Record<string, string> } = {}) =>
      send<{
      ended: number
    }>({ operation: 'end_other_devices', method: 'POST', path: '/api/v1/me/devices/end-others', idempotent: true, headers: args.headers }),
    getAbout: (args: { headers?: Record<string, string> } = {}) =>
      send<About>({ operation: 'get_about', method: 'GET', path: '/api/v1/meta/about', headers: args.headers }),
    getMe: (args: { headers?: Record<string, string> } = {}) =>
      send<Person>({ operation: 'get_me', method: 'GET', path: '/api/v1/me', headers: args.headers }),
    getPrivacyNotice: (args: { headers?: Record<string, string> } = {}) =>
      send<PrivacyNotice>({ operation: 'get_privacy_notice', method: 'GET', path: '/api/v1/legal/privacy-notice', headers: args.headers }),
    giveConsent: (args: { body: {
      kind: string
      given: boolean
      version: string
    }; headers?: Record<string, string> }) =>
      send<ConsentEntry>({ operation: 'give_consent', method: 'POST', path: '/api/v1/me/consents', body: args.body, idempotent: true, headers: args.headers }),
    listCauses: (args: { query?: { on?: string }; headers?: Record<string, string> } = {}) =>
      send<CauseList>({ operation: 'list_causes', method: 'GET', path: '/api/v1/causes', query: args.query, headers: args.headers }),
    listConsents: (args: { query?: { after?: string; limit?: number }; headers?: Record<string, string> } = {}) =>
      send<{
      items: ConsentEntry[]
      next: string | null
    }>({ operation: 'list_consents', method: 'GET', path: '/api/v1/me/consents', query: args.query, headers: args.headers }),
    listDevices: (args: { query?: { after?: string; limit?: number }; headers?: Record<string, string> } = {}) =>
      send<{
      items: Device[]
      next: string | null
    }>({ operation: 'list_devices', method: 'GET', path: '/api/v1/me/devices', query: args.query, headers: args.headers }),
    listMachines: (args: { headers?: Record<string, string> } = {}) =>
      send<Record<string, unknown>>({ operation: 'list_machines', method: 'GET', path: '/api/v1/meta/machines', headers: args.headers }),
    listNotices: (args: { query?: { after?: string; limit?: number }; headers?: Record<string, string> } = {}) =>
      send<{
      items: Notice[]
      next: string | null
      unread: number
    }>({ operation: 'list_notices', method: 'GET', path: '/api/v1/notices', query: args.query, headers: args.headers }),
    logInWithWechat: (args: { body: {
      code: string
    }; headers?: Record<string, string> }) =>
      send<Session>({ operation: 'log_in_with_wechat', method: 'POST', path: '/api/v1/auth/wechat', body: args.body, headers: args.headers }),
    logOut: (args: { headers?: Record<string, string> } = {}) =>
      send<void>({ operation: 'log_out', method: 'POST', path: '/api/v1/auth/logout', headers: args.headers }),
    readNotice: (args: { path: { id: string }; headers?: Record<string, string> }) =>
      send<Notice>({ operation: 'read_notice', method: 'POST', path: `/api/v1/notices/${encodeURIComponent(args.path.id)}/read`, idempotent: true, headers: args.headers }),
    recordSubscriptions: (args: { body: {
      results: {
        [name: string]: "accept" | "reject" | "ban"
      }
    }; headers?: Record<string, string> }) =>
      send<{
      accepted: string[]
    }>({ operation: 'record_subscriptions', method: 'POST', path: '/api/v1/me/subscriptions', body: args.body, idempotent: true, headers: args.headers }),
    refreshSession: (args: { body: {
      refresh_token: string
    }; headers?: Record<string, string> }) =>
      send<Session>({ operation: 'refresh_session', method: 'POST', path: '/api/v1/auth/refresh', body: args.body, headers: args.headers }),
  }
}

export type Client = ReturnType<typeof createClient>
