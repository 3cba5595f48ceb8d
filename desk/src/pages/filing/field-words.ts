// What people call a field, and what stands in it. The questions of a cause have their words in its guide.
import { computed, inject, type ComputedRef, type InjectionKey, type Ref } from 'vue'
import type { CauseGuide, FilingContent } from '@/api/client'
import { language, useWords, type Language } from '@/words/language'
import { money } from '@/words/money'
import { nameOf, STEP_NUMBER, type FieldName, type FieldShown } from './pointers'
import { words as en } from './words.en'
import { words as zh } from './words.zh'

type Words = (typeof zh)['review']
type Guide = CauseGuide | null

const ELEMENTS = 'elements/'
const question = (field: string | null, guide: Guide) => (field?.startsWith(ELEMENTS) ? guide?.elements.find((element) => element.key === field.slice(ELEMENTS.length)) : undefined)

/** The field alone: 名称; 在哪个平台买的？ */
export function shortWords(name: FieldName, words: Words, guide: Guide): string | null {
  if (!name.field) return null
  if (name.field === 'name' && name.person) return words.fields['person_name']!
  return question(name.field, guide)?.question ?? words.fields[name.field] ?? (name.field.startsWith(ELEMENTS) ? words.answer : name.field)
}

/** 被告的名称; 第 2 个被告的名称; 证据 2 的名称; 在哪个平台买的？ */
export function fieldWords(name: FieldName, words: Words, guide: Guide = null): string {
  const asked = question(name.field, guide)
  if (asked) return asked.question
  return words.fieldName(words.parts[name.part] ?? name.part, name.nth, shortWords(name, words, guide))
}

/** A piece of evidence by its own name; two of one name are told apart by their numbers. */
function pieceWords({ part, nth, field }: FieldName, content: FilingContent, words: Words): string | null {
  const names = (content.evidence ?? []).map((one) => one.name?.trim() ?? '')
  const name = part === 'evidence' && nth && (!field || field === 'upload_id') ? names[nth - 1] : ''
  if (!name || !nth) return null
  return names.filter((one) => one === name).length > 1 ? words.namesake(name, nth) : name
}

/** 第 2 步 · 被告的名称; 第 4 步 · 聊天记录: as it stands on the person's phone. */
export function placeWords(pointer: string, content: FilingContent, words: Words, guide: Guide = null): string {
  const name = nameOf(pointer, content)
  return name ? words.place(STEP_NUMBER[name.step], pieceWords(name, content, words) ?? fieldWords(name, words, guide)) : words.unknownField
}

export function valueWords(field: FieldShown, causeWords: string | null | undefined, words: Words, language: Language, guide: Guide = null): string | null {
  const { value } = field
  if (value === null || value === undefined || value === '') return null
  if (typeof value === 'boolean') return value ? words.yes : words.no
  const asked = question(field.field, guide)
  if (asked?.kind === 'choice') return asked.options.find((option) => option.code === value)?.words ?? String(value)
  if (field.field === 'amount_fen' || asked?.kind === 'money_fen') return money(Number(value), language)
  if (field.part === 'cause') return causeWords ?? String(value)
  if (field.part === 'signature_upload_id' || field.field === 'id_paper_upload_ids') return words.attached(typeof value === 'number' ? value : 1)
  if (field.part === 'mediation' || field.part === 'acting_for' || field.part === 'guardian') return words.values[String(value)] ?? String(value)
  return String(value)
}

export const guideKey: InjectionKey<Ref<Guide>> = Symbol('guide')

/** The words of fields in the reader's language, with the guide that the page has fetched. */
export function useFieldWords(): ComputedRef<{ label: (name: FieldName) => string; short: (name: FieldName) => string | null; place: (pointer: string, content: FilingContent) => string; value: (field: FieldShown, causeWords: string | null | undefined) => string | null }> {
  const words = useWords({ zh, en })
  const guide = inject(guideKey, null)
  return computed(() => {
    const [w, g] = [words.value.review, guide?.value ?? null]
    return { label: (name) => fieldWords(name, w, g), short: (name) => shortWords(name, w, g), place: (pointer, content) => placeWords(pointer, content, w, g), value: (field, causeWords) => valueWords(field, causeWords, w, language.value, g) }
  })
}
