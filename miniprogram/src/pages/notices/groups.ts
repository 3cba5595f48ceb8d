// Notices by day: today, yesterday, earlier. Newest first, as the server sends them.
import type { Notice } from '@/api/client'
import type { IconName } from '@/design/icons'
import { daysBetween, dayOf } from '@/format'

export type Age = 'today' | 'yesterday' | 'earlier'

export function byAge(notices: Notice[], now: Date): { age: Age; items: Notice[] }[] {
  const ages: Age[] = ['today', 'yesterday', 'earlier']
  const ageOf = (notice: Notice): Age => {
    const days = daysBetween(dayOf(notice.at), dayOf(now))
    return days <= 0 ? 'today' : days === 1 ? 'yesterday' : 'earlier'
  }
  return ages.map((age) => ({ age, items: notices.filter((one) => ageOf(one) === age) })).filter((group) => group.items.length > 0)
}

/** A notice that leads somewhere carries the page in `link`; only pages of ours are opened. */
export const linkOf = (notice: Notice): string | null => (notice.link && /^\/?pages\/[\w/]+(\?[\w=&%.-]*)?$/.test(notice.link) ? `/${notice.link.replace(/^\//, '')}` : null)

/** Told by what the kind is about, so that a kind of tomorrow has a sign too. */
const SIGNS: [RegExp, IconName][] = [
  [/refund/, 'refund_relief'], [/fee|pay/, 'payment'], [/correct/, 'correction'], [/not_accepted|returned/, 'doc'], [/accept|docket|regist/, 'ok'], [/case_event/, 'my_cases'], [/filing/, 'filing'],
  [/address/, 'address_confirm'], [/document|serv/, 'service_inbox'], [/device|session/, 'phone'], [/video|face|identity|real_name/, 'identity'], [/mediat/, 'mediation'], [/hearing/, 'hearing_schedule'], [/deadline|due/, 'clock'],
]
export const iconOf = (kind: string): IconName => SIGNS.find(([sign]) => sign.test(kind))?.[1] ?? 'bell'

/** Something waits for the person; the rest only tells. */
const TO_DO = /fee_due|fee_notice|fee_reminder|correct|refused|to_sign|to_answer|document_unread|address_asked/
export const isToDo = (kind: string) => TO_DO.test(kind)
export const isPaper = (kind: string) => /document|serv|judgment|ruling|accept|return/.test(kind)
