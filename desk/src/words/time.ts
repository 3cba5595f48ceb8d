// Dates and times as people read them. The court's days are those of Asia/Shanghai, wherever the browser is.
import type { Language } from './language'

const ZONE = 'Asia/Shanghai'
const SHANGHAI_MS = 8 * 3_600_000
let serverAhead = 0

/** The Date header of each answer: what a screen says about "now" must not depend on a desk computer's clock. */
export function noteServerTime(instant: number) {
  serverAhead = instant - Date.now()
}

export const serverNow = (): number => Date.now() + serverAhead

/** 2026-11-24: the day in Shanghai, as the API and a field for days name it. */
export const dateOf = (instant: number): string => new Date(instant + SHANGHAI_MS).toISOString().slice(0, 10)

/** An instant that surely lies in a day named like that. */
export const noonOf = (date: string): number => Date.parse(`${date}T12:00:00+08:00`)

interface Parts { year: number; month: number; day: number; weekday: number; hour: number; minute: string }

function partsOf(instant: number): Parts {
  const format = new Intl.DateTimeFormat('en-GB', { timeZone: ZONE, year: 'numeric', month: 'numeric', day: 'numeric', weekday: 'short', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' })
  const part = Object.fromEntries(format.formatToParts(instant).map(({ type, value }) => [type, value]))
  const weekday = WEEKDAYS_EN.indexOf(part['weekday'] ?? '')
  return { year: Number(part['year']), month: Number(part['month']), day: Number(part['day']), weekday, hour: Number(part['hour']), minute: part['minute'] ?? '' }
}

const WEEKDAYS_EN = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat']
const WEEKDAYS_ZH = '日一二三四五六'
const MONTHS_EN = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

/** 11月24日 周二; with the year when it is not this year. */
export function day(instant: number, language: Language, now = serverNow()): string {
  const at = partsOf(instant)
  const otherYear = at.year !== partsOf(now).year
  if (language === 'zh') return `${otherYear ? `${at.year}年` : ''}${at.month}月${at.day}日 周${WEEKDAYS_ZH[at.weekday]}`
  return `${WEEKDAYS_EN[at.weekday]} ${at.day} ${MONTHS_EN[at.month - 1]}${otherYear ? ` ${at.year}` : ''}`
}

/** 11月24日 09:41; with the year when it is not this year. */
export function dayAndTime(instant: number, language: Language, now = serverNow()): string {
  const at = partsOf(instant)
  const otherYear = at.year !== partsOf(now).year
  const time = `${String(at.hour).padStart(2, '0')}:${at.minute}`
  if (language === 'zh') return `${otherYear ? `${at.year}年` : ''}${at.month}月${at.day}日 ${time}`
  return `${at.day} ${MONTHS_EN[at.month - 1]}${otherYear ? ` ${at.year}` : ''} ${time}`
}

/** 11月24日 09:41:07: for ledgers, where the second is part of the proof. */
export function exactTime(instant: number, language: Language, now = serverNow()): string {
  return `${dayAndTime(instant, language, now)}:${String(new Date(instant).getUTCSeconds()).padStart(2, '0')}`
}

export type PartOfDay = 'morning' | 'noon' | 'afternoon' | 'evening'

export function partOfDay(instant: number): PartOfDay {
  const { hour } = partsOf(instant)
  if (hour < 5 || hour >= 18) return 'evening'
  if (hour < 11) return 'morning'
  return hour < 13 ? 'noon' : 'afternoon'
}
