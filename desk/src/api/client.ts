// Generated from openapi.json by scripts/generate-client.mjs. Do not edit: run `npm run client`.

export type AcceptBody = {
  procedure: string
  /** Type code of the number: 民初, or 行初. */
  type: string
}

export type Accepted = {
  case_id: string
  case_number: string
  fee_notice?: FeeNotice | null
}

/** For whom the person acts. */
export type ActingFor = "self" | "ward" | "organisation"

export type AmountNeeded = "required" | "optional" | "none"

/** An answer to a guide's question: words, yes or no, or fen. */
export type Answer = boolean | number | string

export type ApproveBody = {
  checks: VideoChecks
  /** Moves the account that has proved this number to the WeChat that sent the video. */
  move_account?: boolean
}

export type AssociationCode = {
  /** Only when no SMS can be sent: to be put into the letter. */
  code?: string | null
  expires_at: string
  /** The last four of the phone that it goes to. */
  sent_to_masked?: string | null
}

export type AssociationCodeBody = {
  party_id: string
}

/** How surely we know who somebody is (domain.md 2). */
export type Assurance = "L0" | "L1" | "L2" | "L3" | "L4"

export type Away = {
  /** The last day away, or null: here again. */
  until?: string | null
}

export type BenchBody = {
  clerk_id?: string | null
  judge_id: string
}

/** What keeps a judge or clerk from sitting. */
export type BlockKind = "leave" | "other_work"

export type CalendarHearing = {
  case_number: string
  courtroom?: Courtroom | null
  ends_at: string
  id: string
  starts_at: string
  state: string
  state_words: string
}

export type CancelHearing = {
  ground: HearingCancelGround
  note?: string | null
}

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

export type CaseBench = {
  clerk?: string | null
  judge: string
}

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

/** A party as the clerk chooses addressees. */
export type CaseRecipient = {
  consent: string
  consent_words: string
  /** Whether electronic service was agreed to; null while nothing is known. */
  electronic?: boolean | null
  /** Somebody acts for the party in the app. */
  joined: boolean
  name: string
  party_id: string
  phone_masked?: string | null
  side: string
  side_words: string
}

export type CaseRecipients = {
  items: CaseRecipient[]
}

/** Questions, claims and evidence that usually belong to a cause, in the caller's language. */
export type CauseGuide = {
  cause: string
  claims: GuideClaim[]
  elements: GuideElement[]
  evidence: GuideEvidence[]
  title: string
}

export type ClockLevel = "calm" | "soon" | "near" | "today" | "over"

/** A member of staff by name. */
export type Colleague = {
  id: string
  name: string
}

export type ColleagueView = {
  away: boolean
  away_until?: string | null
  id: string
  name: string
}

export type Colleagues = {
  items: ColleagueView[]
  /** Always null: the list is one page. */
  next?: string | null
}

