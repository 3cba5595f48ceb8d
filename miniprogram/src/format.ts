// Money, days and times as people read them. No Intl: older WeChat engines have none.
import type { Language } from './words/i18n'

const BEIJING = 8 * 3600 * 1000
const DAY = 24 * 3600 * 1000
const WEEKDAYS = { zh: ['周日', '周一', '周二', '周三', '周四', '周五', '周六'], en: ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'] }
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

/** 2759600 -> "27,596.00". Integer fen in, so nothing is lost on the way. */
export function yuan(fen: number): string {
  const sign = fen < 0 ? '-' : ''
  const digits = String(Math.abs(fen)).padStart(3, '0')
  return `${sign}${grouped(digits.slice(0, -2))}.${digits.slice(-2)}`
}

export function money(fen: number, language: Language): string {
  return language === 'zh' ? `${yuan(fen)} 元` : `¥${yuan(fen)}`
}

const grouped = (whole: string) => whole.replace(/\B(?=(\d{3})+(?!\d))/g, ',')

/** What a person types as an amount -> a plain decimal string, or null when it is none ("2.7万", "-3", "1.234"). */
export function plainAmount(typed: string): string | null {
  const half = typed.replace(/[０-９．，]/g, (one) => String.fromCharCode(one.charCodeAt(0) - 0xfee0)).replace(/[,\s¥￥元]/g, '')
  if (!/^\d{1,15}(\.\d{1,2})?$/.test(half)) return null
  return half.replace(/^0+(?=\d)/, '')
}

/** "27596" -> "27,596.00", for showing an amount once it has been typed. */
export function shownAmount(plain: string): string {
  const [whole, part = ''] = plain.split('.')
  return `${grouped(whole)}.${part.padEnd(2, '0')}`
}

interface Parts { year: number; month: number; day: number; weekday: number }

function parts(day: string): Parts {
  const [year, month, date] = day.split('-').map(Number)
  return { year, month, day: date, weekday: new Date(Date.UTC(year, month - 1, date)).getUTCDay() }
}

/** The day in Beijing of an instant, as YYYY-MM-DD. */
export function dayOf(instant: Date | string): string {
  const at = typeof instant === 'string' ? Date.parse(instant) : instant.getTime()
  return new Date(at + BEIJING).toISOString().slice(0, 10)
}

/** The time of day in Beijing, 24 hours: "09:41". */
export function timeOf(instant: Date | string): string {
  const at = typeof instant === 'string' ? Date.parse(instant) : instant.getTime()
  return new Date(at + BEIJING).toISOString().slice(11, 16)
}

/** With seconds, for ledgers: "09:12:04". */
export function secondsOf(instant: string): string {
  return new Date(Date.parse(instant) + BEIJING).toISOString().slice(11, 19)
}

/** 2026年11月24日 周二, without the year when it is this year's. */
export function longDay(day: string, language: Language, today?: string): string {
  const { year, month, day: date, weekday } = parts(day)
  const sameYear = today?.slice(0, 4) === String(year)
  if (language === 'zh') return `${sameYear ? '' : `${year}年`}${month}月${date}日 ${WEEKDAYS.zh[weekday]}`
  return `${WEEKDAYS.en[weekday]} ${date} ${MONTHS[month - 1]}${sameYear ? '' : ` ${year}`}`
}

/** 11月24日, with the year when it isn't this year's; no weekday. */
export function shortDay(day: string, language: Language, today?: string): string {
  const full = longDay(day, language, today)
  return language === 'zh' ? full.split(' ')[0] : full.slice(4)
}

export function tileParts(day: string, language: Language) {
  const { month, day: date, weekday } = parts(day)
  return { month: language === 'zh' ? `${month}月` : MONTHS[month - 1], day: String(date), weekday: WEEKDAYS[language][weekday] }
}

/** Whole days from one day to another; negative when `to` lies before. */
export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / DAY)
}

export const isDay = (text: string) => /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(`${text}T00:00:00Z`)) && new Date(`${text}T00:00:00Z`).toISOString().startsWith(text)

/** "今天 09:41" is for lists of events: the time today, else the day. */
export function eventTime(instant: string, language: Language, now: Date): string {
  const today = dayOf(now)
  return dayOf(instant) === today ? timeOf(instant) : shortDay(dayOf(instant), language, today)
}

/** Days inside a sentence of the server (2026-02-21) as people write them (2026年2月21日). */
export const withDays = (text: string, language: Language) => text.replace(/\d{4}-\d{2}-\d{2}/g, (day) => (isDay(day) ? shortDay(day, language) : day))
