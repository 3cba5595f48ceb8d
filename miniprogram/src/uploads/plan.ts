// How a file travels: whole when it is small, else in chunks; how long to wait after trouble; and sizes as people read them.

/** Up to here one POST carries the file whole; anything larger can be broken off and gone on with. */
export const WHOLE_UP_TO = 1024 * 1024
/** Together at most; the rest waits its turn. */
export const AT_ONCE = 2
/** Trouble of the court's own is tried so often before a person is asked. */
export const TRIES = 6

const FIRST_WAIT_MS = 1_000
const LONGEST_WAIT_MS = 60_000

export const travelsWhole = (size: number) => size <= WHOLE_UP_TO

/** The next piece to send, or null when all of it is there. */
export function nextChunk(offset: number, size: number, chunkSize: number): { from: number; to: number } | null {
  if (offset >= size) return null
  return { from: offset, to: Math.min(size, offset + Math.max(1, chunkSize)) }
}

/** 1 s, 2 s, 4 s … at most a minute; what the court asks for comes first. */
export function waitBefore(attempt: number, askedSeconds: number | null = null): number {
  if (askedSeconds !== null) return Math.min(LONGEST_WAIT_MS, askedSeconds * 1000)
  return Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** Math.max(0, attempt - 1))
}

/** Never 100 before the court has said that it has all. */
export function percent(sent: number, size: number, done = false): number {
  if (done) return 100
  return size > 0 ? Math.min(99, Math.floor((sent * 100) / size)) : 0
}

/** 2.1 MB, 61 MB, 340 KB. */
export function sizeWords(bytes: number): string {
  if (bytes < 1024) return `${bytes} B`
  if (bytes < 1024 * 1024) return `${Math.round(bytes / 1024)} KB`
  const megabytes = bytes / (1024 * 1024)
  return `${megabytes < 10 ? megabytes.toFixed(1).replace(/\.0$/, '') : Math.round(megabytes)} MB`
}

/** The ending as it is shown in the place of a picture: PDF, MP4. */
export function endingOf(name: string): string {
  const ending = /\.([A-Za-z0-9]{1,4})$/.exec(name)?.[1]
  return ending ? ending.toUpperCase() : ''
}
