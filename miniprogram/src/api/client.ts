// Generated from openapi.json by scripts/generate-client.mjs. Do not edit: run `npm run client`.

export type About = {
  base_wage_source?: string | null
  court_code: string
  mode: Mode
  name: string
  name_en: string
  /** The court's clock. */
  now: string
  /** CPL 165; null while the court has not set a verified figure. */
  small_claims_base_annual_wage_yuan?: string | null
  /** Subscribe messages to ask for at a tap (three at most at once). */
  subscribe_templates: Template[]
  time_zone: string
  version: string
}

export type AddressSource = "supplied" | "confirmed" | "found_by_court"

export type AgreedProcedure = "none" | "simplified" | "small_claims"

export type AppealOutcome = "pending" | "withdrawn" | "deemed_withdrawn" | "decided"

export type AppealStanding = "none" | "in_time" | "late" | "inadmissible"

export type AppealWindow = {
  appeal: AppealStanding
  id: string
  last_day?: string | null
  provisional: boolean
  raw_last_day?: string | null
  /** Null where there is no appeal. */
  window_days?: number | null
}

/** How surely we know who somebody is (domain.md 2). */
export type Assurance = "L0" | "L1" | "L2" | "L3" | "L4"

/** At least or at most. */
export type Bound = "min" | "max"

export type CaseNumberAnswer = {
  court_code?: string | null
  /** With full-width brackets, as it is stored; this and the parts are null when not valid. */
  normalised?: string | null
  reason?: CaseNumberFault | null
  serial?: number | null
  type?: string | null
  valid: boolean
  /** The same for people, with what to do. */
  words: string
  year?: number | null
}

export type CaseNumberFault = "year" | "court_code" | "type" | "serial" | "ending"

export type CaseNumberQuestion = {
  /** Any text; a wrong one is answered with `valid: false`. */
  text: string
}

/** A kind of dispute. */
export type Cause = {
  /** This court hears it when filed on that day. */
  accepted: boolean
  code: string
  en: string
  /** Why, and where to go otherwise; in the caller's language. */
  explanation: string
  zh: string
}

export type CauseList = {
  items: Cause[]
  /** Always null: the list is one page. */
  next?: string | null
}

/** A code from `wx.login` or a `getPhoneNumber` button. */
export type CodeBody = {
  code: string
}

export type ConsentBody = {
  /** False withdraws; as easy as giving (PIPL 15). */
  given: boolean
  kind: ConsentKind
  /** Version of the privacy notice that was shown. */
  version: string
}

export type ConsentEntry = ConsentState & {
  id: string
}

/** What one can agree to now. The notice itself is acknowledged, not agreed to: the court acts on statutory duty (PIPL 13(3), 34, 35); consent is asked where it is real. */
export type ConsentKind = "privacy_notice" | "wechat_messages" | "usage_statistics"

export type ConsentState = {
  at: string
  given: boolean
  kind: ConsentKind
  /** Version of the text that was shown. */
  version: string
}

export type DeadlineAnswer = {
  basis: string
  /** The last day on which to act. */
  deadline: string
  /** The first moment that is too late. */
  expires_before: string
  /** The day depends on a year whose holidays are not published yet and may still move. */
  provisional: boolean
  /** Where the count ends, before rest days are looked at. */
  raw_last_day: string
  /** The counting, sentence by sentence. */
  why: string[]
}

export type DeadlineQuestion = {
  /** At most a hundred years: 36500 days, 1200 months or 100 years. */
  length: number
  /** From 2000-01-01 to 2099-12-31. */
  trigger_date: string
  unit: PeriodUnit
}

export type DeliveryReport = "succeeded" | "failed" | "unknown"

export type Domicile = "prc" | "outside"

export type EffectAppeal = {
  /** From 2000-01-01 to 2099-12-31. */
  filed_on: string
  outcome: AppealOutcome
  /** The day on which the second-instance ruling took effect; null exactly when pending. */
  outcome_on?: string | null
}

