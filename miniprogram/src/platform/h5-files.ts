// Files on the web page: chosen with the browser's own dialog, kept in IndexedDB, sent with XMLHttpRequest, read as a Blob.
import type { Carried, Fetched, PickKind, Picked, Post } from './shared'

const DATABASE = 'court.files'
const STORE = 'files'

const ACCEPTED: Record<PickKind, string> = { camera: 'image/*', album: 'image/*,video/*', chat: '', video: 'video/*' }

/** The browser's dialog; an empty list when it is closed without a choice. */
export function pickFiles(kind: PickKind, max: number): Promise<Picked[]> {
  return new Promise((resolve) => {
    const input = document.createElement('input')
    input.type = 'file'
    input.accept = ACCEPTED[kind]
    input.multiple = max > 1 && kind !== 'camera' && kind !== 'video'
    if (kind === 'camera') input.setAttribute('capture', 'environment')
    if (kind === 'video') input.setAttribute('capture', 'user')
    input.style.display = 'none'
    input.setAttribute('aria-hidden', 'true')
    const end = (files: File[]) => {
      input.remove()
      resolve(files.slice(0, max).map((file) => ({ name: file.name, size: file.size, type: file.type, source: file, preview: previewOf(file) })))
    }
    input.addEventListener('change', () => end([...(input.files ?? [])]))
    input.addEventListener('cancel', () => end([]))
    // Some browsers open the dialog only for an input that stands in the page.
    document.body.append(input)
    input.click()
  })
}

const previewOf = (file: Blob) => (/^image\/(jpeg|png|gif|webp|bmp)/.test(file.type) ? URL.createObjectURL(file) : '')

/** What was drawn on a canvas, as a PNG. */
export async function fileOfCanvas(canvas: unknown, name: string): Promise<Picked | null> {
  const blob = await new Promise<Blob | null>((resolve) => (canvas as HTMLCanvasElement).toBlob(resolve, 'image/png'))
  return blob && { name, size: blob.size, type: blob.type, source: blob, preview: URL.createObjectURL(blob) }
}

export const sliceFile = (source: unknown, from: number, to: number): Promise<ArrayBuffer> => (source as Blob).slice(from, to).arrayBuffer()

function store<T>(mode: IDBTransactionMode, act: (files: IDBObjectStore) => IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const opening = indexedDB.open(DATABASE, 1)
    opening.onupgradeneeded = () => opening.result.createObjectStore(STORE)
    opening.onerror = () => reject(opening.error)
    opening.onsuccess = () => {
      const database = opening.result
      const asked = act(database.transaction(STORE, mode).objectStore(STORE))
      asked.onsuccess = () => { database.close(); resolve(asked.result) }
      asked.onerror = () => { database.close(); reject(asked.error) }
    }
  })
}

/** The Blob stays usable; a copy of it waits on the disk. */
export async function keepFile(key: string, _name: string, source: unknown): Promise<unknown> {
  await store('readwrite', (files) => files.put(source, key))
  return source
}

export async function keptFile(key: string, _name: string): Promise<{ source: unknown; preview: string } | null> {
  const found = (await store('readonly', (files) => files.get(key) as IDBRequest<Blob | undefined>).catch(() => undefined))
  return found ? { source: found, preview: previewOf(found) } : null
}

export async function dropFile(key: string): Promise<void> {
  await store('readwrite', (files) => files.delete(key)).catch(() => undefined)
}

/** One tab takes up what was left on its way; the others leave it alone. */
export async function mayResume(): Promise<boolean> {
  if (!navigator.locks) return true
  return new Promise((resolve) => {
    void navigator.locks.request('court.uploads', { ifAvailable: true }, (lock) => {
      resolve(lock !== null)
      // Held until the tab is closed.
      return lock ? new Promise<void>(() => undefined) : undefined
    })
  })
}

export function postFile({ url, headers, fields, source, name, timeout, progress }: Post): Promise<Carried> {
  const form = new FormData()
  for (const [field, value] of Object.entries(fields)) form.append(field, value)
  form.append('file', source as Blob, name)
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest()
    request.open('POST', url)
    for (const [header, value] of Object.entries(headers)) request.setRequestHeader(header, value)
    request.timeout = timeout
    request.upload.onprogress = (event) => progress(event.loaded)
    request.onload = () => resolve({ status: request.status, body: asJson(request.responseText), headers: { 'retry-after': request.getResponseHeader('retry-after') ?? '' } })
    request.onerror = () => reject(new Error('fail'))
    request.ontimeout = () => reject(new Error('timeout'))
    request.send(form)
  })
}

function asJson(text: string): unknown {
  try { return JSON.parse(text) } catch { return null }
}

export async function fetchFile(url: string, headers: Record<string, string>): Promise<Fetched> {
  const answer = await fetch(url, { headers, credentials: 'same-origin' }).catch(() => { throw new Error('fail') })
  const told = { 'retry-after': answer.headers.get('retry-after') ?? '' }
  if (!answer.ok) return { status: answer.status, body: asJson(await answer.text()), headers: told, file: null }
  return { status: answer.status, body: null, headers: told, file: await answer.blob() }
}

/** An address for a picture or player on the page; give it back with `releaseFile`. */
export const addressOf = (file: unknown) => URL.createObjectURL(file as Blob)
export const releaseFile = (address: string) => { if (address.startsWith('blob:')) URL.revokeObjectURL(address) }

/** Saves it where the browser puts downloads. */
export async function saveFile(file: unknown, name: string): Promise<boolean> {
  const link = document.createElement('a')
  link.href = addressOf(file)
  link.download = name
  link.click()
  // The download has begun; the address is needed for another moment.
  setTimeout(() => releaseFile(link.href), 10_000)
  return true
}

/** The system's own share sheet; where there is none, the file is saved. `null`: the person closed the sheet. */
export async function shareFile(file: unknown, name: string): Promise<'shared' | 'saved' | null> {
  const shared = new File([file as Blob], name, { type: (file as Blob).type })
  if (navigator.canShare?.({ files: [shared] })) {
    try {
      await navigator.share({ files: [shared], title: name })
      return 'shared'
    } catch (refusal) {
      if ((refusal as Error).name === 'AbortError') return null
    }
  }
  await saveFile(file, name)
  return 'saved'
}

/** WeChat has a reader of its own; the web page shows the paper itself. */
export const openOutside = async (_file: unknown, _name: string): Promise<boolean> => false
