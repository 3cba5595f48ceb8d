// Files on their way to the court: choose them, send them, follow them. They go on over a lost net and, where the place
// keeps files, over a closed app. What a page must know is in `useUploads`.
import { onUnmounted, reactive, ref, computed, watch, type ComputedRef } from 'vue'
import { api, pathOf, session as tokens } from './api'
import { callHeaders, FILE_TIMEOUT_MS, retryAfter, whyFailed } from './api/carrier'
import type { Purpose, Upload } from './api/client'
import { Problem, Unreachable } from './api/problem'
import { unwrap } from './api/session'
import { courtNow } from './clock'
import { dayOf, timeOf } from './format'
import { identity, onLeaving } from './identity'
import { online } from './network'
import { apiBase, dropFile, keepFile, keptFile, mayResume, pickFiles, postFile, sliceFile, storage, uuid, type PickKind } from './platform'
import { sentence } from './trouble'
import { percent, sizeWords } from './uploads/plan'
import { Queue, type Item, type Kept, type LocalFile, type State } from './uploads/queue'
import { words } from './uploads/words'
import { useWords } from './words/i18n'
import { common } from './words/words'

export type { LocalFile } from './uploads/queue'
export { sizeWords } from './uploads/plan'

const KEPT = 'court.uploads'
const t = useWords(words)
const c = useWords(common)
// Pages follow the list through this: the queue itself knows nothing of Vue.
const turns = ref(0)

/** `sent` and `size` in bytes; `words` says how it stands, or why it stands still, and what to do. */
export interface SentFile { key: string; name: string; size: number; sent: number; percent: number; state: State; words: string; type: string; preview: string; purpose: Purpose; upload: Upload | null; trouble: unknown }

async function postWhole(item: { key: string; name: string; purpose: Purpose }, source: unknown, progress: (sent: number) => void): Promise<Upload> {
  const answer = await tokens.withToken(async (access) => {
    try {
      const told = await postFile({ url: apiBase() + pathOf((court) => court.createUpload({ body: undefined })), headers: { ...callHeaders(access), 'Idempotency-Key': item.key }, fields: { purpose: item.purpose, name: item.name }, source, name: item.name, timeout: FILE_TIMEOUT_MS, progress })
      return { status: told.status, body: told.body, retryAfter: retryAfter(told.headers) }
    } catch (trouble) {
      throw new Unreachable(whyFailed((trouble as Error).message))
    }
  })
  return unwrap<Upload>(answer)
}

const queue = new Queue({
  wires: {
    postWhole,
    openSession: (item) => api.openUploadSession({ body: { name: item.name, size: item.size, purpose: item.purpose } }),
    readSession: (id) => api.readUploadSession({ path: { id } }),
    putChunk: (id, offset, bytes) => api.putUploadChunk({ path: { id }, query: { offset }, body: bytes }),
    complete: (id) => api.completeUploadSession({ path: { id } }),
  },
  files: { slice: sliceFile, keep: keepFile, kept: keptFile, drop: dropFile },
  memory: { read: () => storage.read<Kept[]>(KEPT) ?? [], write: (all) => (all.length ? storage.write(KEPT, all) : storage.remove(KEPT)) },
  online: () => online.value,
  later(ms, act) { const timer = setTimeout(act, ms); return () => clearTimeout(timer) },
  watched: (item) => reactive(item) as Item,
  changed: () => { turns.value++ },
})

/** Once, when the app starts: takes up what was left on its way, and follows who is here and whether there is a net. */
export function startUploads() {
  watch(() => identity.person?.id ?? '', async (id) => {
    if (!id) return queue.close(false)
    await queue.open(id, await mayResume())
  }, { immediate: true })
  watch(online, (connected) => { if (connected) queue.wake() })
  onLeaving(() => queue.close(true))
}

/** Opens the dialog of the place. Nothing chosen: an empty list. Must be called from a tap. */
export async function pick(kind: PickKind, { max = 9 }: { max?: number } = {}): Promise<LocalFile[]> {
  const files = await pickFiles(kind, max)
  return files.map((file, at) => ({ key: uuid(), name: nameOf(file.name, file.type, kind, at), size: file.size, type: file.type, source: file.source, preview: file.preview }))
}

// The camera gives no name, or the same one each time ("image.jpg").
function nameOf(name: string, type: string, kind: PickKind, at: number): string {
  if (name && (kind === 'chat' || !/^image\.\w+$/i.test(name))) return name
  const now = courtNow()
  const when = `${dayOf(now).slice(5)} ${timeOf(now).replace(':', '.')}${at ? ` (${at + 1})` : ''}`
  const film = kind === 'video' || /^video\/|^\.(mp4|mov|m4v|3gp)$/.test(type)
  const ending = /\.\w+$/.exec(name)?.[0] ?? (type.startsWith('.') ? type : film ? '.mp4' : type === 'image/png' ? '.png' : '.jpg')
  return `${film ? t('film', { at: when }) : t('photo', { at: when })}${ending}`
}

/** A small file at once, past the queue (a signature). Throws what the court or the net says. */
export const uploadNow = (file: { key?: string; name: string; source: unknown }, purpose: Purpose): Promise<Upload> => postWhole({ key: file.key ?? uuid(), name: file.name, purpose }, file.source, () => undefined)

export interface Uploads {
  /** Those of this scope, in the order they were chosen. A finished one stays, with its `upload`, until `remove`. */
  items: ComputedRef<SentFile[]>
  send(files: LocalFile[], purpose: Purpose): string[]
  retry(key: string): void
  pause(key: string): void
  remove(key: string): void
  /** Called once for each that arrives while the page is there. Those that arrived before are in `items` already. */
  onDone(act: (file: SentFile) => void): void
}

/** `scope` tells whose files these are (a filing's id): only those are shown, also after the app was closed. */
export function useUploads(scope: string): Uploads {
  const undo: (() => void)[] = []
  onUnmounted(() => undo.forEach((one) => one()))
  return {
    items: computed(() => { void turns.value; return queue.of(scope).map(shown) }),
    send: (files, purpose) => queue.send(files, purpose, scope).map((one) => one.key),
    retry: (key) => queue.retry(key),
    pause: (key) => queue.pause(key),
    remove: (key) => queue.remove(key),
    onDone: (act) => { undo.push(queue.onDone((item) => { if (item.scope === scope) act(shown(item)) })) },
  }
}

function shown(item: Item): SentFile {
  const { key, name, size, sent, state, type, preview, purpose, upload, trouble } = item
  return { key, name, size, sent, percent: percent(sent, size, state === 'done'), state, words: wordsOf(item), type, preview, purpose, upload, trouble }
}

function wordsOf(item: Item): string {
  const done = percent(item.sent, item.size)
  if (item.state === 'waiting') return t('waiting')
  if (item.state === 'done') return sizeWords(item.size)
  if (item.state === 'sending') return item.sent ? t('sending', { sent: sizeWords(item.sent), size: sizeWords(item.size) }) : t('sendingStart')
  if (item.state === 'paused') return pausedWords(item, done)
  return item.trouble instanceof Problem || item.trouble instanceof Unreachable ? sentence(item.trouble, c) : t('lostFile')
}

function pausedWords(item: Item, done: number): string {
  if (item.held) return t('held', { percent: done })
  if (item.trouble instanceof Problem) return t('busy')
  if (!online.value || (item.trouble instanceof Unreachable && item.trouble.why === 'offline')) return item.sent ? t('offline', { percent: done }) : t('offlineStart')
  return t('away', { percent: done })
}