export type EffectParty = {
  appeal?: EffectAppeal | null
  /** `outside`: no domicile in the territory of the PRC. */
  domicile: Domicile
  /** Different for each party. */
  id: string
  /** Null while not served; for a mediation statement the day of that party's signature. */
  served_on?: string | null
}

export type EffectStatus = "replaced" | "appeal_pending" | "not_all_served" | "effective"

export type EffectiveDateAnswer = {
  appealable: boolean
  basis: string
  /** Only an effective instrument has this day; it may lie ahead. */
  effective_on?: string | null
  /** In the order asked. */
  parties: AppealWindow[]
  /** A window depends on a year whose holidays are not published yet. */
  provisional: boolean
  status: EffectStatus
}

/** An instrument and the parties that may appeal. Left out and null are the same. */
export type EffectiveDateQuestion = {
  instrument: Instrument
  /** From 2000-01-01 to 2099-12-31. */
  made_on: string
  parties: EffectParty[]
  /** Default false. */
  small_claims?: boolean | null
}

export type Ended = {
  ended: number
}

export type EvidencePeriod = {
  days: number
  kind: Bound
}

/** The fee with its derivation. */
export type FeeAnswer = {
  basis: string
  /** The same before rounding, in yuan; what has no end is shown to six decimals. */
  exact_yuan: string
  /** What is paid, rounded once; for `withdrawal_refund` what is paid back. */
  payable_fen: number
  /** How it came about, in the caller's language. */
  steps: string[]
}

export type FeeCategory = "property" | "divorce" | "personality_rights" | "ip_no_amount" | "other_non_property" | "labour" | "administrative" | "jurisdiction_objection_rejected" | "payment_order" | "preservation" | "enforcement" | "appeal" | "counterclaim" | "withdrawal_refund" | "claim_increase_supplement" | "simplified_to_ordinary_supplement"

export type FeeFactor = "1" | "1/2"

/** What is asked. The fields of `input` depend on the category; amounts are decimal strings in yuan, `procedure` is `ordinary`, `simplified`, `small_claims` or `small_claims_by_agreement`, `region` is `beijing` or `national` (where the Decree gives a range, its lower end): `property {claim_yuan, procedure}`; `divorce {property_total_yuan, region}`; `personality_rights {damages_yuan, region}`; `ip_no_amount {region}`; `other_non_property {region}`; `labour {}`; `administrative {kind: trademark | patent | maritime | other}`; `jurisdiction_objection_rejected {region}`; `payment_order {claim_yuan}`; `preservation {amount_yuan}`; `enforcement {amount_yuan}`; `appeal {first_instance_claim_yuan, appealed_part_yuan}`; `counterclaim {claim_yuan, merged, procedure}`; `withdrawal_refund {claim_yuan, prepaid_yuan, procedure, event: withdrawal_granted | mediated_settlement | deemed_withdrawn | supplement_unpaid | not_accepted | action_dismissed}`; `claim_increase_supplement {from_yuan, to_yuan, procedure}`; `simplified_to_ordinary_supplement {claim_yuan}`. */
export type FeeQuestion = {
  category: FeeCategory
  input: Record<string, unknown>
}

export type FeedbackReport = "none" | "replied" | "acted" | "read" | "other_proof"

export type IdAnswer = {
  /** As it is stored: trimmed, in capitals; null when not valid. */
  normalised?: string | null
  reason?: IdentityNumberFault | null
  valid: boolean
  /** The same for people, with what to do. */
  words: string
}

export type IdQuestion = {
  kind: IdentityNumberKind
  /** Any text; a wrong one is answered with `valid: false`. */
  value: string
}

export type IdentityNumberFault = "length" | "charset" | "layout" | "region" | "birth_date" | "birth_range" | "checksum"

export type IdentityNumberKind = "prc_resident_id" | "uscc" | "foreign_permanent_resident_2023" | "hk_macao_travel_permit" | "taiwan_travel_permit" | "hk_mo_tw_residence_permit" | "passport" | "lawyer_licence"

