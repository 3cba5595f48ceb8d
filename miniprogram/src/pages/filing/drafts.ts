// The drafts open on this phone, one for all pages of the wizard, and the copies it keeps until the court has everything.
import { onLoad, onShow } from '@dcloudio/uni-app'
import { computed, ref, shallowReactive, watch } from 'vue'
import { api, ifMatch } from '@/api'
import type { FilingContent, FilingStep } from '@/api/client'
import { Problem } from '@/api/problem'
import { courtNow } from '@/clock'
import { identity, onLeaving } from '@/identity'
import { replace, requireLogin } from '@/navigation'
import { online } from '@/network'
import { storage } from '@/platform'
import type { Content } from './content'
import { sameContent } from './merge'
import { Draft, type Kept, type KnownFiling, type SaveState } from './draft'
import { after, pageOf } from './steps'

const INDEX = 'court.filings'
const key = (id: string) => `court.filing.${id}`
const OWNER = 'court.filings.owner'

/** What pages show of a draft. A new content object comes with every change. */
export interface Shown {
  phase: 'loading' | 'ready' | 'failed'
  error: unknown
  filing: KnownFiling | null
  content: Content
  state: SaveState
  savedAt: Date | null
  trouble: unknown
  conflict: Draft['conflict']
  arrived: Draft['arrived']
  handedIn: boolean
}

const drafts = new Map<string, Draft>()
const shown = new Map<string, Shown>()

// Offline at a cold start the court has not told who this is: the last one known stands.
const owner = (): string => identity.person?.id ?? storage.read<string>(OWNER) ?? ''

const ids = () => storage.read<string[]>(INDEX) ?? []
export const keptDrafts = (): Kept[] => ids().map((id) => storage.read<Kept>(key(id))).filter((kept): kept is Kept => kept !== null && kept.owner === owner())

function keep(kept: Kept) {
  storage.write(key(kept.id), kept)
  if (!ids().includes(kept.id)) storage.write(INDEX, [...ids(), kept.id])
}

function forget(id: string) {
  storage.remove(key(id))
  storage.write(INDEX, ids().filter((one) => one !== id))
}

/** At log-out nothing of a filing stays on the phone. */
export function forgetDrafts() {
  for (const id of ids()) storage.remove(key(id))
  storage.remove(INDEX)
  storage.remove(OWNER)
  drafts.forEach((draft) => draft.stop())
  drafts.clear()
  shown.clear()
}

export function forgetDraft(id: string) {
  drafts.get(id)?.stop()
  drafts.delete(id)
  shown.delete(id)
  forget(id)
}

export function shownOf(id: string): Shown {
  const known = shown.get(id)
  if (known) return known
  const fresh = shallowReactive<Shown>({ phase: 'loading', error: null, filing: null, content: {}, state: 'saved', savedAt: null, trouble: null, conflict: null, arrived: null, handedIn: false })
  shown.set(id, fresh)
  return fresh
}

export function draftOf(id: string): Draft {
  const known = drafts.get(id)
  if (known) return known
  const draft: Draft = new Draft(id, {
    read: (one) => api.getFiling({ path: { id: one } }),
    save: (one, content, version) => api.saveFiling({ path: { id: one }, body: { content: content as FilingContent }, headers: ifMatch(version) }),
    keep, forget, owner,
    kept: (one) => keptDrafts().find((kept) => kept.id === one) ?? null,
    now: courtNow,
    later: (work, ms) => { const timer = setTimeout(work, ms); return () => clearTimeout(timer) },
    changed: () => show(draft),
  })
  drafts.set(id, draft)
  return draft
}

function show(draft: Draft) {
  const { filing, content, state, savedAt, trouble, conflict, arrived, handedIn } = draft
  Object.assign(shownOf(draft.id), { filing, content, state, savedAt, trouble, conflict, arrived, handedIn })
}

/** Loads it unless it is there already; what is there stays on the screen. */
export async function openDraft(id: string, again = false) {
  const view = shownOf(id)
  const draft = draftOf(id)
  if (view.phase === 'ready' && !again) return
  if (draft.unsent && view.phase === 'ready') return void draft.flush().catch(() => undefined)
  if (view.phase === 'failed') view.phase = 'loading'
  try {
    await draft.load()
    view.phase = 'ready'
  } catch (error) {
    view.error = error
    // Deleted on another phone: nothing to keep here either.
    if (error instanceof Problem && error.status === 404) forget(id)
    if (view.phase !== 'ready') view.phase = 'failed'
  }
}

/** A filing that came back from an act (recall, resubmit) or a list: the pages show it at once. */
export function putFiling(filing: KnownFiling) {
  const draft = draftOf(filing.id)
  draft.replaced(filing)
  shownOf(filing.id).phase = 'ready'
}

/** What was left on the phone when it was last closed is sent as soon as somebody is there. */
export async function sendKept() {
  for (const kept of keptDrafts()) if (!drafts.has(kept.id) && !sameContent(kept.base, kept.mine)) await openDraft(kept.id)
}

/** Once, when the app starts: what is unsent goes as soon as there is a net, and at log-out nothing stays. */
export function startDrafts() {
  onLeaving(forgetDrafts)
  watch(online, (connected) => { if (connected) drafts.forEach((draft) => { if (draft.unsent) void draft.flush().catch(() => undefined) }) })
  watch(() => identity.person?.id, (person) => {
    if (!person) return
    // Somebody else holds the phone now: what the one before left here is not for their eyes.
    const before = storage.read<string>(OWNER)
    if (before && before !== person) forgetDrafts()
    storage.write(OWNER, person)
    void sendKept()
  }, { immediate: true })
}

/** For a page with `?id=`: the draft, opened, and how to change it. A page opened without one leads to the list, unless it `mayStandAlone`. */
export function useDraft({ mayStandAlone = false } = {}) {
  const id = ref('')
  const at = ref('')
  const detoured = ref(false)
  onLoad((query) => {
    id.value = (query?.id as string) ?? ''
    detoured.value = query?.to === 'sign'
    at.value = decodeURIComponent((query?.point as string) ?? '')
  })
  onShow(() => {
    if (!id.value) return mayStandAlone ? undefined : replace('/pages/filing/index')
    if (requireLogin()) void openDraft(id.value)
  })
  const view = computed(() => shownOf(id.value))
  return {
    id, at, view,
    /** The person came from the review and goes back there. */
    detoured,
    /** The page after this step. */
    onward: (step: FilingStep) => (view.value.filing?.state === 'returned_for_correction' ? `/pages/filing/correction?id=${id.value}` : pageOf(detoured.value ? 'sign' : after(step)?.step ?? 'sign', id.value)),
    content: computed(() => view.value.content),
    filing: computed(() => view.value.filing),
    change: (edit: (content: Content) => void) => draftOf(id.value).change(edit),
    flush: () => draftOf(id.value).flush(),
  }
}