export type ConfirmHearing = {
  /** All parties waived the rest of the evidence period. */
  evidence_waived?: boolean
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

export type CorrectionBody = {
  /** Days for correcting, counted from the next day. */
  due_days: number
  items: CorrectionItem[]
  /** Of a second notice: these defects came with the resubmission (OLR 9 allows no other). */
  new_defects?: boolean
}

/** One thing to correct. */
export type CorrectionItem = {
  /** JSON Pointer into the content. */
  pointer: string
  /** What to change, in words the person understands. */
  text: string
}

export type CorrectionItemView = {
  pointer: string
  /** The page of the wizard that it is on. */
  step: FilingStep
  text: string
}

/** The receipt of the cash desk. */
export type CounterPayment = {
  /** Number of the receipt, 1 to 40 characters. */
  receipt_no: string
}

/** A courtroom, with a wall or on a screen. */
export type Courtroom = {
  capacity: number
  enabled: boolean
  id: string
  name: string
  online: boolean
}

export type DeadOutcome = "failed" | "unknown"

export type DeadlineList = {
  items: CaseDeadline[]
  /** Always null: the list is one page. */
  next?: string | null
}

/** What an act carries besides its name. Each event takes what it needs. */
export type DeliveryAct = {
  /** `rebut-date`: the arrival in the recipient's own system, as proved (Interp. 135). */
  arrived_at?: string | null
  ground?: Rebutted | null
  how?: Hand | null
  /** `delivered`: the day of the receipt. `whereabouts-unknown`: the day of the last publication. */
  on?: string | null
  /** `whereabouts-unknown`: no domicile in PRC territory, sixty days. */
  outside_prc?: boolean | null
  /** Why; kept in the file. */
  reason?: string | null
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

/** A service as the desk sees it: a row of the ledger. */
export type DeskDelivery = DeliveryItem & ({
  /** Events that staff can cause now. */
  allowed: string[]
  attempts: DeliveryAttempt[]
  basis: string
  certified: boolean
  /** The ground of consent (OLR 29): `express`, `address_offered`, `none`, `refused`, ... */
  consent: string
  consent_words: string
  /** Somebody acts for the party in the app. */
  joined: boolean
  note?: string | null
  party_id: string
  party_name: string
  side: string
  side_words: string
  version: number
})

/** A filing as the desk sees it: what its person sees, and what staff need beside it. */
export type DeskFiling = Filing & ({
  /** Acts that are listed for this state and this person, in kebab-case, as in their addresses. */
  allowed: string[]
  draft_correction?: DraftCorrection | null
  duplicates: LikelyDuplicate[]
  escalation: number
  fees: FeesByProcedure
  flags: string[]
  identity: FilerIdentity
  jurisdiction: FilingJurisdiction
  papers: FilingPaper[]
  procedure_advice: ProcedureAdvice
  reviewer?: Colleague | null
})

export type DeskFilingItem = {
  case_number?: string | null
  cause?: string | null
  cause_words?: string | null
  claimed_fen: number
  clock?: ReviewClock | null
  corrections: number
  /** 0, or the day of the clock that was called out: 5, 7. */
  escalation: number
  /** `duplicate`, `resubmitted`, `minor`: hints that decide nothing. */
  flags: string[]
  id: string
  receipt_no?: string | null
  received_at?: string | null
  review_due?: string | null
  reviewer?: Colleague | null
  state: string
  state_words: string
  submitted_at?: string | null
  title: string
  version: number
}

/** A hearing as the desk sees it. */
export type DeskHearing = Hearing & ({
  answers: HearingAnswer[]
  clerk?: string | null
  clerk_id?: string | null
  ground?: string | null
  judge_id: string
  /** Last day for the next date after a continuance. */
  next_by?: string | null
  reason?: string | null
  request?: HearingRequest | null
  slots: HearingSlot[]
  summoned_at?: string | null
  /** Rounds of proposals that ended without a common time. */
  unanswered_rounds: number
})

export type DeskQueue = {
  counts: FilingCounts
  items: DeskFilingItem[]
  next?: string | null
}

/** Rooms of the desk. */
export type DeskRoom = "filing" | "cases" | "fees" | "delivery" | "mediation" | "hearing" | "rulings" | "contact" | "identity" | "enforcement" | "archive" | "statistics" | "outbox" | "audit"

export type DeskSession = {
  access_token: string
  /** Seconds. */
  expires_in: number
  staff: Staff
  token_type: string
}

export type Difference = {
  day: string
  found_at: string
  id: string
  kind: DifferenceKind
  note?: string | null
  our_fen?: number | null
  payment_id?: string | null
  /** Order or refund number. */
  reference: string
  settled_at?: string | null
  /** `bill`, `notice`, `query` or `refund`: where it was seen. */
  source: string
  their_fen?: number | null
}

/** What does not agree between WeChat Pay and the court. */
export type DifferenceKind = "missing_here" | "missing_there" | "amount_differs" | "refund_missing_here" | "refund_missing_there" | "refund_amount_differs" | "wrong_amount" | "wrong_merchant" | "wrong_app" | "wrong_currency" | "unknown_order" | "second_transaction" | "refund_stuck" | "refund_at_counter"

export type DraftCorrection = {
  due_days: number
  items: CorrectionItem[]
  saved_at: string
  saved_by: Colleague
}

export type DraftCorrectionBody = {
  due_days: number
  items: CorrectionItem[]
}

export type ElementKind = "text" | "long_text" | "date" | "money_fen" | "choice" | "yes_no"

/** The person's word on an item that cannot be changed. */
export type Explanation = {
  pointer: string
  text: string
}

export type FactsGiven = {
  /** Answers to the questions of the cause's guide, by key. */
  elements?: {
    [name: string]: Answer
  }
  /** What happened, in the person's own words. */
  summary?: string | null
}

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

/** The court fee in fen by procedure. */
export type FeesByProcedure = {
  ordinary?: number | null
  simplified?: number | null
  small_claims?: number | null
}

/** How surely the court knows who files. */
export type FilerIdentity = {
  assurance: Assurance
  /** The first plaintiff, or its representative, is the verified person. */
  matches: boolean
  minor: boolean
  name: string
}

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

/** How many are in each part of the work. */
export type FilingCounts = {
  corrected: number
  due_today: number
  fee_due: number
  mediation: number
  mine: number
  ruling: number
  to_do: number
  unclaimed: number
  waiting: number
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

export type FilingPaper = {
  /** An upload's id, or `complaint`, `correction`, `notice`. */
  id: string
  /** `complaint`, `evidence`, `identity`, `guardianship`, `signature`, `correction`, `notice`. */
  kind: string
  media_type: string
  name: string
  pages?: number | null
  /** Pointer into the content that it belongs to. */
  pointer?: string | null
  proves?: string | null
  sha256?: string | null
  size?: number | null
  thumb_url?: string | null
  url: string
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

/** Why the court fixes a time without asking. */
export type FixGround = "urgent" | "parties_silent"

export type FixHearing = {
  courtroom_id: string
  /** All parties waived the rest of the evidence period. */
  evidence_waived?: boolean
  ground: FixGround
  /** Why it is urgent; asked for with `urgent`. */
  note?: string | null
  /** On a quarter of an hour, on a working day within the court's hours. */
  starts_at: string
}

export type Gender = "male" | "female"

export type GrantChange = {
  /** The parties agree to a later date; lifts it too. */
  consent?: boolean
  /** Lifts the limit of a month to the next date (Delay19 5). */
  force_majeure?: boolean
  note?: string | null
  /** The president's approval, asked for with an `other` ground. */
  president_approval?: string | null
}

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

export type Hand = "direct" | "post" | "left"

export type HandOverBody = {
  /** A colleague, or null: back to the common pile. */
  to?: string | null
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

export type HearingAnswer = {
  at: string
  side: string
  slot_id?: string | null
  unavailable: HearingTimeRange[]
}

/** Why no hearing is held. */
export type HearingCancelGround = "settled" | "withdrawn" | "suspended"

/** Where a hearing is held. */
export type HearingMode = "online" | "offline"

export type HearingNote = {
  note?: string | null
}

export type HearingRequest = {
  asked_at: string
  ground: string
  ground_words: string
  note?: string | null
  proof: string[]
  reason: string
  side: string
  /** `open`, `granted`, `refused`. */
  state: string
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

/** Papers that a person can show. Names as in the number check. */
export type IdKind = "prc_resident_id" | "foreign_permanent_resident_2023" | "hk_macao_travel_permit" | "taiwan_travel_permit" | "hk_mo_tw_residence_permit" | "passport"

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
export type List_Courtroom = {
  items: {
    capacity: number
    enabled: boolean
    id: string
    name: string
    online: boolean
  }[]
  /** Give it as `after` for the next page; null on the last one. */
  next?: string | null
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

/** One page of a list. */
export type List_DeskDelivery = {
  items: (DeliveryItem & ({
    /** Events that staff can cause now. */
    allowed: string[]
    attempts: DeliveryAttempt[]
    basis: string
    certified: boolean
    /** The ground of consent (OLR 29): `express`, `address_offered`, `none`, `refused`, ... */
    consent: string
    consent_words: string
    /** Somebody acts for the party in the app. */
    joined: boolean
    note?: string | null
    party_id: string
    party_name: string
    side: string
    side_words: string
    version: number
  }))[]
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

/** One page of a list. */
export type List_Reconciliation = {
  items: ({
    day: string
    differences: number
    last_error?: string | null
    our_count: number
    our_fen: number
    ran_at?: string | null
    state: ReconciliationState
    /** Payments in the bill, and their sum. */
    their_count: number
    their_fen: number
    unsettled: number
  })[]
  /** Give it as `after` for the next page; null on the last one. */
  next?: string | null
}

/** One page of a list. */
export type List_VideoReviewItem = {
  items: ({
    decided_at?: string | null
    id: string
    id_number_masked?: string | null
    id_type?: IdKind | null
    name?: string | null
    /** The person was given no digits to read, so nothing in the video tells when it was made. */
    no_phrase: boolean
    reason?: string | null
    reviewer?: Colleague | null
    state: ReviewState
    submitted_at: string
  })[]
  /** Give it as `after` for the next page; null on the last one. */
  next?: string | null
}

/** Whether to talk with a mediator first (OMR 4: voluntary). */
export type MediationWish = "accept" | "decline" | "unsure"

export type MoveDay = {
  consent?: boolean
  day: string
  force_majeure?: boolean
  judge_id: string
  /** Why; the parties read it. */
  note: string
  /** Asked for when a request with an `other` ground is open that day. */
  president_approval?: string | null
}

export type MovedDay = {
  moved: MovedOne[]
}

export type MovedOne = {
  case_number: string
  /** The state it was in. */
  from: string
  id: string
}

export type NewCourtroom = {
  /** People who fit, 2 to 10,000. */
  capacity: number
  name: string
  online: boolean
}

export type NewDeliveries = {
  document_ids: string[]
  party_ids: string[]
  /** Sends at once what can be sent; what waits for an address or for joining stays prepared. */
  send?: boolean
}

export type NewHearing = {
  case_id: string
  clerk_id?: string | null
  /** 15 to 240, in quarters of an hour. */
  duration_min: number
  judge_id: string
  mode: HearingMode
  /** Open to the public and on the cause list; true when left out. */
  public?: boolean | null
}

export type NewStaffBlock = {
  from: string
  kind: BlockKind
  note?: string | null
  staff_id: string
  /** Exclusive; at most 31 days on. */
  to: string
}

export type NextEvent = {
  /** Exclusive: the first moment that is too late. */
  at: string
  what: string
  words: string
}

/** An empty object: acts that need no more than themselves. Whatever else is sent is refused. */
export type Nothing = Record<string, unknown>

/** Why a hearing goes from the screen to the courtroom (OLR 5, 21). */
export type OfflineGround = "party_refuses" | "no_means" | "check_in_court" | "complex" | "secrecy" | "public_attention" | "other"

export type PaymentBrief = {
  id: string
  state: PaymentState
}

export type PaymentState = "created" | "open" | "paid" | "closed" | "refunding" | "refunded"

export type PostponeHearing = {
  consent?: boolean
  force_majeure?: boolean
  ground: ContinuanceGround
  note: string
}

export type PreparedDeliveries = {
  items: DeskDelivery[]
}

export type ProcedureAdvice = {
  procedure: string
  reasons: string[]
}

export type ProposeSlots = {
  /** How many, 1 to 20; 6 when left out. */
  count?: number | null
  /** In this courtroom alone. */
  courtroom_id?: string | null
  /** Not before this day. */
  from?: string | null
  /** Days to answer, 1 to 15; 3 when left out. */
  reply_days?: number | null
  /** Not after this day. */
  to?: string | null
}

/** What a file is for. */
export type Purpose = "evidence" | "identity" | "signature" | "video_review" | "attachment"

export type ReasonBody = {
  /** Told to the person, word for word. */
  reason: string
}

export type Rebutted = "system_error" | "not_own_address" | "not_read_by_self"

/** A day with what does not agree. */
export type ReconciledDay = Reconciliation & {
  items: Difference[]
}

/** One day of WeChat Pay's bill held against ours. */
export type Reconciliation = {
  day: string
  differences: number
  last_error?: string | null
  our_count: number
  our_fen: number
  ran_at?: string | null
  state: ReconciliationState
  /** Payments in the bill, and their sum. */
  their_count: number
  their_fen: number
  unsettled: number
}

export type ReconciliationState = "waiting" | "done"

export type RefuseBody = {
  /** The person reads it. */
  reason: string
}

export type RefuseChange = {
  /** Why; the party reads it. */
  note: string
}

/** How the guardian stands to the ward. */
export type Relation = "parent" | "spouse" | "adult_child" | "other_relative" | "appointed"

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

/** The court's roles (domain.md 7). Each sees the rooms of its work alone; an administrator no case content. */
export type Role = "filing_clerk" | "judge" | "peoples_assessor" | "judge_assistant" | "court_clerk" | "enforcement_judge" | "division_head" | "archivist" | "administrator" | "auditor" | "mediator"

export type RulingBody = {
  /** 本院经审查认为; stands in the ruling word for word. */
  reasons: string
}

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

export type SessionBody = {
  password: string
  /** Six digits of the authenticator (RFC 6238). */
  totp: string
  username: string
}

/** What was found out about a difference. */
export type Settlement = {
  /** 1 to 500 characters. */
  note: string
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

export type StaffBlock = {
  from: string
  id: string
  kind: string
  note?: string | null
  staff_id: string
  /** Exclusive. */
  to: string
}

export type StaffCalendar = {
  blocks: StaffBlock[]
  hearings: CalendarHearing[]
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

export type ToOffline = {
  courtroom_id: string
  ground: OfflineGround
  note: string
}

/** What the clerk has compared. */
export type VideoChecks = {
  /** The paper is valid, and its name and number are those claimed. */
  document_valid: boolean
  /** Face in the video and on the paper. */
  face_matches: boolean
  /** The digits were read aloud. */
  phrase_read: boolean
}

/** A review as the clerk decides on it. */
export type VideoReviewAtDesk = VideoReviewItem & ({
  born_on?: string | null
  /** The files are erased, some time after the decision. */
  erased: boolean
  /** Whole, to be compared with the paper; null once decided. */
  id_number?: string | null
  minor: boolean
  /** Another WeChat has proved this number: approve with `move_account` once it is surely the same person. */
  number_in_use: boolean
  /** Digits that must be heard in the video; empty when none were given. */
  phrase: string
  uploads: VideoReviewFile[]
})

export type VideoReviewFile = {
  id: string
  media_type: string
  name: string
  pages?: number | null
  purpose: Purpose
  /** Bytes. */
  size: number
  /** Of the content. */
  url: string
}

/** A review in the desk's list. */
export type VideoReviewItem = {
  decided_at?: string | null
  id: string
  id_number_masked?: string | null
  id_type?: IdKind | null
  name?: string | null
  /** The person was given no digits to read, so nothing in the video tells when it was made. */
  no_phrase: boolean
  reason?: string | null
  reviewer?: Colleague | null
  state: ReviewState
  submitted_at: string
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
    /** Accepts the filing: the case is registered, numbered, and its fee notice goes out (CPL 126; Reg15 8). */
    acceptFiling: (args: { path: { id: string }; body: AcceptBody; headers?: Record<string, string> }) =>
      send<Accepted>({ operation: 'accept_filing', method: 'POST', path: `/api/v1/desk/filings/${encodeURIComponent(args.path.id)}/accept`, body: args.body, headers: args.headers }),
    /** Registers first what could not be decided within the seven days (Reg15 8). The system only alerts; a clerk acts. */
    acceptUndecidedAtLimit: (args: { path: { id: string }; body: AcceptBody; headers?: Record<string, string> }) =>
      send<Accepted>({ operation: 'accept_undecided_at_limit', method: 'POST', path: `/api/v1/desk/filings/${encodeURIComponent(args.path.id)}/accept-undecided-at-limit`, body: args.body, headers: args.headers }),
    /** An act of staff on one service: `ask-consent`, `use-found-address`, `send`, `no-response`, `rebut`, `rebut-date`, `resend`, `give-up`, `delivered`, `whereabouts-unknown`, `close-file`, `cancel`. */
    actOnDelivery: (args: { path: { id: string; event: string }; body: DeliveryAct; headers?: Record<string, string> }) =>
      send<DeskDelivery>({ operation: 'act_on_delivery', method: 'POST', path: `/api/v1/desk/deliveries/${encodeURIComponent(args.path.id)}/${encodeURIComponent(args.path.event)}`, body: args.body, headers: args.headers }),
    /** Adds a courtroom. */
    addCourtroom: (args: { body: NewCourtroom; headers?: Record<string, string> }) =>
      send<Courtroom>({ operation: 'add_courtroom', method: 'POST', path: '/api/v1/desk/courtrooms', body: args.body, idempotent: true, headers: args.headers }),
    /** The person is who they say: face, digits and paper agree. They are L3. */
    approveVideoReview: (args: { path: { id: string }; body: ApproveBody; headers?: Record<string, string> }) =>
      send<VideoReviewItem>({ operation: 'approve_video_review', method: 'POST', path: `/api/v1/desk/video-reviews/${encodeURIComponent(args.path.id)}/approve`, body: args.body, headers: args.headers }),
    /** Keeps a time free of hearings. 409 with their ids while some lie in it. */
    blockStaffTime: (args: { body: NewStaffBlock; headers?: Record<string, string> }) =>
      send<StaffBlock>({ operation: 'block_staff_time', method: 'POST', path: '/api/v1/desk/calendar/blocks', body: args.body, idempotent: true, headers: args.headers }),
    /** No hearing is held: the parties settled, the claim was withdrawn, or the case is suspended. */
    cancelHearing: (args: { path: { id: string }; body: CancelHearing; headers?: Record<string, string> }) =>
      send<DeskHearing>({ operation: 'cancel_hearing', method: 'POST', path: `/api/v1/desk/hearings/${encodeURIComponent(args.path.id)}/cancel`, body: args.body, idempotent: true, headers: args.headers }),
    /** Takes a filing off the common pile. The clock does not wait for it. One that a colleague has taken needs `If-Match`. */
    claimFiling: (args: { path: { id: string }; body: Nothing; headers?: Record<string, string> }) =>
      send<DeskFiling>({ operation: 'claim_filing', method: 'POST', path: `/api/v1/desk/filings/${encodeURIComponent(args.path.id)}/claim`, body: args.body, headers: args.headers }),
    /** Logs out of the desk. */
    closeDeskSession: (args: { headers?: Record<string, string> } = {}) =>
      send<void>({ operation: 'close_desk_session', method: 'DELETE', path: '/api/v1/desk/session', headers: args.headers }),
    /** Confirms the time that the parties chose: summons, notices, and the case is ready for its hearing. */
    confirmHearing: (args: { path: { id: string }; body: ConfirmHearing; headers?: Record<string, string> }) =>
      send<DeskHearing>({ operation: 'confirm_hearing', method: 'POST', path: `/api/v1/desk/hearings/${encodeURIComponent(args.path.id)}/confirm`, body: args.body, idempotent: true, headers: args.headers }),
    /** Begins the planning of a case's next hearing. */
    createHearing: (args: { body: NewHearing; headers?: Record<string, string> }) =>
      send<DeskHearing>({ operation: 'create_hearing', method: 'POST', path: '/api/v1/desk/hearings', body: args.body, idempotent: true, headers: args.headers }),
    /** Hands a case without a prepayment on to the bench (Decree 20: labour remuneration; or no fee at all). */
    docketWithoutPrepayment: (args: { path: { id: string }; body: ReasonBody; headers?: Record<string, string> }) =>
      send<DeskFiling>({ operation: 'docket_without_prepayment', method: 'POST', path: `/api/v1/desk/filings/${encodeURIComponent(args.path.id)}/no-prepayment`, body: args.body, headers: args.headers }),
    /** Takes the proposals, or the time that was chosen, back: it is planned anew. */
    dropHearingTime: (args: { path: { id: string }; body: HearingNote; headers?: Record<string, string> }) =>
      send<DeskHearing>({ operation: 'drop_hearing_time', method: 'POST', path: `/api/v1/desk/hearings/${encodeURIComponent(args.path.id)}/drop`, body: args.body, idempotent: true, headers: args.headers }),
    /** Fixes a time without asking (again): the court may, where it is urgent or the parties were silent. */
    fixHearingDirectly: (args: { path: { id: string }; body: FixHearing; headers?: Record<string, string> }) =>
      send<DeskHearing>({ operation: 'fix_hearing_directly', method: 'POST', path: `/api/v1/desk/hearings/${encodeURIComponent(args.path.id)}/fix-directly`, body: args.body, idempotent: true, headers: args.headers }),
    /** The guide of a cause: what to ask, what is usually claimed and shown. */
    getCauseGuide: (args: { path: { cause: string }; headers?: Record<string, string> }) =>
      send<CauseGuide>({ operation: 'get_cause_guide', method: 'GET', path: `/api/v1/filings/cause-guides/${encodeURIComponent(args.path.cause)}`, headers: args.headers }),
    /** A case at the desk. */
    getDeskCase: (args: { path: { id: string }; headers?: Record<string, string> }) =>
      send<Case>({ operation: 'get_desk_case', method: 'GET', path: `/api/v1/desk/cases/${encodeURIComponent(args.path.id)}`, headers: args.headers }),
    /** Reads a document of a case, at the desk. */
    getDeskCaseDocumentContent: (args: { path: { id: string; document_id: string }; headers?: Record<string, string> }) =>
      send<void>({ operation: 'get_desk_case_document_content', method: 'GET', path: `/api/v1/desk/cases/${encodeURIComponent(args.path.id)}/documents/${encodeURIComponent(args.path.document_id)}/content`, headers: args.headers }),
    /** One service, at the desk. */
    getDeskDelivery: (args: { path: { id: string }; headers?: Record<string, string> }) =>
      send<DeskDelivery>({ operation: 'get_desk_delivery', method: 'GET', path: `/api/v1/desk/deliveries/${encodeURIComponent(args.path.id)}`, headers: args.headers }),
    /** The same, for the case file. */
    getDeskDeliveryCertificate: (args: { path: { id: string }; headers?: Record<string, string> }) =>
      send<void>({ operation: 'get_desk_delivery_certificate', method: 'GET', path: `/api/v1/desk/deliveries/${encodeURIComponent(args.path.id)}/certificate.pdf`, headers: args.headers }),
    /** A filing with its papers, hints and open acts. */
    getDeskFiling: (args: { path: { id: string }; headers?: Record<string, string> }) =>
      send<DeskFiling>({ operation: 'get_desk_filing', method: 'GET', path: `/api/v1/desk/filings/${encodeURIComponent(args.path.id)}`, headers: args.headers }),
    /** A hearing with its slots, answers and requests; the `ETag` is for the next act. */
    getDeskHearing: (args: { path: { id: string }; headers?: Record<string, string> }) =>
      send<DeskHearing>({ operation: 'get_desk_hearing', method: 'GET', path: `/api/v1/desk/hearings/${encodeURIComponent(args.path.id)}`, headers: args.headers }),
    /** Who I am at the desk. */
    getDeskMe: (args: { headers?: Record<string, string> } = {}) =>
      send<Staff>({ operation: 'get_desk_me', method: 'GET', path: '/api/v1/desk/me', headers: args.headers }),
    /** One paper of a filing, to read at the desk. */
    getFilingPaper: (args: { path: { id: string; paper_id: string }; query?: { variant?: "original" | "reading" | "thumb" }; headers?: Record<string, string> }) =>
      send<void>({ operation: 'get_filing_paper', method: 'GET', path: `/api/v1/desk/filings/${encodeURIComponent(args.path.id)}/papers/${encodeURIComponent(args.path.paper_id)}/content`, query: args.query, headers: args.headers }),
    /** A day with its differences. */
    getReconciliation: (args: { path: { day: string }; headers?: Record<string, string> }) =>
      send<ReconciledDay>({ operation: 'get_reconciliation', method: 'GET', path: `/api/v1/desk/reconciliations/${encodeURIComponent(args.path.day)}`, headers: args.headers }),
    /** What a judge or clerk has to do, by day. */
    getStaffCalendar: (args: { query: { staff_id: string; from: string; to: string }; headers?: Record<string, string> }) =>
      send<StaffCalendar>({ operation: 'get_staff_calendar', method: 'GET', path: '/api/v1/desk/calendar', query: args.query, headers: args.headers }),
    /** One review with its files. While it is pending the whole number is shown, to be compared with the paper; each such look is recorded. */
    getVideoReviewAtDesk: (args: { path: { id: string }; headers?: Record<string, string> }) =>
      send<VideoReviewAtDesk>({ operation: 'get_video_review_at_desk', method: 'GET', path: `/api/v1/desk/video-reviews/${encodeURIComponent(args.path.id)}`, headers: args.headers }),
    /** A file of a review. */
    getVideoReviewFile: (args: { path: { id: string; upload_id: string }; query?: { variant?: "original" | "reading" | "thumb" }; headers?: Record<string, string> }) =>
      send<void>({ operation: 'get_video_review_file', method: 'GET', path: `/api/v1/desk/video-reviews/${encodeURIComponent(args.path.id)}/uploads/${encodeURIComponent(args.path.upload_id)}/content`, query: args.query, headers: args.headers }),
    /** Grants the request: the date is given up, and a new one is planned. */
    grantHearingChange: (args: { path: { id: string }; body: GrantChange; headers?: Record<string, string> }) =>
      send<DeskHearing>({ operation: 'grant_hearing_change', method: 'POST', path: `/api/v1/desk/hearings/${encodeURIComponent(args.path.id)}/grant`, body: args.body, idempotent: true, headers: args.headers }),
    /** Hands a filing to a colleague or back to the pile; also one of an absent colleague (wishes 14). */
    handOverFiling: (args: { path: { id: string }; body: HandOverBody; headers?: Record<string, string> }) =>
      send<DeskFiling>({ operation: 'hand_over_filing', method: 'POST', path: `/api/v1/desk/filings/${encodeURIComponent(args.path.id)}/hand-over`, body: args.body, headers: args.headers }),
    /** Issues a code to a party who has not joined. An earlier one of the same party ends. */
    issueAssociationCode: (args: { path: { id: string }; body: AssociationCodeBody; headers?: Record<string, string> }) =>
      send<AssociationCode>({ operation: 'issue_association_code', method: 'POST', path: `/api/v1/desk/cases/${encodeURIComponent(args.path.id)}/association-codes`, body: args.body, headers: args.headers }),
    /** Confirms that a correction did not come in time: the papers go back (IC18 7(2); Reg15 7). Never automatic. */
    lapseCorrection: (args: { path: { id: string }; body: ReasonBody; headers?: Record<string, string> }) =>
      send<DeskFiling>({ operation: 'lapse_correction', method: 'POST', path: `/api/v1/desk/filings/${encodeURIComponent(args.path.id)}/correction-lapsed`, body: args.body, headers: args.headers }),
    /** Gives a kept time free again. */
    liftStaffBlock: (args: { path: { id: string }; headers?: Record<string, string> }) =>
      send<void>({ operation: 'lift_staff_block', method: 'DELETE', path: `/api/v1/desk/calendar/blocks/${encodeURIComponent(args.path.id)}`, headers: args.headers }),
    /** The parties of a case as addressees: who has joined, and on what ground they can be served electronically. */
    listCaseRecipients: (args: { path: { id: string }; headers?: Record<string, string> }) =>
      send<CaseRecipients>({ operation: 'list_case_recipients', method: 'GET', path: `/api/v1/desk/cases/${encodeURIComponent(args.path.id)}/recipients`, headers: args.headers }),
    /** The people who work here, by role. */
    listColleagues: (args: { query?: { role?: Role }; headers?: Record<string, string> } = {}) =>
      send<Colleagues>({ operation: 'list_colleagues', method: 'GET', path: '/api/v1/desk/colleagues', query: args.query, headers: args.headers }),
    /** The courtrooms, the latest added first. */
    listCourtrooms: (args: { query?: { after?: string; limit?: number }; headers?: Record<string, string> } = {}) =>
      send<List_Courtroom>({ operation: 'list_courtrooms', method: 'GET', path: '/api/v1/desk/courtrooms', query: args.query, headers: args.headers }),
    /** Messages that could not be delivered, or of which nobody knows whether they were; the latest first. */
    listDeadLetters: (args: { query?: { after?: string; limit?: number }; headers?: Record<string, string> } = {}) =>
      send<List_DeadLetter>({ operation: 'list_dead_letters', method: 'GET', path: '/api/v1/desk/dead-letters', query: args.query, headers: args.headers }),
    /** The limits of a case, at the desk. */
    listDeskCaseDeadlines: (args: { path: { id: string }; headers?: Record<string, string> }) =>
      send<DeadlineList>({ operation: 'list_desk_case_deadlines', method: 'GET', path: `/api/v1/desk/cases/${encodeURIComponent(args.path.id)}/deadlines`, headers: args.headers }),
    /** The documents of a case, at the desk. */
    listDeskCaseDocuments: (args: { path: { id: string }; query?: { after?: string; limit?: number }; headers?: Record<string, string> }) =>
      send<List_CaseDocument>({ operation: 'list_desk_case_documents', method: 'GET', path: `/api/v1/desk/cases/${encodeURIComponent(args.path.id)}/documents`, query: args.query, headers: args.headers }),
    /** What happened in a case, at the desk. */
    listDeskCaseTimeline: (args: { path: { id: string }; query?: { after?: string; limit?: number }; headers?: Record<string, string> }) =>
      send<List_CaseEntry>({ operation: 'list_desk_case_timeline', method: 'GET', path: `/api/v1/desk/cases/${encodeURIComponent(args.path.id)}/timeline`, query: args.query, headers: args.headers }),
    /** The court's cases, the latest registered first. */
    listDeskCases: (args: { query?: { state?: string; q?: string; after?: string; limit?: number }; headers?: Record<string, string> } = {}) =>
      send<List_CaseItem>({ operation: 'list_desk_cases', method: 'GET', path: '/api/v1/desk/cases', query: args.query, headers: args.headers }),
    /** The ledger of service: all, of one case, or in one state; the latest first. */
    listDeskDeliveries: (args: { query?: { case_id?: string; state?: string; after?: string; limit?: number }; headers?: Record<string, string> } = {}) =>
      send<List_DeskDelivery>({ operation: 'list_desk_deliveries', method: 'GET', path: '/api/v1/desk/deliveries', query: args.query, headers: args.headers }),
    /** Fee notices at the desk, the latest first. */
    listDeskFeeNotices: (args: { query?: { state?: FeeNoticeState; q?: string; after?: string; limit?: number }; headers?: Record<string, string> } = {}) =>
      send<List_FeeNotice>({ operation: 'list_desk_fee_notices', method: 'GET', path: '/api/v1/desk/fee-notices', query: args.query, headers: args.headers }),
    /** The filings before the court, with their clocks; the nearest end first. */
    listDeskFilings: (args: { query?: { state?: string; q?: string; queue?: "to_do" | "due_today" | "unclaimed" | "mine" | "corrected" | "waiting" | "fee_due" | "mediation" | "ruling" | "all"; sort?: "due" | "received"; covering?: string; after?: string; limit?: number }; headers?: Record<string, string> } = {}) =>
      send<DeskQueue>({ operation: 'list_desk_filings', method: 'GET', path: '/api/v1/desk/filings', query: args.query, headers: args.headers }),
    /** The court's hearings, the latest planned first. */
    listDeskHearings: (args: { query?: { state?: string; judge_id?: string; case_id?: string; day?: string; after?: string; limit?: number }; headers?: Record<string, string> } = {}) =>
      send<List_Hearing>({ operation: 'list_desk_hearings', method: 'GET', path: '/api/v1/desk/hearings', query: args.query, headers: args.headers }),
    /** Days that were reconciled or have something to settle, the latest first. */
    listReconciliations: (args: { query?: { after?: string; limit?: number }; headers?: Record<string, string> } = {}) =>
      send<List_Reconciliation>({ operation: 'list_reconciliations', method: 'GET', path: '/api/v1/desk/reconciliations', query: args.query, headers: args.headers }),
    /** Videos to look at, those that wait longest first; of another state, the newest first. */
    listVideoReviews: (args: { query?: { state?: "none" | "pending" | "approved" | "refused"; after?: string; limit?: number }; headers?: Record<string, string> } = {}) =>
      send<List_VideoReviewItem>({ operation: 'list_video_reviews', method: 'GET', path: '/api/v1/desk/video-reviews', query: args.query, headers: args.headers }),
    /** Moves all hearings of a judge's day back to planning and keeps the day free. */
    moveHearingDay: (args: { body: MoveDay; headers?: Record<string, string> }) =>
      send<MovedDay>({ operation: 'move_hearing_day', method: 'POST', path: '/api/v1/desk/hearings/move-day', body: args.body, idempotent: true, headers: args.headers }),
    /** Moves an online hearing to a courtroom, at the same time (OLR 5, 21): a new summons with the new place. */
    moveHearingOffline: (args: { path: { id: string }; body: ToOffline; headers?: Record<string, string> }) =>
      send<DeskHearing>({ operation: 'move_hearing_offline', method: 'POST', path: `/api/v1/desk/hearings/${encodeURIComponent(args.path.id)}/to-offline`, body: args.body, idempotent: true, headers: args.headers }),
    /** Opens a session at the desk. One sentence for anything wrong; too many failures close the name for a while. */
    openDeskSession: (args: { body: SessionBody; headers?: Record<string, string> }) =>
      send<DeskSession>({ operation: 'open_desk_session', method: 'POST', path: '/api/v1/desk/session', body: args.body, headers: args.headers }),
    /** Opens the review. From now on it cannot be recalled; the clock goes on from receipt. */
    openReview: (args: { path: { id: string }; body: Nothing; headers?: Record<string, string> }) =>
      send<DeskFiling>({ operation: 'open_review', method: 'POST', path: `/api/v1/desk/filings/${encodeURIComponent(args.path.id)}/open-review`, body: args.body, headers: args.headers }),
    /** Puts a hearing off on a ground that the court found itself. */
    postponeHearing: (args: { path: { id: string }; body: PostponeHearing; headers?: Record<string, string> }) =>
      send<DeskHearing>({ operation: 'postpone_hearing', method: 'POST', path: `/api/v1/desk/hearings/${encodeURIComponent(args.path.id)}/postpone`, body: args.body, idempotent: true, headers: args.headers }),
    /** Prepares the service of papers on parties, and sends what can be sent. */
    prepareDeliveries: (args: { path: { id: string }; body: NewDeliveries; headers?: Record<string, string> }) =>
      send<PreparedDeliveries>({ operation: 'prepare_deliveries', method: 'POST', path: `/api/v1/desk/cases/${encodeURIComponent(args.path.id)}/deliveries`, body: args.body, idempotent: true, headers: args.headers }),
    /** Offers the parties the times with the fewest conflicts. */
    proposeHearingSlots: (args: { path: { id: string }; body: ProposeSlots; headers?: Record<string, string> }) =>
      send<DeskHearing>({ operation: 'propose_hearing_slots', method: 'POST', path: `/api/v1/desk/hearings/${encodeURIComponent(args.path.id)}/propose-slots`, body: args.body, idempotent: true, headers: args.headers }),
    /** Records a payment at the counter by its receipt. An order still open at WeChat Pay is closed; what comes by it all the same goes back. */
    recordCounterPayment: (args: { path: { id: string }; body: CounterPayment; headers?: Record<string, string> }) =>
      send<FeeNotice>({ operation: 'record_counter_payment', method: 'POST', path: `/api/v1/desk/fee-notices/${encodeURIComponent(args.path.id)}/record-counter-payment`, body: args.body, idempotent: true, headers: args.headers }),
    /** Refers the dispute to mediation before filing, if the plaintiff wants it (OMR 4, 24). */
    referPreMediation: (args: { path: { id: string }; body: Nothing; headers?: Record<string, string> }) =>
      send<DeskFiling>({ operation: 'refer_pre_mediation', method: 'POST', path: `/api/v1/desk/filings/${encodeURIComponent(args.path.id)}/refer-pre-mediation`, body: args.body, headers: args.headers }),
    /** A new access token for the cookie. */
    refreshDeskSession: (args: { headers?: Record<string, string> } = {}) =>
      send<DeskSession>({ operation: 'refresh_desk_session', method: 'POST', path: '/api/v1/desk/session/refresh', headers: args.headers }),
    /** Refuses the request: the online date stands. */
    refuseHearingChange: (args: { path: { id: string }; body: RefuseChange; headers?: Record<string, string> }) =>
      send<DeskHearing>({ operation: 'refuse_hearing_change', method: 'POST', path: `/api/v1/desk/hearings/${encodeURIComponent(args.path.id)}/refuse`, body: args.body, idempotent: true, headers: args.headers }),
    /** Refuses the request: the date in the courtroom stands. */
    refuseHearingChangeOffline: (args: { path: { id: string }; body: RefuseChange; headers?: Record<string, string> }) =>
      send<DeskHearing>({ operation: 'refuse_hearing_change_offline', method: 'POST', path: `/api/v1/desk/hearings/${encodeURIComponent(args.path.id)}/refuse-offline`, body: args.body, idempotent: true, headers: args.headers }),
    /** Refused, with a reason that the person reads. They may send another video. */
    refuseVideoReview: (args: { path: { id: string }; body: RefuseBody; headers?: Record<string, string> }) =>
      send<VideoReviewItem>({ operation: 'refuse_video_review', method: 'POST', path: `/api/v1/desk/video-reviews/${encodeURIComponent(args.path.id)}/refuse`, body: args.body, headers: args.headers }),
    /** The one full correction notice (OLR 9(2)): the clock stops until it is answered. */
    requestCorrection: (args: { path: { id: string }; body: CorrectionBody; headers?: Record<string, string> }) =>
      send<DeskFiling>({ operation: 'request_correction', method: 'POST', path: `/api/v1/desk/filings/${encodeURIComponent(args.path.id)}/request-correction`, body: args.body, headers: args.headers }),
    /** Sends a dead letter again. If its outcome was unknown, it may arrive twice. */
    retryDeadLetter: (args: { path: { id: string }; headers?: Record<string, string> }) =>
      send<void>({ operation: 'retry_dead_letter', method: 'POST', path: `/api/v1/desk/dead-letters/${encodeURIComponent(args.path.id)}/retry`, headers: args.headers }),
    /** Gives the papers back: unfit, explained, and the plaintiff does not object (IC18 7(3)). */
    returnUnopposed: (args: { path: { id: string }; body: ReasonBody; headers?: Record<string, string> }) =>
      send<DeskFiling>({ operation: 'return_unopposed', method: 'POST', path: `/api/v1/desk/filings/${encodeURIComponent(args.path.id)}/return-unopposed`, body: args.body, headers: args.headers }),
    /** Rules an unpaid case deemed withdrawn, after the time of the notice (Decree 22; Interp. 213). Never automatic. */
    ruleDeemedWithdrawn: (args: { path: { id: string }; body: RulingBody; headers?: Record<string, string> }) =>
      send<DeskFiling>({ operation: 'rule_deemed_withdrawn', method: 'POST', path: `/api/v1/desk/filings/${encodeURIComponent(args.path.id)}/rule-deemed-withdrawn`, body: args.body, headers: args.headers }),
    /** Rules not to accept where the plaintiff insists without correcting (Reg15 7). */
    ruleInsistUncorrected: (args: { path: { id: string }; body: RulingBody; headers?: Record<string, string> }) =>
      send<DeskFiling>({ operation: 'rule_insist_uncorrected', method: 'POST', path: `/api/v1/desk/filings/${encodeURIComponent(args.path.id)}/insist-uncorrected`, body: args.body, headers: args.headers }),
    /** Rules not to accept a filing on which the plaintiff insists (CPL 126): appealable within ten days. */
    ruleNotAccept: (args: { path: { id: string }; body: RulingBody; headers?: Record<string, string> }) =>
      send<DeskFiling>({ operation: 'rule_not_accept', method: 'POST', path: `/api/v1/desk/filings/${encodeURIComponent(args.path.id)}/rule-not-accept`, body: args.body, headers: args.headers }),
    /** Reconciles a day now, again if need be; what was listed stays. */
    runReconciliation: (args: { path: { day: string }; headers?: Record<string, string> }) =>
      send<ReconciledDay>({ operation: 'run_reconciliation', method: 'POST', path: `/api/v1/desk/reconciliations/${encodeURIComponent(args.path.day)}/run`, idempotent: true, headers: args.headers }),
    /** Keeps the notice one is writing, for oneself and whoever covers. A stale `If-Match` is told. */
    saveDraftCorrection: (args: { path: { id: string }; body: DraftCorrectionBody; headers?: Record<string, string> }) =>
      send<DeskFiling>({ operation: 'save_draft_correction', method: 'PUT', path: `/api/v1/desk/filings/${encodeURIComponent(args.path.id)}/draft-correction`, body: args.body, headers: args.headers }),
    /** Says that I am away, so that colleagues cover what I took on. */
    setAway: (args: { body: Away; headers?: Record<string, string> }) =>
      send<Away>({ operation: 'set_away', method: 'PUT', path: '/api/v1/desk/me/away', body: args.body, headers: args.headers }),
    /** Sets who hears the case; the parties are told at once (CPL 131: within three days). */
    setCaseBench: (args: { path: { id: string }; body: BenchBody; headers?: Record<string, string> }) =>
      send<CaseBench>({ operation: 'set_case_bench', method: 'POST', path: `/api/v1/desk/cases/${encodeURIComponent(args.path.id)}/bench`, body: args.body, headers: args.headers }),
    /** Settles a difference with a note of what was found out. */
    settleReconciliationDifference: (args: { path: { id: string }; body: Settlement; headers?: Record<string, string> }) =>
      send<Difference>({ operation: 'settle_reconciliation_difference', method: 'POST', path: `/api/v1/desk/reconciliation-differences/${encodeURIComponent(args.path.id)}/settle`, body: args.body, headers: args.headers }),
  }
}

export type Client = ReturnType<typeof createClient>