export type Inbox = {
  items: Notice[]
  next?: string | null
  /** Of all pages. */
  unread: number
}

export type Instrument = "judgment" | "ruling_not_accepted" | "ruling_jurisdiction" | "ruling_dismissed" | "ruling_other" | "mediation_statement"

export type JurisdictionAnswer = {
  /** True when every kind is in the list of that day. */
  accepted: boolean
  explanation: string
  /** The smallest item number among the kinds; null when not accepted or where none has a number. */
  item?: number | null
  /** The codes that are out, in the order asked. */
  rejected: string[]
  rule: JurisdictionRule
}

export type JurisdictionQuestion = {
  /** Different codes of `GET /api/v1/causes`. */
  dispute_kinds: string[]
  /** From 2000-01-01 to 2099-12-31. */
  filed_on: string
}

export type JurisdictionRule = "IC18" | "J25"

/** A language of the product. Court documents themselves are always in Chinese. */
export type Lang = "zh" | "en"

/** One page of a list. */
export type List_ConsentEntry = {
  items: (ConsentState & {
    id: string
  })[]
  /** Give it as `after` for the next page; null on the last one. */
  next?: string | null
}

/** One page of a list. */
export type List_Device = {
  items: {
    created_at: string
    /** The one that asks. */
    current: boolean
    id: string
    last_seen_at: string
    name: string
  }[]
  /** Give it as `after` for the next page; null on the last one. */
  next?: string | null
}

/** Both tokens, and who they are for. */
export type LogIn = {
  access_token: string
  /** Seconds. */
  expires_in: number
  person: Person
  refresh_token: string
  token_type: string
}

export type Machine = {
  initial: string
  notes?: string | null
  states: MachineState[]
  transitions: Transition[]
  /** The name in Chinese. */
  zh: string
}

export type MachineState = {
  id: string
  /** Nothing leads out of it. */
  terminal: boolean
  zh: string
}

/** Every machine by its name, with what is common to all. */
export type Machines = {
  machines: {
    [name: string]: Machine
  }
  meta: MachinesMeta
}

export type MachinesMeta = {
  actors: string[]
  rules: string[]
}

/** `sandbox` starts stand-ins for everything outside; `live` has none. */
export type Mode = "sandbox" | "live"

/** One message in the inbox. */
export type Notice = {
  at: string
  body: string
  id: string
  kind: NoticeKind
  read_at?: string | null
  title: string
}

export type NoticeKind = "new_device"

export type NoticeSection = {
  body: string
  heading: string
}

export type PeriodUnit = "day" | "month" | "year"

/** Who I am. Numbers show their last four alone. */
export type Person = {
  assurance: Assurance
  /** What is given or withdrawn now, the latest of each kind. */
  consents: ConsentState[]
  id: string
  id_number_masked?: string | null
  name_masked?: string | null
  phone_masked?: string | null
}

export type Preferences = {
  /** Language of messages to me. */
  language: Lang
}

export type PrivacyNotice = {
  effective_on: string
  sections: NoticeSection[]
  /** Of title, headings and bodies, each ended by a line feed, in UTF-8. */
  sha256: string
  title: string
  version: string
}

export type Procedure = "small_claims" | "small_claims_by_agreement" | "simplified" | "ordinary"

export type ProcedureAnswer = {
  appealable: boolean
  evidence_period: EvidencePeriod
  fee_factor: FeeFactor
  /** Null for the ordinary procedure. */
  mandatory?: boolean | null
  procedure: Procedure
  /** For people, the deciding reason first. */
  reasons: string[]
  rule: ProcedureRule
  trial_limit: TrialLimit
}

export type ProcedureFlag = "personal_status" | "title_confirmation" | "foreign_related" | "needs_appraisal" | "party_missing" | "counterclaim" | "small_claims_objection_upheld" | "unsuitable_small_claims" | "remanded" | "mass_party" | "retrial" | "public_interest" | "third_party_revocation" | "ordinary_hearing_held" | "unsuitable_simplified"

