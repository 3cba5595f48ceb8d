// Notices by day: today, yesterday, earlier. Newest first, as the server sends them.
import type { Notice } from '@/api/client'
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
