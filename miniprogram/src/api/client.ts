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

/** For whom the person acts. */
export type ActingFor = "self" | "ward" | "organisation"

export type AddressSource = "supplied" | "confirmed" | "found_by_court"

export type AgreedProcedure = "none" | "simplified" | "small_claims"

export type AmountNeeded = "required" | "optional" | "none"

/** An answer to a guide's question: words, yes or no, or fen. */
export type Answer = boolean | number | string

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

export type BookBody = {
  name: string
  /** Photos in the order of the pages. */
  upload_ids: string[]
}

export type BookHearing = {
  slot_id: string
}

/** At least or at most. */
export type Bound = "min" | "max"

/** A case as its members see it. */
export type Case = CaseItem & ({
  claims: CaseClaim[]
  docketed_at?: string | null
  /** For the side that filed it, and for the court. */
  filing_id?: string | null
  next: CaseNext
  parties: CaseParty[]
  procedure: string
  procedure_words: string
  stage: Stage
})

export type CaseClaim = {
  amount_fen?: number | null
  text: string
}

export type CaseDeadline = {
  basis: string
  /** Exclusive: the first moment that is too late. */
  expires_before: string
  /** Rests on holidays that are not published yet. */
  provisional: boolean
  /** `running`, `met`, `over` (nobody acted in time) or `fell_away` (nothing has to be done any longer). */
  state: string
  state_words: string
  what: string
  /** `plaintiff`, `defendant`, `third_party`, `parties` or `court`. */
  who: string
  who_words: string
  words: string
  /** It is for me to act. */
  you: boolean
}

/** A case in a list. */
export type CaseItem = {
  /** Code of the kind of dispute. */
  cause: string
  /** In the caller's language. */
  cause_words: string
  claimed_fen: number
  id: string
  next_event?: NextEvent | null
  next_event_at?: string | null
  /** With full-width brackets. */
  number: string
  registered_at: string
  /** `plaintiff`, `defendant` or `third_party`; null at the desk. */
  role?: string | null
  /** State of the case machine (`GET /api/v1/meta/machines`). */
  state: string
  state_words: string
  title: string
  /** Entries and documents not seen yet; 0 at the desk. */
  unread: number
}

/** Who has to act next, by when, and under which article. */
export type CaseNext = {
  basis?: string | null
  until?: string | null
  what?: string | null
  /** `you`, `court`, `other` or `none`. */
  who: string
  words: string
}

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

export type CaseParty = {
  /** The last four; one's own, and at the desk. */
  id_number_masked?: string | null
  /** `person` or `organisation`. */
  kind: string
  name: string
  phone_masked?: string | null
  side: string
  side_words: string
  you: boolean
}

export type CaseServiceAddress = {
  covers_decisions: boolean
  electronic: boolean
  email?: string | null
  phone?: string | null
  postal?: string | null
  recipient: string
  /** `supplied` in a pleading, or `confirmed` to the court. */
  source: string
}

