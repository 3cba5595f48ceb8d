// What to say when something went wrong: whose fault it is, what was kept, and what to do. The server's own sentence comes first.
import { Problem, Unreachable } from './api/problem'
import type { IconName } from './design/icons'
import type { useWords } from './words/i18n'
import type { common } from './words/words'

type Words = ReturnType<typeof useWords<typeof common.zh>>
export interface Told { icon: IconName; tone: 'danger' | 'warn'; title: string; text: string; requestId: string; court: boolean }

export function explain(error: unknown, t: Words): Told {
  if (error instanceof Unreachable) return explainUnreachable(error, t)
  if (error instanceof Problem) return explainProblem(error, t)
  return { icon: 'error', tone: 'danger', title: t('errCourt'), text: t('errCourtText'), requestId: '', court: true }
}

function explainUnreachable(error: Unreachable, t: Words): Told {
  if (error.why === 'offline') return { icon: 'offline', tone: 'warn', title: t('errOffline'), text: t('errOfflineText'), requestId: '', court: false }
  if (error.why === 'away') return { icon: 'error', tone: 'danger', title: t('errAway'), text: t('errAwayText'), requestId: '', court: true }
  return { icon: 'error', tone: 'danger', title: t('errSlow'), text: t('errSlowText'), requestId: '', court: true }
}

/** The last eight digits of the request id, as one can read them out: A264-1629. The court's log knows the whole. */
function shortId(id: string | null): string {
  const digits = (id ?? '').replace(/-/g, '').slice(-8).toUpperCase()
  return digits && `${digits.slice(0, 4)}-${digits.slice(4)}`
}

function explainProblem(error: Problem, t: Words): Told {
  const requestId = shortId(error.requestId)
  if (error.status === 429) return { icon: 'clock', tone: 'warn', title: t('errBusy', { seconds: error.retryAfter ?? 30 }), text: '', requestId: '', court: false }
  if (error.status >= 500) return { icon: 'error', tone: 'danger', title: t('errCourt'), text: error.detail || t('errCourtText'), requestId, court: true }
  if (error.status === 401) return { icon: 'user', tone: 'warn', title: t('errSessionEnded'), text: error.detail, requestId: '', court: false }
  if (error.status === 404) return { icon: 'search', tone: 'warn', title: error.detail.replace(/。$/, '') || t('errMissing'), text: '', requestId, court: false }
  return { icon: 'error', tone: 'warn', title: error.message.startsWith('HTTP') ? t('errOther') : error.message, text: error.detail, requestId, court: false }
}

/** One sentence, for a place under a button or field. */
export function sentence(error: unknown, t: Words): string {
  const told = explain(error, t)
  if (!(error instanceof Problem)) return t('andThen', { what: told.title, then: told.text })
  if (error.status === 429) return told.title
  const words = error.errors[0]?.detail || told.text || told.title
  return error.status >= 500 && told.requestId ? `${words}${t('idIs', { id: told.requestId })}` : words
}