/** The facts. Left out and null are the same. */
export type ProcedureQuestion = {
  agreed?: AgreedProcedure | null
  /** Yuan, at most 15 digits before the point and 2 after; above zero. */
  base_annual_wage_yuan: string
  /** Yuan above zero as a decimal string; null: the claim has no amount. */
  claim_yuan?: string | null
  /** Each at most once. */
  flags?: ProcedureFlag[] | null
  money_payment_only: boolean
  /** Facts clear, rights and duties clear, little in dispute. */
  simple: boolean
}

export type ProcedureRule = "barred" | "CPL165-1" | "CPL165-2" | "IC18-18" | "CPL160-1" | "CPL160-2" | "not_simple"

export type RebuttalGround = "none" | "arrival_differs" | "system_error" | "not_own_address" | "not_read_by_self"

export type RefreshBody = {
  refresh_token: string
}

export type ServedDocument = "procedural" | "judgment" | "ruling" | "mediation_statement"

/** One attempt. `arrived_at` is there exactly when `delivery` is `succeeded`, `feedback_at` exactly when there is feedback, `rebuttal_proved` exactly when there is a rebuttal. */
export type ServiceAttempt = {
  address_source: AddressSource
  arrived_at?: string | null
  channel: ServiceChannel
  delivery: DeliveryReport
  feedback: FeedbackReport
  feedback_at?: string | null
  /** Different for each attempt. */
  id: string
  /** False only with `found_by_court`: not the person's own. Default true. */
  own_address?: boolean | null
  /** Only with `arrival_differs`; null when it is proved that nothing arrived. */
  proved_arrived_at?: string | null
  rebuttal?: RebuttalGround | null
  rebuttal_proved?: boolean | null
  /** RFC 3339 with offset. */
  sent_at: string
}

export type ServiceChannel = "platform" | "email" | "instant_message" | "fax" | "wechat_notice" | "sms"

export type ServiceConsent = "express" | "agreed_before_suit" | "address_offered" | "accepted_earlier" | "none" | "refused"

export type ServiceDateAnswer = {
  /** The attempt that served. */
  attempt_id?: string | null
  basis: string
  mode: ServiceMode
  served: boolean
  served_at?: string | null
  /** The day of service in Shanghai: the trigger day of what it starts. */
  served_on?: string | null
}

/** A document, the person's consent and the attempts to serve it. Left out and null are the same. */
export type ServiceDateQuestion = {
  attempts: ServiceAttempt[]
  consent: ServiceConsent
  /** The person was told and agreed that judgments, rulings and mediation statements may come electronically. */
  covers_decisions: boolean
  document: ServedDocument
}

/** The ground of service. */
export type ServiceMode = "arrival" | "reply_or_act" | "presumed_read" | "none"

export type SubscriptionAnswer = "accept" | "reject" | "ban" | "filter"

/** What the person answered in WeChat's own dialog, by template id. */
export type SubscriptionBody = {
  /** By template id. */
  results: {
    [name: string]: SubscriptionAnswer
  }
}

export type SubscriptionsRecorded = {
  /** Our names of the templates that were accepted. */
  accepted: string[]
}

export type Template = {
  name: string
  template_id: string
}

/** A listed move; whatever is not listed is answered 409 `state.not_allowed`. */
export type Transition = {
  /** Who may cause it. */
  actor: string[]
  effects_and_basis: string
  event: string
  from: string
  /** What must be true. */
  guard: string
  to: string
}

