// What a filing says. While a draft, any part may be missing or null.
import type { Answer, FilingClaim, FilingContent, FilingEvidence, FilingParty, FilingPartyKind } from '@/api/client'

/** Where papers go, as a filing says it. By its own words: in the description of the API a room of service has a schema of the same name. */
export interface FilingAddress { recipient?: string | null; phone?: string | null; email?: string | null; postal?: string | null; electronic?: boolean | null; electronic_decisions?: boolean | null }
export type Content = Omit<FilingContent, 'service_address'> & { service_address?: FilingAddress | null }
export type Side = 'plaintiffs' | 'defendants' | 'third_parties'
/** Rows as the pages write them: what they are about is always there. */
export type PartyEntry = FilingParty & { kind: FilingPartyKind }
export type Claim = FilingClaim & { text: string }
export type EvidenceItem = FilingEvidence & { upload_id: string; name: string }

/** The court takes at most so many on one side. */
export const MOST_PARTIES = 50
export const SIDES: Side[] = ['plaintiffs', 'defendants', 'third_parties']
export const partiesOf = (content: Content, side: Side): PartyEntry[] => (content[side] ?? []).map((one) => ({ ...one, kind: one.kind ?? 'person' }))
export const claimsOf = (content: Content): Claim[] => (content.claims ?? []).map((one) => ({ ...one, text: one.text ?? '' }))
export const evidenceOf = (content: Content): EvidenceItem[] => (content.evidence ?? []).map((one) => ({ ...one, upload_id: one.upload_id ?? '', name: one.name ?? '' }))
export const elementsOf = (content: Content): Record<string, Answer> => content.facts?.elements ?? {}

export const emptyParty = (kind: FilingPartyKind): PartyEntry => ({ kind, name: '', id_type: kind === 'person' ? 'prc_resident_id' : 'uscc', id_number: '', phone: '', address: '' })
export const isEmptyParty = (party: FilingParty) => ![party.name, party.id_number, party.phone, party.address].some((value) => value?.trim())

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
  for (const side of SIDES) trimmed[side] = trimmed[side]?.filter((party) => !isEmptyParty(party))
  // An empty answer is no answer: the court's list of answers knows no null.
  if (trimmed.facts?.elements) trimmed.facts.elements = Object.fromEntries(Object.entries(trimmed.facts.elements).filter(([, answer]) => answer !== null))
  trimmed.claims = trimmed.claims?.filter((claim) => claim.text || claim.amount_fen)
  return trimmed
}

function trim(value: unknown): unknown {
  if (typeof value === 'string') return value.trim() || null
  if (Array.isArray(value)) return value.map(trim)
  if (value && typeof value === 'object') return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, trim(one)]))
  return value
}
