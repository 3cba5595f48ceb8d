// Names of fields and of what stands in them, for the choice between two versions, corrections and missing pieces.
import type { Relation } from '@/api/client'
import { isDay, longDay, money } from '@/format'
import { language, useWords } from '@/words/i18n'
import { common } from '@/words/words'
import { causeName } from './causes'
import { answerWords } from './guides'
import type { Json } from './merge'
import { isIdType, RELATIONS } from './partywords'
import { fieldNames, peopleWords } from './words'

const t = useWords(fieldNames)
const c = useWords(common)
const p = useWords(peopleWords)
/** Fields that hold a code with words of its own. */
const CODED = ['mediation', 'acting_for', 'kind', 'gender']

const LISTS = { plaintiffs: 'plaintiff', defendants: 'defendant', third_parties: 'thirdParty', claims: 'claim', evidence: 'evidenceItem' } as const
const PARTS: Record<string, keyof typeof fieldNames.zh> = {
  name: 'name', id_number: 'idNumber', id_type: 'idType', phone: 'phone', address: 'address', kind: 'kind', text: 'text', amount_fen: 'amount', proves: 'proves', upload_id: 'file',
  legal_representative: 'representative', recipient: 'recipient', postal: 'postal', email: 'email', electronic: 'electronic', electronic_decisions: 'electronicDecisions', relation: 'relation', id_paper_upload_ids: 'papers', proof_upload_ids: 'proofs', gender: 'gender', born_on: 'born',
}
const TOPS: Record<string, keyof typeof fieldNames.zh> = {
  cause: 'cause', acting_for: 'actingFor', guardian: 'guardian', mediation: 'mediation', online_litigation: 'online', facts: 'facts', service_address: 'service', signature_upload_id: 'signature',
  plaintiffs: 'plaintiffs', defendants: 'defendants', third_parties: 'thirdParties', claims: 'claims', evidence: 'evidence', rights_notice_version: 'rights', signature_typed: 'signature',
}

/** /content/claims/1/amount_fen and /claims/1/amount_fen -> "请求 2 的金额". */
export function fieldWords(pointer: string): string {
  const parts = pointer.split('/').slice(1)
  if (parts[0] === 'content') parts.shift()
  const [first, second, third] = parts
  if (!first) return t('all')
  if (first in LISTS && second !== undefined) {
    const list = first as keyof typeof LISTS
    const row = t(LISTS[list], { number: second === '-' ? '' : Number(second) + 1 })
    return third && PARTS[third] ? t('of', { row, part: t(PARTS[third] as 'name') }) : row
  }
  if (first === 'facts' && second === 'summary') return t('summary')
  const name = second && PARTS[second]
  return name ? t(name as 'name') : TOPS[first] ? t(TOPS[first] as 'cause') : t('other')
}

/** The same as a heading, for a filing of this cause: an answer is called by its question. */
export function fieldOf(pointer: string, cause: string | null | undefined): string {
  const key = /^\/facts\/elements\/([^/]+)$/.exec(pointer)?.[1]
  const words = (key && answerWords(cause, key, '').question) || fieldWords(pointer)
  return words.charAt(0).toUpperCase() + words.slice(1)
}

/** A value as a person reads it; `cause` is the filing's, whose guide knows the answers. */
export function valueWords(pointer: string, value: Json | undefined, cause?: string | null): string {
  if (value === null || value === undefined || value === '') return t('nothing')
  if (typeof value === 'boolean') return value ? c('yes') : c('no')
  if (typeof value === 'number') return pointer.endsWith('_fen') || pointer.startsWith('/facts/elements/') ? money(value, language()) : String(value)
  if (typeof value === 'string') return stringWords(pointer, value, cause)
  if (Array.isArray(value)) return listWords(pointer, value, cause)
  const told = value.name ?? value.text ?? value.summary
  const amount = typeof value.amount_fen === 'number' ? money(value.amount_fen, language()) : ''
  if (told) return [told, amount].filter(Boolean).join(' ')
  return Object.entries(value).filter(([, one]) => one !== null && one !== '').map(([key, one]) => t('pair', { what: fieldWords(`${pointer}/${key}`), value: valueWords(`${pointer}/${key}`, one, cause) })).join(t('and')) || t('nothing')
}

function listWords(pointer: string, value: Json[], cause: string | null | undefined): string {
  if (!value.length) return t('nothing')
  if (pointer.endsWith('_ids')) return t('files', { count: value.length })
  return value.map((one, at) => valueWords(`${pointer}/${at}`, one, cause)).join(t('and'))
}

function stringWords(pointer: string, value: string, cause: string | null | undefined): string {
  const key = pointer.split('/').pop() ?? ''
  if (key === 'id_number') return t('tail', { tail: value.slice(-4) })
  if (key.endsWith('upload_id')) return t('aFile')
  if (key === 'cause') return causeName(value) || t('aCause')
  if (key === 'id_type') return isIdType(value) ? p(value) : t('idType')
  if (key === 'relation' && RELATIONS.includes(value as Relation)) return p(value as Relation)
  const words = pointer.startsWith('/facts/elements/') ? answerWords(cause, key, value).words : value
  if (isDay(words)) return longDay(words, language())
  return CODED.includes(key) && value in fieldNames.zh ? t(value as 'accept') : words
}
