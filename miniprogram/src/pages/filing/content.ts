// What a filing says, as the court's interface has it. While a draft, any part may be missing or null.

export type PartyKind = 'person' | 'organisation'
export type IdType = 'prc_resident_id' | 'uscc' | 'hk_macao_travel_permit' | 'taiwan_travel_permit' | 'hk_mo_tw_residence_permit' | 'foreign_permanent_resident_2023' | 'passport'
export type ActingFor = 'self' | 'ward' | 'organisation'
export type Relation = 'parent' | 'spouse' | 'adult_child' | 'other_relative' | 'appointed'
export type Side = 'plaintiffs' | 'defendants' | 'third_parties'

export interface PartyEntry {
  kind: PartyKind
  name?: string | null
  id_type?: IdType | null
  id_number?: string | null
  phone?: string | null
  address?: string | null
  gender?: string | null
  born_on?: string | null
  legal_representative?: { name?: string | null; position?: string | null } | null
  id_paper_upload_ids?: string[] | null
}
export interface Claim { text: string; amount_fen?: number | null }
export interface EvidenceItem { upload_id: string; name: string; proves?: string | null }
export interface ServiceAddress { recipient?: string | null; phone?: string | null; email?: string | null; postal?: string | null; electronic?: boolean | null; electronic_decisions?: boolean | null }
export type Answer = string | number | boolean

export interface Content {
  cause?: string | null
  acting_for?: ActingFor | null
  guardian?: { relation?: Relation | null; proof_upload_ids?: string[] | null } | null
  mediation?: 'accept' | 'decline' | 'unsure' | null
  online_litigation?: boolean | null
  plaintiffs?: PartyEntry[] | null
  defendants?: PartyEntry[] | null
  third_parties?: PartyEntry[] | null
  claims?: Claim[] | null
  facts?: { summary?: string | null; elements?: Record<string, Answer | null> | null } | null
  evidence?: EvidenceItem[] | null
  service_address?: ServiceAddress | null
  signature_upload_id?: string | null
  /** The name typed instead of drawn (OLR 33). */
  signature_typed?: string | null
  rights_notice_version?: string | null
}

/** The court takes at most so many on one side. */
export const MOST_PARTIES = 50
export const SIDES: Side[] = ['plaintiffs', 'defendants', 'third_parties']
export const partiesOf = (content: Content, side: Side): PartyEntry[] => content[side] ?? []
export const claimsOf = (content: Content): Claim[] => content.claims ?? []
export const evidenceOf = (content: Content): EvidenceItem[] => content.evidence ?? []
export const elementsOf = (content: Content): Record<string, Answer | null> => content.facts?.elements ?? {}

export const emptyParty = (kind: PartyKind): PartyEntry => ({ kind, name: '', id_type: kind === 'person' ? 'prc_resident_id' : 'uscc', id_number: '', phone: '', address: '' })
export const isEmptyParty = (party: PartyEntry) => ![party.name, party.id_number, party.phone, party.address].some((value) => value?.trim())

/** 张三 诉 某某公司: how lists and the review name a filing. Null while either side has no name. */
export function versus(content: Content, say: { v: string; more(count: number): string }): string | null {
  const side = (parties: PartyEntry[]) => {
    const names = parties.map((party) => party.name?.trim()).filter(Boolean) as string[]
    return names.length > 1 ? `${names[0]}${say.more(names.length)}` : names[0]
  }
  const [ours, theirs] = [side(partiesOf(content, 'plaintiffs')), side(partiesOf(content, 'defendants'))]
  return ours && theirs ? `${ours}${say.v}${theirs}` : null
}

/** What goes over the wire: no blanks around words, an empty field is null, a party nobody began to write is left out. */
export function tidy(content: Content): Content {
  const trimmed = trim(content) as Content
  for (const side of SIDES) if (trimmed[side]) trimmed[side] = partiesOf(trimmed, side).filter((party) => !isEmptyParty(party))
  // An answer taken back is no answer: the court's list of answers knows no null.
  if (trimmed.facts?.elements) trimmed.facts.elements = Object.fromEntries(Object.entries(trimmed.facts.elements).filter(([, answer]) => answer !== null))
  if (trimmed.claims) trimmed.claims = claimsOf(trimmed).filter((claim) => claim.text || claim.amount_fen)
  return trimmed
}

function trim(value: unknown): unknown {
  if (typeof value === 'string') return value.trim() || null
  if (Array.isArray(value)) return value.map(trim)
  if (value && typeof value === 'object') return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, trim(one)]))
  return value
}
