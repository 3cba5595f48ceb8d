// A pointer names one field of the form (RFC 6901). This turns it into what people call that field, and the form into a
// list of fields that a correction can be tied to.
import type { FilingContent, FilingParty, FilingStep } from '@/api/client'

export const STEP_OF: Record<string, Step> = {
  cause: 'cause', plaintiffs: 'parties', defendants: 'parties', third_parties: 'parties', acting_for: 'parties', guardian: 'parties',
  claims: 'claims', facts: 'facts', evidence: 'evidence', service_address: 'service', mediation: 'service', online_litigation: 'service',
  signature_upload_id: 'sign', signature_typed: 'sign',
}

export type Step = FilingStep

/** The number of the step as the person's phone counts it: claims and facts are one. */
export const STEP_NUMBER: Record<Step, number> = { cause: 1, parties: 2, claims: 3, facts: 3, evidence: 4, service: 5, sign: 6 }
export const STEPS = Object.keys(STEP_NUMBER) as Step[]

export type Side = 'plaintiffs' | 'defendants' | 'third_parties'
const SIDES: Side[] = ['plaintiffs', 'defendants', 'third_parties']

/** What the words of a field need: which part, which one of several, which field of it. */
export interface FieldName {
  step: Step
  part: string
  /** Counted from 1; null when there is only one. */
  nth: number | null
  field: string | null
  /** The party is a person, who has a 姓名 and not a 名称. */
  person?: boolean
}

export interface FieldShown extends FieldName {
  pointer: string
  value: unknown
  /** Whose field it is, when the name of the field alone would not say. */
  of?: string | null
  /** The uploaded papers that stand in this field. */
  uploads?: string[]
}