export type CaseServiceAddressBody = {
  /** Judgments, rulings and mediation statements too (CPL 90). Only with `electronic`. */
  covers_decisions?: boolean
  /** Papers may come to this account. */
  electronic: boolean
  email?: string | null
  phone?: string | null
  postal?: string | null
  recipient: string
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

/** Questions, claims and evidence that usually belong to a cause, in the caller's language. */
export type CauseGuide = {
  cause: string
  claims: GuideClaim[]
  elements: GuideElement[]
  evidence: GuideEvidence[]
  title: string
}

export type CauseList = {
  items: Cause[]
  /** Always null: the list is one page. */
  next?: string | null
}

export type Channel = "wechat" | "counter"

export type Checked = {
  /** Nothing is missing: it can be submitted. */
  complete: boolean
  /** Your own filings that look like this one. */
  duplicates: LikelyDuplicate[]
  fee?: FilingFee | null
  jurisdiction: FilingJurisdiction
  missing: FilingFinding[]
  /** Worth another look; they hold nothing up. */
  warnings: FilingFinding[]
}

/** What anyone may know who holds the paper. */
export type CheckedDocument = {
  case_number: string
  court: string
  document_title: string
  sent_at?: string | null
  served_on?: string | null
  /** Of the paper's bytes, in lower-case hex. */
  sha256?: string | null
  state_words: string
}

export type ClockLevel = "calm" | "soon" | "near" | "today" | "over"

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
export type ConsentKind = "privacy_notice" | "wechat_messages" | "usage_statistics" | "face"

export type ConsentState = {
  at: string
  given: boolean
  kind: ConsentKind
  /** Version of the text that was shown. */
  version: string
}

/** CPL 149: why a hearing may be put off. */
export type ContinuanceGround = "must_appear_absent" | "recusal" | "new_witness_or_evidence" | "other"

export type Correction = {
  answered_at?: string | null
  /** The first moment that is too late. */
  expires_before: string
  explanations: Explanation[]
  id: string
  issued_at: string
  items: CorrectionItemView[]
  /** The end may move: the holidays of that year are not published yet. */
  provisional: boolean
}

export type CorrectionItemView = {
  pointer: string
  /** The page of the wizard that it is on. */
  step: FilingStep
  text: string
}

/** A courtroom, with a wall or on a screen. */
export type Courtroom = {
  capacity: number
  enabled: boolean
  id: string
  name: string
  online: boolean
}

export type DayCauseList = {
  items: DayCauseListItem[]
  /** Always null: a day is one page. */
  next?: string | null
}

/** No party, no judge, no claim. */
export type DayCauseListItem = {
  case_number: string
  cause: string
  cause_words: string
  courtroom?: string | null
  ends_at: string
  mode: string
  procedure: string
  procedure_words: string
  starts_at: string
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

export type DeadlineList = {
  items: CaseDeadline[]
  /** Always null: the list is one page. */
  next?: string | null
}

export type DeadlineQuestion = {
  /** At most a hundred years: 36500 days, 1200 months or 100 years. */
  length: number
  /** From 2000-01-01 to 2099-12-31. */
  trigger_date: string
  unit: PeriodUnit
}

/** A service as its addressee sees it. */
export type Delivery = DeliveryItem & {
  attempts: DeliveryAttempt[]
  /** Why it counts as served, or what is still missing, with the article. */
  basis: string
  /** A certificate can be had: `GET /api/v1/deliveries/{id}/certificate.pdf`. */
  certified: boolean
  /** What anyone types or scans on the public page to check the paper. */
  check_token: string
}

/** One sending of it. */
export type DeliveryAttempt = {
  arrived_at?: string | null
  channel: string
  channel_words: string
  /** `read`, `replied`, `acted` or `other_proof`. */
  feedback?: string | null
  feedback_at?: string | null
  /** `succeeded`, `failed` or `unknown`. */
  outcome: string
  sent_at: string
}

export type DeliveryItem = DeliveryTimes & {
  case_id: string
  case_number: string
  document_id: string
  document_kind: string
  document_title: string
  id: string
  /** State of the service machine. */
  state: string
  state_words: string
}

/** An empty object: acts that need no more than themselves. Whatever else is sent is refused. */
export type DeliveryNothing = Record<string, unknown>

export type DeliveryReport = "succeeded" | "failed" | "unknown"

/** The four times of a service, each with its proof: sent, arrived, opened, served. */
export type DeliveryTimes = {
  arrived_at?: string | null
  opened_at?: string | null
  /** Signed for in the app. */
  receipt_at?: string | null
  sent_at?: string | null
  /** The day of service, from which limits run. */
  served_on?: string | null
}

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

export type ElementKind = "text" | "long_text" | "date" | "money_fen" | "choice" | "yes_no"

export type Ended = {
  ended: number
}

export type EvidencePeriod = {
  days: number
  kind: Bound
}

/** The person's word on an item that cannot be changed. */
export type Explanation = {
  pointer: string
  text: string
}

export type FaceBegun = {
  /** Seconds. */
  expires_in: number
  /** For `wx.requestFacialVerify`, and for asking the outcome. */
  verify_id: string
}

export type FactsGiven = {
  /** Answers to the questions of the cause's guide, by key. */
  elements?: {
    [name: string]: Answer
  }
  /** What happened, in the person's own words. */
  summary?: string | null
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

export type FeeNotice = {
  amount_fen: number
  basis: string
  case_id: string
  case_number: string
  /** Exclusive: from this moment on it is too late (Decree 22: 7 days from the day after the notice). */
  due: string
  filing_id: string
  id: string
  issued_at: string
  paid_at?: string | null
  payment?: PaymentBrief | null
  /** The due day touches a year whose holidays are not published yet. */
  provisional: boolean
  state: FeeNoticeState
  /** How the amount came about. */
  steps: string[]
}

/** Where a fee notice stands. `lapsed`: the time is over; what follows is for the judge (never by a timer). */
export type FeeNoticeState = "due" | "paid" | "relieved" | "lapsed" | "cancelled"

/** What is asked. The fields of `input` depend on the category; amounts are decimal strings in yuan, `procedure` is `ordinary`, `simplified`, `small_claims` or `small_claims_by_agreement`, `region` is `beijing` or `national` (where the Decree gives a range, its lower end): `property {claim_yuan, procedure}`; `divorce {property_total_yuan, region}`; `personality_rights {damages_yuan, region}`; `ip_no_amount {region}`; `other_non_property {region}`; `labour {}`; `administrative {kind: trademark | patent | maritime | other}`; `jurisdiction_objection_rejected {region}`; `payment_order {claim_yuan}`; `preservation {amount_yuan}`; `enforcement {amount_yuan}`; `appeal {first_instance_claim_yuan, appealed_part_yuan}`; `counterclaim {claim_yuan, merged, procedure}`; `withdrawal_refund {claim_yuan, prepaid_yuan, procedure, event: withdrawal_granted | mediated_settlement | deemed_withdrawn | supplement_unpaid | not_accepted | action_dismissed}`; `claim_increase_supplement {from_yuan, to_yuan, procedure}`; `simplified_to_ordinary_supplement {claim_yuan}`. */
export type FeeQuestion = {
  category: FeeCategory
  input: Record<string, unknown>
}

export type FeedbackReport = "none" | "replied" | "acted" | "read" | "other_proof"

/** A filing as its person sees it. */
export type Filing = {
  case_id?: string | null
  case_number?: string | null
  cause_words?: string | null
  clock?: ReviewClock | null
  content: FilingContent
  correction?: Correction | null
  corrections: Correction[]
  history: FilingEvent[]
  id: string
  next: FilingNext
  outcome?: FilingOutcome | null
  pre_mediation_number?: string | null
  receipt_no?: string | null
  received_at?: string | null
  /** The first moment after the seven days of review (CPL 126). */
  review_due?: string | null
  saved_at: string
  saved_on?: string | null
  /** A state of the `filing` machine. */
  state: string
  state_words: string
  submitted_at?: string | null
  title: string
  version: number
}

export type FilingActor = "you" | "court" | "mediator" | "none"

export type FilingClaim = {
  /** Fen; null when the claim asks for no money. */
  amount_fen?: number | null
  text?: string | null
}

/** The content of a filing. A field that is not there yet is left out or null. */
export type FilingContent = {
  acting_for?: ActingFor | null
  /** A code of `GET /api/v1/causes`. */
  cause?: string | null
  claims?: FilingClaim[]
  defendants?: FilingParty[]
  evidence?: FilingEvidence[]
  facts?: FactsGiven | null
  guardian?: Guardian | null
  mediation?: MediationWish | null
  /** Whether the person wants to litigate online (OLR 4). */
  online_litigation?: boolean | null
  plaintiffs?: FilingParty[]
  /** Version of the rights notice that was read. */
  rights_notice_version?: string | null
  service_address?: ServiceAddress | null
  /** The name typed instead of drawn (OLR 33: confirming online is a signature too). */
  signature_typed?: string | null
  signature_upload_id?: string | null
  third_parties?: FilingParty[]
}

/** An entry of the history, as people see it. */
export type FilingEvent = {
  at: string
  /** `party`, `filing_clerk`, `judge`, `system`. */
  by: string
  event: string
  from: string
  note?: string | null
  to: string
}

export type FilingEvidence = {
  name?: string | null
  /** What it is to prove (Evid. 19). */
  proves?: string | null
  upload_id?: string | null
}

/** The fee with its derivation. The court's notice decides. */
export type FilingFee = {
  basis: string
  exact_yuan: string
  /** The same in the ordinary procedure. */
  ordinary_fen: number
  payable_fen: number
  /** The procedure that was assumed. */
  procedure: string
  steps: string[]
}

export type FilingFinding = {
  code: string
  detail: string
  /** JSON Pointer into the content. */
  pointer: string
  step: FilingStep
}

export type FilingJurisdiction = {
  /** Null while no cause is chosen. */
  accepted?: boolean | null
  explanation: string
  item?: number | null
  rule: string
}

export type FilingNext = {
  basis?: string | null
  /** The first moment that is too late. */
  until?: string | null
  /** `submit`, `review`, `correct`, `mediate`, `pay`, `docket`, `serve`, `appeal`, `none`; after an end that went by: `register`, `confirm_lapse`, `rule_on_fee`. */
  what: string
  who: FilingActor
  words: string
}

/** Why papers went back, or what a judge ruled. */
export type FilingOutcome = {
  at: string
  /** Name of the judge of a ruling. */
  judge?: string | null
  /** The event that ended it: `return_unopposed`, `rule_not_accept`, ... */
  kind: string
  reasons: string
}

/** A party as the plaintiff names it. */
export type FilingParty = {
  address?: string | null
  /** `YYYY-MM-DD`; read off a resident ID when left out. */
  born_on?: string | null
  gender?: Gender | null
  id_number?: string | null
  id_paper_upload_ids?: string[]
  /** A group of identity numbers: `prc_resident_id`, `uscc`, `passport`, ... */
  id_type?: string | null
  kind?: FilingPartyKind | null
  legal_representative?: LegalRepresentative | null
  name?: string | null
  phone?: string | null
}

export type FilingPartyKind = "person" | "organisation"

/** A page of the wizard. */
export type FilingStep = "cause" | "parties" | "claims" | "facts" | "evidence" | "service" | "sign"

export type Gender = "male" | "female"

/** Guardian of a plaintiff without full capacity; the guardian is the verified person. */
export type Guardian = {
  proof_upload_ids?: string[]
  relation?: Relation | null
}

export type GuideClaim = {
  amount: AmountNeeded
  code: string
  hint: string
  /** As it stands in the complaint: always Chinese. */
  text: string
  /** The same in the caller's language. */
  title: string
}

export type GuideElement = {
  hint: string
  /** The answer goes to `facts.elements.<key>`. */
  key: string
  kind: ElementKind
  options: GuideOption[]
  placeholder: string
  question: string
  /** Without an answer the check warns; it does not refuse. */
  required: boolean
}

export type GuideEvidence = {
  name: string
  proves: string
}

export type GuideOption = {
  code: string
  words: string
}

/** A hearing as its people see it. */
export type Hearing = {
  /** Continuances so far, and how many the law allows. */
  adjournments: number
  adjournments_allowed: number
  /** Events of the machine that I may cause now. */
  can: string[]
  case_id: string
  case_number: string
  /** My own answer. */
  chosen_slot_id?: string | null
  courtroom?: Courtroom | null
  duration_min: number
  ends_at?: string | null
  id: string
  judge?: string | null
  mode: string
  /** What to do now, in words. */
  next: string
  public: boolean
  /** Exclusive end of the time to choose. */
  reply_by?: string | null
  starts_at?: string | null
  /** State of the hearing machine (`GET /api/v1/meta/machines`). */
  state: string
  state_words: string
  title: string
  unavailable: HearingTimeRange[]
  /** Also the `ETag`. */
  version: number
}

/** A time to choose. */
export type HearingSlot = {
  /** Sides that chose it. */
  chosen_by: string[]
  courtroom?: Courtroom | null
  ends_at: string
  /** Nobody else has taken it meanwhile. */
  free: boolean
  id: string
  /** I chose it. */
  mine: boolean
  /** 1 is the best. */
  rank: number
  starts_at: string
  /** In the caller's language. */
  why: string[]
}

/** A time that does not suit. `to` is exclusive. */
export type HearingTimeRange = {
  from: string
  to: string
}

export type IdAnswer = {
  /** As it is stored: trimmed, in capitals; null when not valid. */
  normalised?: string | null
  reason?: IdentityNumberFault | null
  valid: boolean
  /** The same for people, with what to do. */
  words: string
}

/** Papers that a person can show. Names as in the number check. */
export type IdKind = "prc_resident_id" | "foreign_permanent_resident_2023" | "hk_macao_travel_permit" | "taiwan_travel_permit" | "hk_mo_tw_residence_permit" | "passport"

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

export type JoinBody = {
  association_code: string
}

export type JoinedCase = {
  case_id: string
  number: string
  /** `plaintiff`, `defendant` or `third_party`. */
  role: string
}

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

/** Who speaks for an organisation (CPL 51). */
export type LegalRepresentative = {
  name?: string | null
  /** 经理, 执行董事, ... */
  position?: string | null
}

export type LikelyDuplicate = {
  at?: string | null
  case_id?: string | null
  case_number?: string | null
  claimed_fen: number
  filing_id: string
  receipt_no?: string | null
  state: string
  title: string
  why: string
}

/** One page of a list. */
export type List_CaseDocument = {
  items: ({
    at: string
    /** `court`, `own` (handed in by my side) or `other`; at the desk the side itself. */
    from: string
    id: string
    kind: string
    media_type: string
    /** Null until it is rendered, a moment after it was made. */
    pages?: number | null
    size?: number | null
    title: string
    unread: boolean
  })[]
  /** Give it as `after` for the next page; null on the last one. */
  next?: string | null
}

/** One page of a list. */
export type List_CaseEntry = {
  items: ({
    at: string
    by: string
    detail?: string | null
    id: string
    kind: string
    title: string
  })[]
  /** Give it as `after` for the next page; null on the last one. */
  next?: string | null
}

/** One page of a list. */
export type List_CaseItem = {
  items: ({
    /** Code of the kind of dispute. */
    cause: string
    /** In the caller's language. */
    cause_words: string
    claimed_fen: number
    id: string
    next_event?: NextEvent | null
    next_event_at?: string | null
    /** With full-width brackets. */
    number: string
    registered_at: string
    /** `plaintiff`, `defendant` or `third_party`; null at the desk. */
    role?: string | null
    /** State of the case machine (`GET /api/v1/meta/machines`). */
    state: string
    state_words: string
    title: string
    /** Entries and documents not seen yet; 0 at the desk. */
    unread: number
  })[]
  /** Give it as `after` for the next page; null on the last one. */
  next?: string | null
}

/** One page of a list. */
export type List_ConsentEntry = {
  items: (ConsentState & {
    id: string
  })[]
  /** Give it as `after` for the next page; null on the last one. */
  next?: string | null
}

/** One page of a list. */
export type List_DeliveryItem = {
  items: (DeliveryTimes & {
    case_id: string
    case_number: string
    document_id: string
    document_kind: string
    document_title: string
    id: string
    /** State of the service machine. */
    state: string
    state_words: string
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

/** One page of a list. */
export type List_FeeNotice = {
  items: ({
    amount_fen: number
    basis: string
    case_id: string
    case_number: string
    /** Exclusive: from this moment on it is too late (Decree 22: 7 days from the day after the notice). */
    due: string
    filing_id: string
    id: string
    issued_at: string
    paid_at?: string | null
    payment?: PaymentBrief | null
    /** The due day touches a year whose holidays are not published yet. */
    provisional: boolean
    state: FeeNoticeState
    /** How the amount came about. */
    steps: string[]
  })[]
  /** Give it as `after` for the next page; null on the last one. */
  next?: string | null
}

/** One page of a list. */
export type List_FilingItem = {
  items: ({
    case_id?: string | null
    case_number?: string | null
    cause?: string | null
    cause_words?: string | null
    claimed_fen: number
    correction_due?: string | null
    id: string
    receipt_no?: string | null
    review_due?: string | null
    state: string
    state_words: string
    submitted_at?: string | null
    title: string
    updated_at: string
    version: number
  })[]
  /** Give it as `after` for the next page; null on the last one. */
  next?: string | null
}

/** One page of a list. */
export type List_Hearing = {
  items: ({
    /** Continuances so far, and how many the law allows. */
    adjournments: number
    adjournments_allowed: number
    /** Events of the machine that I may cause now. */
    can: string[]
    case_id: string
    case_number: string
    /** My own answer. */
    chosen_slot_id?: string | null
    courtroom?: Courtroom | null
    duration_min: number
    ends_at?: string | null
    id: string
    judge?: string | null
    mode: string
    /** What to do now, in words. */
    next: string
    public: boolean
    /** Exclusive end of the time to choose. */
    reply_by?: string | null
    starts_at?: string | null
    /** State of the hearing machine (`GET /api/v1/meta/machines`). */
    state: string
    state_words: string
    title: string
    unavailable: HearingTimeRange[]
    /** Also the `ETag`. */
    version: number
  })[]
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

export type MarkUnavailable = {
  /** At most 50; they replace those of before. */
  ranges: UnavailableRange[]
}

/** Whether to talk with a mediator first (OMR 4: voluntary). */
export type MediationWish = "accept" | "decline" | "unsure"

/** `sandbox` starts stand-ins for everything outside; `live` has none. */
export type Mode = "sandbox" | "live"

/** What to pay. */
export type NewPayment = {
  fee_notice_id: string
}

export type NextEvent = {
  /** Exclusive: the first moment that is too late. */
  at: string
  what: string
  words: string
}

/** An empty object: acts that need no more than themselves. Whatever else is sent is refused. */
export type Nothing = Record<string, unknown>

/** One message in the inbox. */
export type Notice = {
  at: string
  body: string
  id: string
  kind: NoticeKind
  /** Page of the mini-program that it is about. */
  link?: string | null
  read_at?: string | null
  title: string
}

export type NoticeKind = "new_device" | "filing_received" | "correction_due" | "accepted" | "returned" | "not_accepted" | "filing_withdrawn" | "pre_mediation_referred" | "fee_due" | "fee_paid" | "fee_refunded" | "fee_lapsed" | "docketed" | "video_review_decided" | "document_arrived" | "document_unread" | "address_asked" | "hearing_slots" | "hearing_confirmed" | "hearing_changed" | "hearing_cancelled" | "hearing_soon" | "case_event"

export type NoticeSection = {
  body: string
  heading: string
}

export type Payment = {
  amount_fen: number
  channel: Channel
  fee_notice_id: string
  id: string
  /** Paid when the notice had run out. */
  late: boolean
  out_trade_no: string
  paid_at?: string | null
  refunds: Refund[]
  request_payment?: RequestPayment | null
  state: PaymentState
}

export type PaymentBrief = {
  id: string
  state: PaymentState
}

export type PaymentState = "created" | "open" | "paid" | "closed" | "refunding" | "refunded"

export type PeriodUnit = "day" | "month" | "year"

/** Who I am. Numbers show their last four alone. */
export type Person = {
  assurance: Assurance
  /** What is given or withdrawn now, the latest of each kind. */
  consents: ConsentState[]
  id: string
  id_number_masked?: string | null
  /** Under 18 today: acts through a guardian. */
  minor: boolean
  name_masked?: string | null
  phone_masked?: string | null
  /** How far the real name is: said, matched with the register, proved by face or by video. */
  real_name_state: RealNameState
  /** Until then what this session signs counts as L4: a proof was given here within 30 minutes. */
  step_up_until?: string | null
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

/** A way to prove who one is. */
export type ProofRoute = "face" | "video"

/** What a file is for. */
export type Purpose = "evidence" | "identity" | "signature" | "video_review" | "attachment"

export type RealNameBody = {
  id_number: string
  id_type: IdKind
  /** As on the paper; 1 to 50 characters of any script, and `·`. */
  name: string
}

/** How far somebody's real name is. */
export type RealNameState = "none" | "claimed" | "matched" | "face" | "video"

export type RealNameTaken = {
  assurance: Assurance
  /** Any of them will do; empty once proved. */
  next: ProofRoute[]
}

export type RebuttalGround = "none" | "arrival_differs" | "system_error" | "not_own_address" | "not_read_by_self"

export type Received = {
  offset: number
}

export type RefreshBody = {
  refresh_token: string
}

export type Refund = {
  amount_fen: number
  asked_at: string
  id: string
  /** `paid_twice`, `nothing_due`, or what the court decided. */
  reason: string
  refunded_at?: string | null
  state: RefundState
}

/** `stuck`: a person must act. */
export type RefundState = "asked" | "processing" | "refunded" | "stuck"

/** How the guardian stands to the ward. */
export type Relation = "parent" | "spouse" | "adult_child" | "other_relative" | "appointed"

/** Parameters of `wx.requestPayment`. */
export type RequestPayment = {
  nonceStr: string
  /** `prepay_id=…`, whole. */
  package: string
  paySign: string
  signType: string
  /** Seconds, as text. */
  timeStamp: string
}

export type RequestReschedule = {
  ground?: ContinuanceGround | null
  reason: string
  /** What proves it: my uploads, at most 20. */
  upload_ids?: string[]
}

/** What the person says of items that cannot be changed. */
export type ResubmitBody = {
  explanations?: Explanation[]
}

/** Where the review stands: `day` of `of` have gone by. */
export type ReviewClock = {
  day: number
  level: ClockLevel
  of: number
  /** Stopped while the person corrects (OLR 9(2)) or talks with a mediator. */
  paused: boolean
}

/** `none`: never sent. */
export type ReviewState = "none" | "pending" | "approved" | "refused"

export type RightsNotice = {
  sections: RightsSection[]
  title: string
  version: string
}

export type RightsSection = {
  basis: string
  text: string
  title: string
}

export type SaveBody = {
  content: FilingContent
}

export type ServedDocument = "procedural" | "judgment" | "ruling" | "mediation_statement"

/** Where papers go, and whether electronically (OLR 29; Interp. 136). */
export type ServiceAddress = {
  /** Consent to electronic service. */
  electronic?: boolean | null
  /** Judgments and rulings too (OLR 29 asks this apart). */
  electronic_decisions?: boolean | null
  email?: string | null
  phone?: string | null
  postal?: string | null
  recipient?: string | null
}

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

export type SlotList = {
  items: HearingSlot[]
  /** Always null: the list is one page. */
  next?: string | null
}

/** The stage track at the top of a case. */
export type Stage = {
  steps: StageStep[]
}

export type StageStep = {
  code: string
  /** `done`, `now` or `later`. */
  state: string
  words: string
}

export type Submitted = {
  receipt_no: string
  received_at: string
  /** The first moment after the seven days (CPL 126). */
  review_due: string
  state: string
}

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

/** Times with offset, or whole days (`2026-12-08`, both included). */
export type UnavailableRange = {
  from: string
  to: string
}

/** A file that the court has received whole. */
export type Upload = {
  /** Handed in: it cannot be deleted any more. */
  attached: boolean
  created_at: string
  height?: number | null
  id: string
  /** By content. */
  media_type: string
  name: string
  /** Pages of a PDF, 1 for an image, null for the rest. */
  pages?: number | null
  purpose: string
  /** Of the original, in hex. */
  sha256: string
  /** Bytes. */
  size: number
  /** GB/T 32905 of the original, in hex. */
  sm3: string
  /** Forms beside the original. */
  variants: string[]
  /** Of an image, upright. */
  width?: number | null
}

/** The form of `POST /uploads`, for the description. */
export type UploadForm = {
  /** The file itself. */
  file: ArrayBuffer
  /** Shown instead of the file's own name, which on a phone is often made up. */
  name?: string
  purpose: Purpose
}

/** A transfer in parts. */
export type UploadSession = {
  /** Suggested length of a part. */
  chunk_size: number
  expires_at: string
  id: string
  name: string
  /** Bytes that are here: go on from there. */
  offset: number
  purpose: string
  size: number
  /** What it became, once complete. */
  upload_id?: string | null
}

export type UploadSessionBody = {
  name: string
  purpose: Purpose
  /** Of the whole file, in bytes. */
  size: number
}

export type VerifyIdBody = {
  verify_id: string
}

/** How my video stands. */
export type VideoReview = {
  decided_at?: string | null
  id?: string | null
  /** Pending: the digits in the video. Otherwise those to read in the next one. */
  phrase: string
  /** Of digits still to be read. */
  phrase_expires_at?: string | null
  /** Of a refusal. */
  reason?: string | null
  state: ReviewState
  submitted_at?: string | null
}

export type VideoReviewBody = {
  /** The video (purpose `video_review`) and photos of the paper (purpose `identity`). */
  upload_ids: string[]
}

export type VideoReviewSubmitted = {
  id: string
  /** The digits that are read in the video; empty when none were asked for. */
  phrase: string
  state: ReviewState
  submitted_at: string
}

export type WithdrawBody = {
  reason?: string | null
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
    /** Begins a face check with my name and number. The phone runs it (`wx.requestFacialVerify`), then asks for the outcome. Needs the consent `face`; a video does as well and needs none. */
    beginFaceCheck: (args: { body: Nothing; headers?: Record<string, string> }) =>
      send<FaceBegun>({ operation: 'begin_face_check', method: 'POST', path: '/api/v1/me/face', body: args.body, idempotent: true, headers: args.headers }),
    /** Begins a filing: a draft with nothing in it but who files, as far as they have proved it. */
    beginFiling: (args: { body: Nothing; headers?: Record<string, string> }) =>
      send<Filing>({ operation: 'begin_filing', method: 'POST', path: '/api/v1/filings', body: args.body, idempotent: true, headers: args.headers }),
    /** Chooses a time. When every side that is in the app has chosen the same one it is booked, at once for all that it takes: judge, clerk, courtroom and people. */
    bookHearing: (args: { path: { id: string }; body: BookHearing; headers?: Record<string, string> }) =>
      send<Hearing>({ operation: 'book_hearing', method: 'POST', path: `/api/v1/hearings/${encodeURIComponent(args.path.id)}/book`, body: args.body, idempotent: true, headers: args.headers }),
    /** Counts a time limit over holidays and make-up workdays. */
    calculateDeadline: (args: { body: DeadlineQuestion; headers?: Record<string, string> }) =>
      send<DeadlineAnswer>({ operation: 'calculate_deadline', method: 'POST', path: '/api/v1/tools/deadline', body: args.body, headers: args.headers }),
    /** Works out a court fee, step by step. */
    calculateFee: (args: { body: FeeQuestion; headers?: Record<string, string> }) =>
      send<FeeAnswer>({ operation: 'calculate_fee', method: 'POST', path: '/api/v1/tools/fee', body: args.body, headers: args.headers }),
    /** Gives a transfer up; what had come is deleted. */
    cancelUploadSession: (args: { path: { id: string }; headers?: Record<string, string> }) =>
      send<void>({ operation: 'cancel_upload_session', method: 'DELETE', path: `/api/v1/uploads/sessions/${encodeURIComponent(args.path.id)}`, headers: args.headers }),
    /** Takes a case number apart. */
    checkCaseNumber: (args: { body: CaseNumberQuestion; headers?: Record<string, string> }) =>
      send<CaseNumberAnswer>({ operation: 'check_case_number', method: 'POST', path: '/api/v1/tools/case-number', body: args.body, headers: args.headers }),
    /** Checks the filing before submitting: what is missing, the fee, duplicates, jurisdiction. Changes nothing. */
    checkFiling: (args: { path: { id: string }; body: Nothing; headers?: Record<string, string> }) =>
      send<Checked>({ operation: 'check_filing', method: 'POST', path: `/api/v1/filings/${encodeURIComponent(args.path.id)}/check`, body: args.body, headers: args.headers }),
    /** Checks the number of an identity paper, a company or a lawyer's licence. */
    checkId: (args: { body: IdQuestion; headers?: Record<string, string> }) =>
      send<IdAnswer>({ operation: 'check_id', method: 'POST', path: '/api/v1/tools/id-check', body: args.body, headers: args.headers }),
    /** Checks a paper by the code on its certificate. Names nobody. */
    checkServedDocument: (args: { path: { token: string }; headers?: Record<string, string> }) =>
      send<CheckedDocument>({ operation: 'check_served_document', method: 'GET', path: `/api/v1/served-documents/${encodeURIComponent(args.path.token)}`, headers: args.headers }),
    /** Says who I am: name, kind of paper and its number. Needs a phone number first (L1). */
    claimRealName: (args: { body: RealNameBody; headers?: Record<string, string> }) =>
      send<RealNameTaken>({ operation: 'claim_real_name', method: 'POST', path: '/api/v1/me/real-name', body: args.body, idempotent: true, headers: args.headers }),
    /** Ends a transfer whose bytes are all here. Asked again, it gives the same file. */
    completeUploadSession: (args: { path: { id: string }; headers?: Record<string, string> }) =>
      send<Upload>({ operation: 'complete_upload_session', method: 'POST', path: `/api/v1/uploads/sessions/${encodeURIComponent(args.path.id)}/complete`, headers: args.headers }),
    /** Confirms my address for service. What waited for it goes out, or turns to other ways. */
    confirmServiceAddress: (args: { path: { id: string }; body: CaseServiceAddressBody; headers?: Record<string, string> }) =>
      send<CaseServiceAddress>({ operation: 'confirm_service_address', method: 'PUT', path: `/api/v1/cases/${encodeURIComponent(args.path.id)}/service-address`, body: args.body, headers: args.headers }),
    /** Pays a fee notice. A second tap gives the same open order. */
    createPayment: (args: { body: NewPayment; headers?: Record<string, string> }) =>
      send<Payment>({ operation: 'create_payment', method: 'POST', path: '/api/v1/payments', body: args.body, idempotent: true, headers: args.headers }),
    /** Sends a file. The same file sent again by the same person gives the same answer. */
    createUpload: (args: { body: unknown; headers?: Record<string, string> }) =>
      send<Upload>({ operation: 'create_upload', method: 'POST', path: '/api/v1/uploads', body: args.body, idempotent: true, headers: args.headers }),
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
    /** Throws a draft away that never went to the court. */
    deleteFiling: (args: { path: { id: string }; headers?: Record<string, string> }) =>
      send<void>({ operation: 'delete_filing', method: 'DELETE', path: `/api/v1/filings/${encodeURIComponent(args.path.id)}`, headers: args.headers }),
    /** Deletes one of my files for good, unless it was handed in. */
    deleteUpload: (args: { path: { id: string }; headers?: Record<string, string> }) =>
      send<void>({ operation: 'delete_upload', method: 'DELETE', path: `/api/v1/uploads/${encodeURIComponent(args.path.id)}`, headers: args.headers }),
    /** Logs out one of my devices, at once. */
    endDevice: (args: { path: { id: string }; headers?: Record<string, string> }) =>
      send<void>({ operation: 'end_device', method: 'DELETE', path: `/api/v1/me/devices/${encodeURIComponent(args.path.id)}`, headers: args.headers }),
    /** Logs out everywhere but here. */
    endOtherDevices: (args: { headers?: Record<string, string> } = {}) =>
      send<Ended>({ operation: 'end_other_devices', method: 'POST', path: '/api/v1/me/devices/end-others', headers: args.headers }),
    /** Fetches the outcome from WeChat; what the phone says of it counts for nothing. Passed: I am L3, and L4 on this session for 30 minutes. */
    finishFaceCheck: (args: { body: VerifyIdBody; headers?: Record<string, string> }) =>
      send<Person>({ operation: 'finish_face_check', method: 'POST', path: '/api/v1/me/face/result', body: args.body, idempotent: true, headers: args.headers }),
    /** Which court this is. */
    getAbout: (args: { headers?: Record<string, string> } = {}) =>
      send<About>({ operation: 'get_about', method: 'GET', path: '/api/v1/meta/about', headers: args.headers }),
    /** A case of mine. */
    getCase: (args: { path: { id: string }; headers?: Record<string, string> }) =>
      send<Case>({ operation: 'get_case', method: 'GET', path: `/api/v1/cases/${encodeURIComponent(args.path.id)}`, headers: args.headers }),
    /** Reads a document of a case of mine. The first reading marks it as read. */
    getCaseDocumentContent: (args: { path: { id: string; document_id: string }; headers?: Record<string, string> }) =>
      send<void>({ operation: 'get_case_document_content', method: 'GET', path: `/api/v1/cases/${encodeURIComponent(args.path.id)}/documents/${encodeURIComponent(args.path.document_id)}/content`, headers: args.headers }),
    /** The guide of a cause: what to ask, what is usually claimed and shown. */
    getCauseGuide: (args: { path: { cause: string }; headers?: Record<string, string> }) =>
      send<CauseGuide>({ operation: 'get_cause_guide', method: 'GET', path: `/api/v1/filings/cause-guides/${encodeURIComponent(args.path.cause)}`, headers: args.headers }),
    /** The public hearings of a day. */
    getCauseList: (args: { query: { day: string }; headers?: Record<string, string> }) =>
      send<DayCauseList>({ operation: 'get_cause_list', method: 'GET', path: '/api/v1/cause-list', query: args.query, headers: args.headers }),
    /** The complaint as PDF; a draft says so on every page. */
    getComplaintPdf: (args: { path: { id: string }; headers?: Record<string, string> }) =>
      send<void>({ operation: 'get_complaint_pdf', method: 'GET', path: `/api/v1/filings/${encodeURIComponent(args.path.id)}/complaint.pdf`, headers: args.headers }),
    /** The latest correction notice. */
    getCorrectionPdf: (args: { path: { id: string }; headers?: Record<string, string> }) =>
      send<void>({ operation: 'get_correction_pdf', method: 'GET', path: `/api/v1/filings/${encodeURIComponent(args.path.id)}/correction.pdf`, headers: args.headers }),
    /** One paper that was sent to me. */
    getDelivery: (args: { path: { id: string }; headers?: Record<string, string> }) =>
      send<Delivery>({ operation: 'get_delivery', method: 'GET', path: `/api/v1/deliveries/${encodeURIComponent(args.path.id)}`, headers: args.headers }),
    /** The certificate of a service that counts. */
    getDeliveryCertificate: (args: { path: { id: string }; headers?: Record<string, string> }) =>
      send<void>({ operation: 'get_delivery_certificate', method: 'GET', path: `/api/v1/deliveries/${encodeURIComponent(args.path.id)}/certificate.pdf`, headers: args.headers }),
    /** One of my fee notices. */
    getFeeNotice: (args: { path: { id: string }; headers?: Record<string, string> }) =>
      send<FeeNotice>({ operation: 'get_fee_notice', method: 'GET', path: `/api/v1/fee-notices/${encodeURIComponent(args.path.id)}`, headers: args.headers }),
    /** 交纳诉讼费用通知书. */
    getFeeNoticePaper: (args: { path: { id: string }; headers?: Record<string, string> }) =>
      send<void>({ operation: 'get_fee_notice_paper', method: 'GET', path: `/api/v1/fee-notices/${encodeURIComponent(args.path.id)}/notice.pdf`, headers: args.headers }),
    /** One of my filings, with an `ETag` for saving. */
    getFiling: (args: { path: { id: string }; headers?: Record<string, string> }) =>
      send<Filing>({ operation: 'get_filing', method: 'GET', path: `/api/v1/filings/${encodeURIComponent(args.path.id)}`, headers: args.headers }),
    /** The notice or ruling that ended the filing. */
    getFilingEndingPdf: (args: { path: { id: string }; headers?: Record<string, string> }) =>
      send<void>({ operation: 'get_filing_ending_pdf', method: 'GET', path: `/api/v1/filings/${encodeURIComponent(args.path.id)}/notice.pdf`, headers: args.headers }),
    /** A hearing of one of my cases. */
    getHearing: (args: { path: { id: string }; headers?: Record<string, string> }) =>
      send<Hearing>({ operation: 'get_hearing', method: 'GET', path: `/api/v1/hearings/${encodeURIComponent(args.path.id)}`, headers: args.headers }),
    /** A file for the calendar of a phone. */
    getHearingCalendar: (args: { path: { id: string }; headers?: Record<string, string> }) =>
      send<void>({ operation: 'get_hearing_calendar', method: 'GET', path: `/api/v1/hearings/${encodeURIComponent(args.path.id)}/calendar.ics`, headers: args.headers }),
    /** Who I am. */
    getMe: (args: { headers?: Record<string, string> } = {}) =>
      send<Person>({ operation: 'get_me', method: 'GET', path: '/api/v1/me', headers: args.headers }),
    /** How a payment stands; asks WeChat Pay while it is open. */
    getPayment: (args: { path: { id: string }; headers?: Record<string, string> }) =>
      send<Payment>({ operation: 'get_payment', method: 'GET', path: `/api/v1/payments/${encodeURIComponent(args.path.id)}`, headers: args.headers }),
    /** Proof of payment; the fiscal receipt comes from the court's finance office (Decree 52). */
    getPaymentReceipt: (args: { path: { id: string }; headers?: Record<string, string> }) =>
      send<void>({ operation: 'get_payment_receipt', method: 'GET', path: `/api/v1/payments/${encodeURIComponent(args.path.id)}/receipt.pdf`, headers: args.headers }),
    /** My preferences, with an `ETag` for changing them. */
    getPreferences: (args: { headers?: Record<string, string> } = {}) =>
      send<Preferences>({ operation: 'get_preferences', method: 'GET', path: '/api/v1/me/preferences', headers: args.headers }),
    /** The privacy notice in force, in the caller's language. */
    getPrivacyNotice: (args: { headers?: Record<string, string> } = {}) =>
      send<PrivacyNotice>({ operation: 'get_privacy_notice', method: 'GET', path: '/api/v1/legal/privacy-notice', headers: args.headers }),
    /** The voucher with the day of receipt (Interp. 208). */
    getReceiptPdf: (args: { path: { id: string }; headers?: Record<string, string> }) =>
      send<void>({ operation: 'get_receipt_pdf', method: 'GET', path: `/api/v1/filings/${encodeURIComponent(args.path.id)}/receipt.pdf`, headers: args.headers }),
    /** The notice of rights before filing. */
    getRightsNotice: (args: { headers?: Record<string, string> } = {}) =>
      send<RightsNotice>({ operation: 'get_rights_notice', method: 'GET', path: '/api/v1/filings/rights-notice', headers: args.headers }),
    /** My address for service in a case. */
    getServiceAddress: (args: { path: { id: string }; headers?: Record<string, string> }) =>
      send<CaseServiceAddress>({ operation: 'get_service_address', method: 'GET', path: `/api/v1/cases/${encodeURIComponent(args.path.id)}/service-address`, headers: args.headers }),
    /** What is known of one of my files. */
    getUpload: (args: { path: { id: string }; headers?: Record<string, string> }) =>
      send<Upload>({ operation: 'get_upload', method: 'GET', path: `/api/v1/uploads/${encodeURIComponent(args.path.id)}`, headers: args.headers }),
    /** One of my files, whole or a range of it; `variant` for the copies. */
    getUploadContent: (args: { path: { id: string }; query?: { variant?: "original" | "reading" | "thumb" }; headers?: Record<string, string> }) =>
      send<void>({ operation: 'get_upload_content', method: 'GET', path: `/api/v1/uploads/${encodeURIComponent(args.path.id)}/content`, query: args.query, headers: args.headers }),
    /** How my video stands: the latest one, or none yet. While none is pending, `phrase` holds the digits to read aloud in the next one, until `phrase_expires_at`. */
    getVideoReview: (args: { headers?: Record<string, string> } = {}) =>
      send<VideoReview>({ operation: 'get_video_review', method: 'GET', path: '/api/v1/me/video-review', headers: args.headers }),
    /** Agrees to something, or withdraws it. */
    giveConsent: (args: { body: ConsentBody; headers?: Record<string, string> }) =>
      send<ConsentEntry>({ operation: 'give_consent', method: 'POST', path: '/api/v1/me/consents', body: args.body, idempotent: true, headers: args.headers }),
    /** Joins a case with the code of the court. The code is good once, for the party that it was issued to: who joins has proved who they are, and a natural person's name and number are the party's own. */
    joinCase: (args: { body: JoinBody; headers?: Record<string, string> }) =>
      send<JoinedCase>({ operation: 'join_case', method: 'POST', path: '/api/v1/cases/join', body: args.body, idempotent: true, headers: args.headers }),
    /** The limits of a case of mine: who, what, until when, under which article. */
    listCaseDeadlines: (args: { path: { id: string }; headers?: Record<string, string> }) =>
      send<DeadlineList>({ operation: 'list_case_deadlines', method: 'GET', path: `/api/v1/cases/${encodeURIComponent(args.path.id)}/deadlines`, headers: args.headers }),
    /** The documents of a case of mine that I may read, the latest first. */
    listCaseDocuments: (args: { path: { id: string }; query?: { after?: string; limit?: number }; headers?: Record<string, string> }) =>
      send<List_CaseDocument>({ operation: 'list_case_documents', method: 'GET', path: `/api/v1/cases/${encodeURIComponent(args.path.id)}/documents`, query: args.query, headers: args.headers }),
    /** What happened in a case of mine, the latest first. Reading it from its start marks it as seen. */
    listCaseTimeline: (args: { path: { id: string }; query?: { after?: string; limit?: number }; headers?: Record<string, string> }) =>
      send<List_CaseEntry>({ operation: 'list_case_timeline', method: 'GET', path: `/api/v1/cases/${encodeURIComponent(args.path.id)}/timeline`, query: args.query, headers: args.headers }),
    /** My cases, the latest registered first. */
    listCases: (args: { query?: { state?: string; q?: string; after?: string; limit?: number }; headers?: Record<string, string> } = {}) =>
      send<List_CaseItem>({ operation: 'list_cases', method: 'GET', path: '/api/v1/cases', query: args.query, headers: args.headers }),
    /** The kinds of dispute with the rule of the day of filing applied. */
    listCauses: (args: { query?: { on?: string }; headers?: Record<string, string> } = {}) =>
      send<CauseList>({ operation: 'list_causes', method: 'GET', path: '/api/v1/causes', query: args.query, headers: args.headers }),
    /** All I have agreed to and withdrawn, the latest first. */
    listConsents: (args: { query?: { after?: string; limit?: number }; headers?: Record<string, string> } = {}) =>
      send<List_ConsentEntry>({ operation: 'list_consents', method: 'GET', path: '/api/v1/me/consents', query: args.query, headers: args.headers }),
    /** Papers that the court sent me, the latest first. */
    listDeliveries: (args: { query?: { case_id?: string; state?: string; after?: string; limit?: number }; headers?: Record<string, string> } = {}) =>
      send<List_DeliveryItem>({ operation: 'list_deliveries', method: 'GET', path: '/api/v1/deliveries', query: args.query, headers: args.headers }),
    /** Where I am logged in, the latest log-in first. */
    listDevices: (args: { query?: { after?: string; limit?: number }; headers?: Record<string, string> } = {}) =>
      send<List_Device>({ operation: 'list_devices', method: 'GET', path: '/api/v1/me/devices', query: args.query, headers: args.headers }),
    /** My fee notices, the latest first. */
    listFeeNotices: (args: { query?: { filing_id?: string; case_id?: string; after?: string; limit?: number }; headers?: Record<string, string> } = {}) =>
      send<List_FeeNotice>({ operation: 'list_fee_notices', method: 'GET', path: '/api/v1/fee-notices', query: args.query, headers: args.headers }),
    /** My filings, the latest first. */
    listFilings: (args: { query?: { state?: string; after?: string; limit?: number }; headers?: Record<string, string> } = {}) =>
      send<List_FilingItem>({ operation: 'list_filings', method: 'GET', path: '/api/v1/filings', query: args.query, headers: args.headers }),
    /** The times to choose from, best first, each with its reasons. */
    listHearingSlots: (args: { path: { id: string }; headers?: Record<string, string> }) =>
      send<SlotList>({ operation: 'list_hearing_slots', method: 'GET', path: `/api/v1/hearings/${encodeURIComponent(args.path.id)}/slots`, headers: args.headers }),
    /** Hearings of my cases, the latest planned first. */
    listHearings: (args: { query?: { case_id?: string; after?: string; limit?: number }; headers?: Record<string, string> } = {}) =>
      send<List_Hearing>({ operation: 'list_hearings', method: 'GET', path: '/api/v1/hearings', query: args.query, headers: args.headers }),
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
    /** Puts my photos together as one PDF, a new file of mine. */
    makePhotoBook: (args: { body: BookBody; headers?: Record<string, string> }) =>
      send<Upload>({ operation: 'make_photo_book', method: 'POST', path: '/api/v1/uploads/photo-book', body: args.body, idempotent: true, headers: args.headers }),
    /** Marks the times that don't suit, before a date is set. They are weighed; the court decides. */
    markUnavailable: (args: { path: { id: string }; body: MarkUnavailable; headers?: Record<string, string> }) =>
      send<Hearing>({ operation: 'mark_unavailable', method: 'POST', path: `/api/v1/hearings/${encodeURIComponent(args.path.id)}/unavailable`, body: args.body, idempotent: true, headers: args.headers }),
    /** The paper is on my screen. The first time is kept; at an address that the court found it is proof of reading (OLR 31(2)2). */
    openDelivery: (args: { path: { id: string }; body: DeliveryNothing; headers?: Record<string, string> }) =>
      send<Delivery>({ operation: 'open_delivery', method: 'POST', path: `/api/v1/deliveries/${encodeURIComponent(args.path.id)}/open`, body: args.body, headers: args.headers }),
    /** Begins a transfer in parts. It waits for its parts for 48 hours. */
    openUploadSession: (args: { body: UploadSessionBody; headers?: Record<string, string> }) =>
      send<UploadSession>({ operation: 'open_upload_session', method: 'POST', path: '/api/v1/uploads/sessions', body: args.body, idempotent: true, headers: args.headers }),
    /** Sends the next part: raw bytes from `offset` on. A part counts whole or not at all. */
    putUploadChunk: (args: { path: { id: string }; query: { offset: number }; body: unknown; headers?: Record<string, string> }) =>
      send<Received>({ operation: 'put_upload_chunk', method: 'PUT', path: `/api/v1/uploads/sessions/${encodeURIComponent(args.path.id)}`, query: args.query, body: args.body, headers: args.headers }),
    /** Marks a message as read; reading it again changes nothing. */
    readNotice: (args: { path: { id: string }; headers?: Record<string, string> }) =>
      send<Notice>({ operation: 'read_notice', method: 'POST', path: `/api/v1/notices/${encodeURIComponent(args.path.id)}/read`, headers: args.headers }),
    /** How far a transfer is, to go on after the phone was closed. */
    readUploadSession: (args: { path: { id: string }; headers?: Record<string, string> }) =>
      send<UploadSession>({ operation: 'read_upload_session', method: 'GET', path: `/api/v1/uploads/sessions/${encodeURIComponent(args.path.id)}`, headers: args.headers }),
    /** Takes a filing back to the drafts, as long as nobody at the court has opened it. */
    recallFiling: (args: { path: { id: string }; body: Nothing; headers?: Record<string, string> }) =>
      send<Filing>({ operation: 'recall_filing', method: 'POST', path: `/api/v1/filings/${encodeURIComponent(args.path.id)}/recall`, body: args.body, headers: args.headers }),
    /** Records what I answered in WeChat's dialog. One acceptance is one message. */
    recordSubscriptions: (args: { body: SubscriptionBody; headers?: Record<string, string> }) =>
      send<SubscriptionsRecorded>({ operation: 'record_subscriptions', method: 'POST', path: '/api/v1/me/subscriptions', body: args.body, idempotent: true, headers: args.headers }),
    /** A new pair of tokens for a refresh token. */
    refreshSession: (args: { body: RefreshBody; headers?: Record<string, string> }) =>
      send<LogIn>({ operation: 'refresh_session', method: 'POST', path: '/api/v1/auth/refresh', body: args.body, headers: args.headers }),
    /** Asks for another date, with the reason and what proves it. Until a judge decides the date stands. */
    requestHearingChange: (args: { path: { id: string }; body: RequestReschedule; headers?: Record<string, string> }) =>
      send<Hearing>({ operation: 'request_hearing_change', method: 'POST', path: `/api/v1/hearings/${encodeURIComponent(args.path.id)}/request-reschedule`, body: args.body, idempotent: true, headers: args.headers }),
    /** Hands in the corrected filing; a new seven days run from the next day (OLR 9(2)). */
    resubmitFiling: (args: { path: { id: string }; body: ResubmitBody; headers?: Record<string, string> }) =>
      send<Filing>({ operation: 'resubmit_filing', method: 'POST', path: `/api/v1/filings/${encodeURIComponent(args.path.id)}/resubmit`, body: args.body, idempotent: true, headers: args.headers }),
    /** Saves the content; part-filled is fine. A stale `If-Match` is told, never swallowed. */
    saveFiling: (args: { path: { id: string }; body: SaveBody; headers?: Record<string, string> }) =>
      send<Filing>({ operation: 'save_filing', method: 'PUT', path: `/api/v1/filings/${encodeURIComponent(args.path.id)}`, body: args.body, headers: args.headers }),
    /** Changes my preferences. A stale `If-Match` is told, never swallowed. */
    setPreferences: (args: { body: Preferences; headers?: Record<string, string> }) =>
      send<Preferences>({ operation: 'set_preferences', method: 'PUT', path: '/api/v1/me/preferences', body: args.body, headers: args.headers }),
    /** I sign for it: a reply, which serves whatever the address (OLR 31(2)1; CPL 100 for a mediation statement). */
    signDeliveryReceipt: (args: { path: { id: string }; body: DeliveryNothing; headers?: Record<string, string> }) =>
      send<Delivery>({ operation: 'sign_delivery_receipt', method: 'POST', path: `/api/v1/deliveries/${encodeURIComponent(args.path.id)}/receipt`, body: args.body, headers: args.headers }),
    /** Gives the filing to the court: a voucher at once, and the seven days begin. */
    submitFiling: (args: { path: { id: string }; body: Nothing; headers?: Record<string, string> }) =>
      send<Submitted>({ operation: 'submit_filing', method: 'POST', path: `/api/v1/filings/${encodeURIComponent(args.path.id)}/submit`, body: args.body, idempotent: true, headers: args.headers }),
    /** Sends a video in which I read the digits aloud, with photos of my paper. Staff look at it, usually within one working day; I am told the outcome. While one is pending, that one is the answer. Without digits that were asked for before, the clerk sees that none could be read. */
    submitVideoReview: (args: { body: VideoReviewBody; headers?: Record<string, string> }) =>
      send<VideoReviewSubmitted>({ operation: 'submit_video_review', method: 'POST', path: '/api/v1/me/video-review', body: args.body, idempotent: true, headers: args.headers }),
    /** Withdraws a filing that has no case number yet: no fee, no ruling. */
    withdrawFiling: (args: { path: { id: string }; body: WithdrawBody; headers?: Record<string, string> }) =>
      send<Filing>({ operation: 'withdraw_filing', method: 'POST', path: `/api/v1/filings/${encodeURIComponent(args.path.id)}/withdraw-filing`, body: args.body, headers: args.headers }),
  }
}

export type Client = ReturnType<typeof createClient>
