// Who is using the app: logged out, or a person as the server last described them.
import { reactive } from 'vue'
import { api, dropSession, hasSession, session } from './api'
import type { Person, SubscriptionAnswer } from './api/client'
import { setCourtNow } from './clock'
import { forgetKept } from './load'
import { forgetConsent, rememberConsent, type Choices } from './platform'
import { choose } from './preferences'
import { language } from './words/i18n'

const state = reactive<{ loggedIn: boolean; person: Person | null; unread: number }>({ loggedIn: false, person: null, unread: 0 })

export const identity = {
  get loggedIn() { return state.loggedIn },
  get person() { return state.person },
  get unread() { return state.unread },
}

export function readSession() {
  state.loggedIn = hasSession()
  if (!state.loggedIn) { state.person = null; state.unread = 0 }
}

export async function loadPerson(): Promise<Person> {
  state.person = await api.getMe()
  return state.person
}

export function setPerson(person: Person) { state.person = person }
export function setUnread(count: number) { state.unread = count }

export const about = {
  async load() {
    const answer = await api.getAbout()
    setCourtNow(answer.now)
    return answer
  },
}

/** Opens the session and writes down what was chosen on the sheet, in that order: without a person there is no ledger. */
export async function logIn(code: string, choices: Choices) {
  const answer = await api.logInWithWechat({ body: { code } })
  session.keep(answer)
  state.person = answer.person
  state.loggedIn = true
  rememberConsent(choices.noticeVersion)
  tellLanguage()
  await recordChoices(choices)
}

async function recordChoices(choices: Choices) {
  const version = choices.noticeVersion
  await api.giveConsent({ body: { kind: 'privacy_notice', given: true, version } })
  if (choices.wechatMessages) await api.giveConsent({ body: { kind: 'wechat_messages', given: true, version } })
  if (choices.usageStatistics) await api.giveConsent({ body: { kind: 'usage_statistics', given: true, version } })
  await loadPerson()
}

/** What WeChat asked at a tap, for the server to know which reminders it may send. */
export async function recordSubscriptions(results: Record<string, string>) {
  if (Object.keys(results).length) await api.recordSubscriptions({ body: { results: results as Record<string, SubscriptionAnswer> } })
}

export function toggleLanguage() {
  choose({ language: language() === 'zh' ? 'en' : 'zh' })
  tellLanguage()
}

/** Messages of the court come in the language of the app. Not worth an error on the screen: it is told again at the next log-in. */
export function tellLanguage() {
  if (state.loggedIn) api.setPreferences({ body: { language: language() }, headers: { 'If-Match': '*' } }).catch(() => undefined)
}

/** The server is told, but the phone forgets in any case. */
export async function logOut() {
  try { await api.logOut() } finally { forgetSession() }
}

export function forgetSession() {
  dropSession()
  forgetConsent()
  forgetKept()
  state.loggedIn = false
  state.person = null
  state.unread = 0
}
