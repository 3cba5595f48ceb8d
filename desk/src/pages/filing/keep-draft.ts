// Keeps the draft of a correction notice on the server while it is written: a moment after the last change, again after a
// lost answer, and with the version that was read, so that a colleague's changes are never written over.
import { onBeforeUnmount, reactive } from 'vue'
import type { Client } from '@/api/client'
import { Problem } from '@/api/problem'
import { serverNow } from '@/words/time'
import { draftOf, emptyDraft, joinDrafts, reconcile, sameDraft, type Draft } from './draft'
import { asRead, readFiling, type Filing } from './filing'

const SAVE_AFTER_MS = 1_200
const AGAIN_AFTER_MS = 8_000

export interface KeptDraft {
  draft: Draft
  /** `same`: the server has it; `changed`: not yet; `trouble`: it could not be told, and is tried again. */
  phase: 'same' | 'changed' | 'saving' | 'trouble' | 'conflict'
  savedAt: number | null
  theirs: Draft | null
  theirsBy: string | null
  theirsAt: string | null
}

export function keepDraft(client: Pick<Client, 'saveDraftCorrection' | 'getDeskFiling'>, filing: () => Filing | null, take: (filing: Filing) => void) {
  const kept = reactive<KeptDraft>({ draft: draftOf(null), phase: 'same', savedAt: null, theirs: null, theirsBy: null, theirsAt: null })
  let base = draftOf(null)
  let timer: ReturnType<typeof setTimeout> | undefined
  let saving: Promise<void> | null = null

  /** What the server has now; a draft that was not saved yet is not given up for it. */
  function read(latest: Filing) {
    const theirs = draftOf(latest.draft_correction)
    const result = reconcile(base, kept.draft, theirs)
    if ('conflict' in result) {
      Object.assign(kept, { phase: 'conflict', theirs, theirsBy: latest.draft_correction?.saved_by.name ?? null, theirsAt: latest.draft_correction?.saved_at ?? null })
      return
    }
    base = theirs
    kept.draft = copy(result.settled)
    kept.savedAt = latest.draft_correction ? Date.parse(latest.draft_correction.saved_at) : kept.savedAt
    if (sameDraft(kept.draft, base)) kept.phase = 'same'
    else soon(0)
  }

  function changed() {
    if (kept.phase === 'conflict') return
    if (sameDraft(kept.draft, base) && kept.phase !== 'saving') {
      kept.phase = 'same'
      return
    }
    kept.phase = 'changed'
    soon(SAVE_AFTER_MS)
  }

  function soon(after: number) {
    clearTimeout(timer)
    timer = setTimeout(() => void save(), after)
  }

  /** Resolves once the server has everything, or the trouble is on the page. */
  async function save(): Promise<void> {
    clearTimeout(timer)
    await saving
    const now = filing()
    if (!now || kept.phase === 'conflict' || sameDraft(kept.draft, base)) return
    saving = send(now).finally(() => { saving = null })
    await saving
  }

  async function send(now: Filing) {
    const sent = copy(kept.draft)
    kept.phase = 'saving'
    try {
      const answer = await client.saveDraftCorrection({ ...asRead(now), body: sent })
      base = sent
      kept.savedAt = serverNow()
      take(readFiling(answer))
      if (sameDraft(kept.draft, base)) kept.phase = 'same'
      else changed()
    } catch (trouble) {
      if (trouble instanceof Problem && trouble.status === 412) return await meet(now.id)
      kept.phase = 'trouble'
      // A refusal will not change by itself; a lost net will.
      if (!(trouble instanceof Problem && trouble.status < 500)) soon(AGAIN_AFTER_MS)
    }
  }

  /** Someone saved first: look what, and ask only when both changed something. */
  async function meet(id: string) {
    kept.phase = 'changed'
    try {
      const latest = readFiling(await client.getDeskFiling({ path: { id } }))
      take(latest)
      read(latest)
    } catch {
      kept.phase = 'trouble'
      soon(AGAIN_AFTER_MS)
    }
  }

  async function settle(choice: 'mine' | 'theirs' | 'both') {
    if (!kept.theirs) return
    base = kept.theirs
    if (choice === 'theirs') kept.draft = copy(kept.theirs)
    if (choice === 'both') kept.draft = joinDrafts(kept.theirs, kept.draft)
    Object.assign(kept, { theirs: null, phase: sameDraft(kept.draft, base) ? 'same' : 'changed' })
    await save()
  }

  const warn = (event: BeforeUnloadEvent) => { if (kept.phase !== 'same') event.preventDefault() }
  window.addEventListener('beforeunload', warn)
  onBeforeUnmount(() => {
    clearTimeout(timer)
    window.removeEventListener('beforeunload', warn)
  })

  /** The notice is out, or another filing is opened: this draft is done with. */
  function drop() {
    clearTimeout(timer)
    base = emptyDraft()
    Object.assign(kept, { draft: emptyDraft(), phase: 'same', savedAt: null, theirs: null })
  }

  return { kept, read, changed, save, settle, drop, add: (pointer: string) => { kept.draft.items.push({ pointer, text: '' }); changed() }, remove: (at: number) => { kept.draft.items.splice(at, 1); changed() } }
}

const copy = (draft: Draft): Draft => ({ items: draft.items.map((item) => ({ ...item })), due_days: draft.due_days })

export type DraftKeeper = ReturnType<typeof keepDraft>
