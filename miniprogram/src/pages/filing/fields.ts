// Names of fields and of what stands in them, for the choice between two versions, corrections and missing pieces.
import { money } from '@/format'
import { language, useWords } from '@/words/i18n'
import { common } from '@/words/words'
import type { Json } from './merge'
import { fieldNames } from './words'

const t = useWords(fieldNames)
const c = useWords(common)

const LISTS = { plaintiffs: 'plaintiff', defendants: 'defendant', third_parties: 'thirdParty', claims: 'claim', evidence: 'evidenceItem' } as const
const PARTS: Record<string, keyof typeof fieldNames.zh> = {
  name: 'name', id_number: 'idNumber', id_type: 'idType', phone: 'phone', address: 'address', kind: 'kind', text: 'text', amount_fen: 'amount', proves: 'proves', upload_id: 'file',
  legal_representative: 'representative', recipient: 'recipient', postal: 'postal', email: 'email', electronic: 'electronic', electronic_decisions: 'electronicDecisions', relation: 'relation', id_paper_upload_ids: 'papers',
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

/** A value as a person reads it. */
export function valueWords(pointer: string, value: Json | undefined): string {
  if (value === null || value === undefined || value === '') return t('nothing')
  if (typeof value === 'boolean') return value ? c('yes') : c('no')
  if (typeof value === 'number') return pointer.endsWith('_fen') ? money(value, language()) : String(value)
  if (typeof value === 'string') return valueNames(pointer, value)
  if (Array.isArray(value)) return value.length ? value.map((one) => valueWords(pointer, one)).join('；') : t('nothing')
  const told = value.name ?? value.text ?? value.summary
  const amount = typeof value.amount_fen === 'number' ? money(value.amount_fen, language()) : ''
  return [told ?? Object.values(value).filter((one) => typeof one === 'string').join('，'), amount].filter(Boolean).join(' ') || t('nothing')
}

function valueNames(pointer: string, value: string): string {
  if (pointer.endsWith('/id_number')) return t('tail', { tail: value.slice(-4) })
  if (pointer.endsWith('/upload_id') || pointer.endsWith('signature_upload_id')) return t('aFile')
  const known: Record<string, 'accept' | 'decline' | 'unsure' | 'self' | 'ward' | 'organisation' | 'person'> = { accept: 'accept', decline: 'decline', unsure: 'unsure', self: 'self', ward: 'ward', organisation: 'organisation', person: 'person' }
  return /\/(mediation|acting_for|kind)$/.test(pointer) && known[value] ? t(known[value]) : value
}
