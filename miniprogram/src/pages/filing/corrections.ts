// Items of a correction notice, each tied to its field: how it is corrected, and whether it has been.
import type { CorrectionItemView, FilingStep } from '@/api/client'
import { at, type Json } from './merge'
import type { Content } from './content'

/** What stands under an item: a field on the spot, new files for a piece of evidence, or the step's own page. */
export type Way = 'text' | 'long_text' | 'amount' | 'phone' | 'evidence' | 'page'
export interface Item { key: string; pointer: string; text: string; step: FilingStep; way: Way; place: number }

/** The court's pointers are into the content; some begin with /content. */
export const inContent = (pointer: string): string => pointer.replace(/^\/content(?=\/|$)/, '')

export function wayOf(pointer: string): Way {
  const plain = inContent(pointer)
  if (/^\/evidence\/\d+(\/upload_id)?$/.test(plain)) return 'evidence'
  if (/^\/claims\/\d+\/amount_fen$/.test(plain)) return 'amount'
  if (/\/phone$/.test(plain)) return 'phone'
  if (/^\/facts\/summary$/.test(plain)) return 'long_text'
  if (/^\/claims\/\d+\/text$/.test(plain)) return 'long_text'
  return /^\/(plaintiffs|defendants|third_parties)\/\d+\/(name|id_number|address)$|^\/service_address\/(recipient|postal|email)$|^\/evidence\/\d+\/(name|proves)$/.test(plain) ? 'text' : 'page'
}

export const itemsOf = (items: CorrectionItemView[]): Item[] => items.map((one, index) => ({
  key: `${index}`, pointer: inContent(one.pointer), text: one.text, step: one.step, way: wayOf(one.pointer), place: Number(/^\/evidence\/(\d+)/.exec(inContent(one.pointer))?.[1] ?? -1),
}))

/** What stood in each field when the notice came: kept on the phone, so that "corrected" can be told from "as it was". */
export const snapshot = (items: Item[], content: Content): Record<string, Json> => Object.fromEntries(items.map((one) => [one.pointer, watched(one, content)]))

// New pages of evidence may be added as a piece of their own, so there the whole list counts.
const watched = (item: Item, content: Content): Json => at(content, item.way === 'evidence' ? '/evidence' : item.pointer) ?? null

export const isChanged = (item: Item, before: Record<string, Json>, content: Content): boolean => JSON.stringify(before[item.pointer] ?? null) !== JSON.stringify(watched(item, content))
