// The draft of a correction notice. It is kept on the server, and two people may write on it at once: nothing is lost, and
// what differs is shown to the one who comes second.
import type { CorrectionItem, DraftCorrection } from '@/api/client'

export const DUE_DAYS = 7
export const DUE_DAYS_CHOICES = [3, 5, 7, 10, 15]

export interface Draft { items: CorrectionItem[]; due_days: number }

export const emptyDraft = (): Draft => ({ items: [], due_days: DUE_DAYS })

export function draftOf(kept: DraftCorrection | null | undefined): Draft {
  return kept ? { items: kept.items.map(({ pointer, text }) => ({ pointer, text })), due_days: kept.due_days } : emptyDraft()
}

export function sameDraft(one: Draft, other: Draft): boolean {
  return one.due_days === other.due_days && one.items.length === other.items.length && one.items.every((item, at) => sameItem(item, other.items[at]))
}

const sameItem = (one: CorrectionItem, other: CorrectionItem | undefined): boolean => one.pointer === other?.pointer && one.text.trim() === other.text.trim()

/** Both drafts in one: theirs first, then what only mine says; two texts for one field stay two items. */
export function joinDrafts(theirs: Draft, mine: Draft): Draft {
  const added = mine.items.filter((item) => !theirs.items.some((other) => sameItem(other, item)))
  return { items: [...theirs.items, ...added], due_days: Math.max(theirs.due_days, mine.due_days) }
}

/**
 * What to show after someone else saved first. `base` is what this page last read: whoever did not change it since has
 * nothing to lose, so only two real changes are a conflict.
 */
export function reconcile(base: Draft, mine: Draft, theirs: Draft): { settled: Draft } | { conflict: true } {
  if (sameDraft(mine, theirs) || sameDraft(mine, base)) return { settled: theirs }
  if (sameDraft(theirs, base)) return { settled: mine }
  return { conflict: true }
}

/** Items that cannot be sent yet. */
export const unwritten = (draft: Draft): number[] => draft.items.flatMap((item, at) => (item.text.trim() === '' ? [at] : []))
export const isSendable = (draft: Draft): boolean => draft.items.length > 0 && unwritten(draft).length === 0
