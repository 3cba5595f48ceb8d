// The same on both sides.

export const storage = {
  read<T>(key: string): T | null {
    const found: unknown = uni.getStorageSync(key)
    return found === '' || found === undefined || found === null ? null : (found as T)
  },
  write(key: string, value: unknown) { uni.setStorageSync(key, value) },
  remove(key: string) { uni.removeStorageSync(key) },
}

/** A version 4 UUID for idempotency keys. It only has to be unlike any other of this person, so Math.random will do. */
export function uuid(): string {
  return 'xxxxxxxx-xxxx-4xxx-yxxx-xxxxxxxxxxxx'.replace(/[xy]/g, (kind) => {
    const nibble = Math.floor(Math.random() * 16)
    return (kind === 'x' ? nibble : (nibble & 3) | 8).toString(16)
  })
}

/** One whole day as an iCalendar file (RFC 5545: lines end in CR LF, commas and semicolons are escaped). */
export function calendarFile(entry: { title: string; day: string; note: string }, now: Date): string {
  const escaped = (text: string) => text.replace(/[\\,;]/g, (one) => `\\${one}`).replace(/\n/g, '\\n')
  const stamp = now.toISOString().replace(/[-:]|\.\d+/g, '')
  const day = entry.day.replace(/-/g, '')
  return ['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//micro-court//phone//ZH', 'BEGIN:VEVENT', `UID:${uuid()}`, `DTSTAMP:${stamp}`, `DTSTART;VALUE=DATE:${day}`, `SUMMARY:${escaped(entry.title)}`, `DESCRIPTION:${escaped(entry.note)}`, 'BEGIN:VALARM', 'ACTION:DISPLAY', `DESCRIPTION:${escaped(entry.title)}`, 'TRIGGER:-P1D', 'END:VALARM', 'END:VEVENT', 'END:VCALENDAR', ''].join('\r\n')
}

export const CALL_CENTRE = '12368'

/** Where a log-in or phone step leads: a code in hand, or elsewhere (the page has been left for the demo phone). */
export type Permission = { kind: 'code'; code: string } | { kind: 'left' } | { kind: 'denied' }

/** What the person chose on the privacy sheet; it travels with the log-in. */
export interface Choices { noticeVersion: string; wechatMessages: boolean; usageStatistics: boolean }

/** Where a file comes from: the camera, the album, a chat or the phone's files, or a film of oneself. */
export type PickKind = 'camera' | 'album' | 'chat' | 'video'
/** A file as the dialog hands it over. `source` means something only to the place it comes from; `type` is a media type or an ending. */
export interface Picked { name: string; size: number; type: string; source: unknown; preview: string }
export interface Post { url: string; headers: Record<string, string>; fields: Record<string, string>; source: unknown; name: string; timeout: number; progress(sent: number): void }
export interface Carried { status: number; body: unknown; headers: Record<string, string> }
export interface Fetched extends Carried { file: unknown }

/** How a face check or a payment ended on the phone's side: done as far as it knows, given up, gone to another page, or not possible here. */
export type Acted = 'done' | 'cancelled' | 'left' | 'unavailable'
