// What people call a field, and what stands in it.
import type { FilingContent } from '@/api/wire'
import type { Language } from '@/words/language'
import { money } from '@/words/money'
import { nameOf, STEP_NUMBER, type FieldName, type FieldShown } from './pointers'
import type { words as zh } from './words.zh'

type Words = (typeof zh)['review']

/** 被告的名称; 第 2 个被告的名称; 证据 2的要证明什么. A field this desk does not know is called by its own name. */
export function fieldWords(name: FieldName, words: Words): string {
  const part = words.parts[name.part] ?? name.part
  const own = name.field?.startsWith('elements/') ? name.field.slice('elements/'.length) : name.field
  const field = own ? (words.fields[own] ?? own) : null
  return words.fieldName(part, name.nth, field)
}

/** 第 2 步 · 被告的名称: as it stands on the person's phone. */
export function placeWords(pointer: string, content: FilingContent, words: Words): string {
  const name = nameOf(pointer, content)
  return name ? words.place(STEP_NUMBER[name.step], fieldWords(name, words)) : words.unknownField
}

export function valueWords(field: FieldShown, causeWords: string | null | undefined, words: Words, language: Language): string | null {
  const { value } = field
  if (value === null || value === undefined || value === '') return null
  if (typeof value === 'boolean') return value ? words.yes : words.no
  if (field.field === 'amount_fen' || field.pointer.endsWith('_fen')) return money(Number(value), language)
  if (field.part === 'cause') return causeWords ?? String(value)
  if (field.part === 'signature_upload_id' || field.field === 'id_paper_upload_ids') return words.attached(typeof value === 'number' ? value : 1)
  if (field.part === 'mediation' || field.part === 'acting_for' || field.part === 'guardian') return words.values[String(value)] ?? String(value)
  return String(value)
}