/** Both null where the law sets no limit. */
export type TrialLimit = {
  extension_months?: number | null
  months?: number | null
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
    /** Adds my phone number, by a code of WeChat's `getPhoneNumber` button (not a log-in code). I am L1 then. */
    addPhone: (args: { body: CodeBody; headers?: Record<string, string> }) =>
      send<Person>({ operation: 'add_phone', method: 'POST', path: '/api/v1/me/phone', body: args.body, idempotent: true, headers: args.headers }),
    /** Counts a time limit over holidays and make-up workdays. */
    calculateDeadline: (args: { body: DeadlineQuestion; headers?: Record<string, string> }) =>
      send<DeadlineAnswer>({ operation: 'calculate_deadline', method: 'POST', path: '/api/v1/tools/deadline', body: args.body, headers: args.headers }),
    /** Works out a court fee, step by step. */
    calculateFee: (args: { body: FeeQuestion; headers?: Record<string, string> }) =>
      send<FeeAnswer>({ operation: 'calculate_fee', method: 'POST', path: '/api/v1/tools/fee', body: args.body, headers: args.headers }),
    /** Takes a case number apart. */
    checkCaseNumber: (args: { body: CaseNumberQuestion; headers?: Record<string, string> }) =>
      send<CaseNumberAnswer>({ operation: 'check_case_number', method: 'POST', path: '/api/v1/tools/case-number', body: args.body, headers: args.headers }),
    /** Checks the number of an identity paper, a company or a lawyer's licence. */
    checkId: (args: { body: IdQuestion; headers?: Record<string, string> }) =>
      send<IdAnswer>({ operation: 'check_id', method: 'POST', path: '/api/v1/tools/id-check', body: args.body, headers: args.headers }),
    /** Decides whether and when an instrument takes effect. */
    decideEffectiveDate: (args: { body: EffectiveDateQuestion; headers?: Record<string, string> }) =>
      send<EffectiveDateAnswer>({ operation: 'decide_effective_date', method: 'POST', path: '/api/v1/tools/effective-date', body: args.body, headers: args.headers }),
    /** Decides whether this court hears a case, by the day of filing. */
    decideJurisdiction: (args: { body: JurisdictionQuestion; headers?: Record<string, string> }) =>
      send<JurisdictionAnswer>({ operation: 'decide_jurisdiction', method: 'POST', path: '/api/v1/tools/jurisdiction', body: args.body, headers: args.headers }),
    /** Decides the procedure of a first-instance case. */
    decideProcedure: (args: { body: ProcedureQuestion; headers?: Record<string, string> }) =>
      send<ProcedureAnswer>({ operation: 'decide_procedure', method: 'POST', path: '/api/v1/tools/procedure', body: args.body, headers: args.headers }),
    /** Decides when a document was served, and by which attempt. */
    decideServiceDate: (args: { body: ServiceDateQuestion; headers?: Record<string, string> }) =>
      send<ServiceDateAnswer>({ operation: 'decide_service_date', method: 'POST', path: '/api/v1/tools/service-date', body: args.body, headers: args.headers }),
    /** Logs out one of my devices, at once. */
    endDevice: (args: { path: { id: string }; headers?: Record<string, string> }) =>
      send<void>({ operation: 'end_device', method: 'DELETE', path: `/api/v1/me/devices/${encodeURIComponent(args.path.id)}`, headers: args.headers }),
    /** Logs out everywhere but here. */
    endOtherDevices: (args: { headers?: Record<string, string> } = {}) =>
      send<Ended>({ operation: 'end_other_devices', method: 'POST', path: '/api/v1/me/devices/end-others', headers: args.headers }),
    /** Which court this is. */
    getAbout: (args: { headers?: Record<string, string> } = {}) =>
      send<About>({ operation: 'get_about', method: 'GET', path: '/api/v1/meta/about', headers: args.headers }),
    /** Who I am. */
    getMe: (args: { headers?: Record<string, string> } = {}) =>
      send<Person>({ operation: 'get_me', method: 'GET', path: '/api/v1/me', headers: args.headers }),
    /** My preferences, with an `ETag` for changing them. */
    getPreferences: (args: { headers?: Record<string, string> } = {}) =>
      send<Preferences>({ operation: 'get_preferences', method: 'GET', path: '/api/v1/me/preferences', headers: args.headers }),
    /** The privacy notice in force, in the caller's language. */
    getPrivacyNotice: (args: { headers?: Record<string, string> } = {}) =>
      send<PrivacyNotice>({ operation: 'get_privacy_notice', method: 'GET', path: '/api/v1/legal/privacy-notice', headers: args.headers }),
    /** Agrees to something, or withdraws it. */
    giveConsent: (args: { body: ConsentBody; headers?: Record<string, string> }) =>
      send<ConsentEntry>({ operation: 'give_consent', method: 'POST', path: '/api/v1/me/consents', body: args.body, idempotent: true, headers: args.headers }),
    /** The kinds of dispute with the rule of the day of filing applied. */
    listCauses: (args: { query?: { on?: string }; headers?: Record<string, string> } = {}) =>
      send<CauseList>({ operation: 'list_causes', method: 'GET', path: '/api/v1/causes', query: args.query, headers: args.headers }),
    /** All I have agreed to and withdrawn, the latest first. */
    listConsents: (args: { query?: { after?: string; limit?: number }; headers?: Record<string, string> } = {}) =>
      send<List_ConsentEntry>({ operation: 'list_consents', method: 'GET', path: '/api/v1/me/consents', query: args.query, headers: args.headers }),
    /** Where I am logged in, the latest log-in first. */
    listDevices: (args: { query?: { after?: string; limit?: number }; headers?: Record<string, string> } = {}) =>
      send<List_Device>({ operation: 'list_devices', method: 'GET', path: '/api/v1/me/devices', query: args.query, headers: args.headers }),
    /** Every state, event, actor, guard and basis of the eleven machines. */
    listMachines: (args: { headers?: Record<string, string> } = {}) =>
      send<Machines>({ operation: 'list_machines', method: 'GET', path: '/api/v1/meta/machines', headers: args.headers }),
    /** My messages, the latest first. */
    listNotices: (args: { query?: { after?: string; limit?: number }; headers?: Record<string, string> } = {}) =>
      send<Inbox>({ operation: 'list_notices', method: 'GET', path: '/api/v1/notices', query: args.query, headers: args.headers }),
    /** Logs in through WeChat. */
    logInWithWechat: (args: { body: CodeBody; headers?: Record<string, string> }) =>
      send<LogIn>({ operation: 'log_in_with_wechat', method: 'POST', path: '/api/v1/auth/wechat', body: args.body, headers: args.headers }),
    /** Logs out here: both tokens are dead at once. */
    logOut: (args: { headers?: Record<string, string> } = {}) =>
      send<void>({ operation: 'log_out', method: 'POST', path: '/api/v1/auth/logout', headers: args.headers }),
    /** Marks a message as read; reading it again changes nothing. */
    readNotice: (args: { path: { id: string }; headers?: Record<string, string> }) =>
      send<Notice>({ operation: 'read_notice', method: 'POST', path: `/api/v1/notices/${encodeURIComponent(args.path.id)}/read`, headers: args.headers }),
    /** Records what I answered in WeChat's dialog. One acceptance is one message. */
    recordSubscriptions: (args: { body: SubscriptionBody; headers?: Record<string, string> }) =>
      send<SubscriptionsRecorded>({ operation: 'record_subscriptions', method: 'POST', path: '/api/v1/me/subscriptions', body: args.body, idempotent: true, headers: args.headers }),
    /** A new pair of tokens for a refresh token. */
    refreshSession: (args: { body: RefreshBody; headers?: Record<string, string> }) =>
      send<LogIn>({ operation: 'refresh_session', method: 'POST', path: '/api/v1/auth/refresh', body: args.body, headers: args.headers }),
    /** Changes my preferences. A stale `If-Match` is told, never swallowed. */
    setPreferences: (args: { body: Preferences; headers?: Record<string, string> }) =>
      send<Preferences>({ operation: 'set_preferences', method: 'PUT', path: '/api/v1/me/preferences', body: args.body, headers: args.headers }),
  }
}

export type Client = ReturnType<typeof createClient>