export const split = (pointer: string): string[] => pointer.split('/').slice(1).map((part) => part.replace(/~1/g, '/').replace(/~0/g, '~'))
const escape = (part: string): string => part.replace(/~/g, '~0').replace(/\//g, '~1')

/** The parts of a pointer's name. `content` tells whether there are several of a kind: one defendant needs no number. */
export function nameOf(pointer: string, content: FilingContent): FieldName | null {
  const [part, ...rest] = split(pointer.startsWith('/content/') ? pointer.slice('/content'.length) : pointer)
  if (!part || !(part in STEP_OF)) return null
  const step = STEP_OF[part]!
  const list = (content as Record<string, unknown>)[part]
  if (!isList(part)) return { step, part, nth: null, field: rest.join('/') || null }
  const at = Number(rest[0])
  const nth = Number.isInteger(at) && (part === 'claims' || part === 'evidence' || (Array.isArray(list) && list.length > 1)) ? at + 1 : null
  const field = rest.slice(1).join('/') || null
  const isPerson = Array.isArray(list) && (list[at] as FilingParty | undefined)?.kind === 'person'
  return { step, part, nth, field, ...(isPerson && { person: true }) }
}

const isList = (part: string): boolean => SIDES.includes(part as Side) || part === 'claims' || part === 'evidence'

const PARTY_FIELDS = ['name', 'id_number', 'legal_representative', 'phone', 'address', 'id_paper_upload_ids'] as const

/** Every field of the form in the order of the phone, whether filled or not: what is missing can be asked for too. */
export function fieldsOf(content: FilingContent): FieldShown[] {
  return [
    ...own(content, ['cause']),
    ...own(content, content.acting_for && content.acting_for !== 'self' ? ['acting_for', 'guardian'] : []),
    ...SIDES.flatMap((side) => partyFields(content, side)),
    ...(content.claims ?? []).flatMap((claim, at) => [field(content, ['claims', at, 'text'], claim.text), field(content, ['claims', at, 'amount_fen'], claim.amount_fen)]),
    ...factFields(content),
    ...(content.evidence ?? []).flatMap((one, at) => [
      { ...field(content, ['evidence', at, 'name'], one.name), uploads: one.upload_id ? [one.upload_id] : [] },
      field(content, ['evidence', at, 'proves'], one.proves),
    ]),
    ...(['recipient', 'phone', 'postal', 'email', 'electronic'] as const).map((key) => field(content, ['service_address', key], content.service_address?.[key])),
    ...own(content, ['mediation', 'online_litigation']),
    { ...field(content, ['signature_upload_id'], content.signature_upload_id), uploads: content.signature_upload_id ? [content.signature_upload_id] : [] },
  ]
}

function partyFields(content: FilingContent, side: Side): FieldShown[] {
  return (content[side] ?? []).flatMap((party, at) =>
    PARTY_FIELDS.filter((key) => key !== 'legal_representative' || party.kind === 'organisation').map((key) => ({
      ...field(content, [side, at, key], valueOf(party, key)),
      of: party.name ?? null,
      ...(key === 'id_paper_upload_ids' && { uploads: party.id_paper_upload_ids ?? [] }),
    })))
}

function valueOf(party: FilingParty, key: (typeof PARTY_FIELDS)[number]): unknown {
  if (key === 'legal_representative') return [party.legal_representative?.name, party.legal_representative?.position].filter(Boolean).join(' · ') || null
  if (key === 'id_paper_upload_ids') return party.id_paper_upload_ids?.length ? party.id_paper_upload_ids.length : null
  return party[key]
}

function factFields(content: FilingContent): FieldShown[] {
  const elements = Object.entries(content.facts?.elements ?? {}).map(([key, value]) => field(content, ['facts', 'elements', key], value))
  return [...elements, field(content, ['facts', 'summary'], content.facts?.summary)]
}

const own = (content: FilingContent, keys: (keyof FilingContent)[]): FieldShown[] => keys.map((key) => field(content, [key], key === 'guardian' ? content.guardian?.relation : content[key]))

function field(content: FilingContent, path: (string | number)[], value: unknown): FieldShown {
  const pointer = `/${path.map((part) => escape(String(part))).join('/')}`
  return { ...nameOf(pointer, content)!, pointer, value }
}

/** The field in which words selected on a paper stand: the shortest value that holds them, so that a name is not taken for the facts. */
export function fieldHolding(selected: string, content: FilingContent): FieldShown | null {
  const wanted = squeeze(selected)
  if (wanted.length < 2) return null
  const holding = fieldsOf(content).filter(({ value }) => typeof value === 'string' && (squeeze(value).includes(wanted) || (squeeze(value).length > 3 && wanted.includes(squeeze(value)))))
  return holding.sort((a, b) => String(a.value).length - String(b.value).length)[0] ?? null
}

const plain = (pointer: string): string => pointer.replace(/^\/content(?=\/)/, '')

/** The numbers of the items that are tied to just this place. */
export const pinsOn = (items: { pointer: string }[], pointer: string): number[] => numbersOf(items, (one) => one === pointer)

/** Parts of the form that are written in the complaint. */
const IN_COMPLAINT: Step[] = ['parties', 'claims', 'facts']
/** An item on a whole party or guardian is about their papers, not about words of the complaint. */
const OF_PAPERS = /^\/(plaintiffs|defendants|third_parties)\/\d+$|^\/guardian$|_upload_ids?$/

/** The numbers of the items that concern a paper: what it is handed in for, or for the complaint what is written in it. */
export function pinsOnPaper(items: { pointer: string }[], paper: { kind: string; pointer?: string | null }): number[] {
  const field = paper.pointer ? plain(paper.pointer) : null
  if (paper.kind === 'complaint') return numbersOf(items, (one) => IN_COMPLAINT.includes(STEP_OF[split(one)[0] ?? '']!) && !OF_PAPERS.test(one))
  return field ? numbersOf(items, (one) => one === field || (one.startsWith(`${field}/`) && (paper.kind === 'evidence' || OF_PAPERS.test(one)))) : []
}

const numbersOf = (items: { pointer: string }[], isMeant: (pointer: string) => boolean): number[] => items.flatMap((item, at) => (isMeant(plain(item.pointer)) ? [at + 1] : []))

/** What all claims ask for together; null when none asks for money. */
export function claimedFen(content: FilingContent): number | null {
  const amounts = (content.claims ?? []).flatMap((claim) => (claim.amount_fen == null ? [] : [claim.amount_fen]))
  return amounts.length ? amounts.reduce((sum, fen) => sum + fen, 0) : null
}

const squeeze = (text: string): string => text.replace(/\s+/g, '')
