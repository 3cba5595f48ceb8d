// Rows of evidence: their order, their names, and what this phone still remembers of the files' faces.
import { reactive } from 'vue'
import { api, pathOf } from '@/api'
import { fetchPaper } from '@/papers'
import { addressOf } from '@/platform'
import type { EvidenceItem } from './content'

export interface Face { preview: string; size: number; pages: number | null; media: string; file: string }

const faces = reactive(new Map<string, Face>())
export const rememberFace = (uploadId: string, face: Face) => { faces.set(uploadId, face) }
export const faceOf = (uploadId: string): Face | undefined => faces.get(uploadId)

const asked = new Set<string>()
/** Files that came from another phone, or before the app was closed: what they are, and their small picture. */
export function learnFaces(uploadIds: string[]) {
  for (const id of uploadIds.filter((one) => !faces.has(one) && !asked.has(one))) { asked.add(id); void learn(id) }
}
async function learn(id: string) {
  try {
    const upload = await api.getUpload({ path: { id } })
    faces.set(id, { preview: '', size: upload.size, pages: upload.pages ?? null, media: upload.media_type, file: upload.name })
    if (!upload.variants.includes('thumb')) return
    const thumb = await fetchPaper(pathOf((court) => court.getUploadContent({ path: { id }, query: { variant: 'thumb' } })))
    const face = faces.get(id)
    if (face) faces.set(id, { ...face, preview: addressOf(thumb) })
  } catch { asked.delete(id) /* the row shows its name all the same */ }
}

/** The file's name without its ending: IMG_0412.jpg is no name for a court, but better than none. */
export const evidenceName = (file: string): string => file.replace(/\.[A-Za-z0-9]{1,5}$/, '').slice(0, 60) || file

// The order in which files were chosen, by key; they may arrive in another.
const chosen = new Map<string, number>()
const turns = new Map<string, number>()
export function rememberChosen(keys: string[]) { for (const key of keys) if (!chosen.has(key)) chosen.set(key, chosen.size) }
export function rememberTurn(key: string, uploadId: string) { turns.set(uploadId, chosen.get(key) ?? chosen.size) }

/** A file that has arrived stands before those that were chosen after it. */
export function inTurn(list: EvidenceItem[], fresh: EvidenceItem, turnOf = (id: string) => turns.get(id)): EvidenceItem[] {
  const mine = turnOf(fresh.upload_id)
  const at = mine === undefined ? -1 : list.findIndex((one) => (turnOf(one.upload_id) ?? -1) > mine)
  return at < 0 ? [...list, fresh] : [...list.slice(0, at), fresh, ...list.slice(at)]
}

/** One place up or down; at the end of the list nothing moves. */
export function moved(list: EvidenceItem[], at: number, by: -1 | 1): EvidenceItem[] {
  const to = at + by
  if (to < 0 || to >= list.length) return list
  const next = [...list]
  ;[next[at], next[to]] = [next[to], next[at]]
  return next
}

/** The bound photographs stand where the first of them stood; the single ones go. */
export function bound(list: EvidenceItem[], uploadIds: string[], book: EvidenceItem): EvidenceItem[] {
  const place = list.findIndex((one) => uploadIds.includes(one.upload_id))
  const rest = list.filter((one) => !uploadIds.includes(one.upload_id))
  if (place < 0) return [...rest, book]
  const before = list.slice(0, place).filter((one) => !uploadIds.includes(one.upload_id)).length
  return [...rest.slice(0, before), book, ...rest.slice(before)]
}
