// Who is using the app: logged out, or a person as the server last described them.
import { reactive } from 'vue'
import { api, dropSession, hasSession, session } from './api'
import type { About, ConsentKind, Person, SubscriptionAnswer } from './api/client'
import { setCourtNow } from './clock'
import { forgetKept } from './load'
import { forgetConsent, rememberConsent, storage, type Choices } from './platform'
import { choose } from './preferences'
import { language } from './words/i18n'

/** What was ticked at log-in, until the server has it. */
const CHOICES = 'court.choices'
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

let known: About | null = null
export const about = {
  async load() {
    known = await api.getAbout()
    setCourtNow(known.now)
    return known
  },
  /** What was told last: for acts that must follow a tap at once, with no call between. */
  get known() { return known },
  /** The demo phone stands in for WeChat. */
  get sandbox() { return known?.mode === 'sandbox' },
}

/** Opens the session, then writes down what was chosen on the sheet: without a person there is no ledger. */
export async function logIn(code: string, choices: Choices) {
  const answer = await api.logInWithWechat({ body: { code } })
  session.keep(answer)
  state.person = answer.person
  state.loggedIn = true
  rememberConsent(choices.noticeVersion)
  storage.write(CHOICES, choices)
  tellLanguage()
  // The person is in. What could not be written down now waits on the phone for the next start.
  await recordChoices().catch(() => undefined)
}

/** Writes down choices that the ledger does not have yet. Each is sent once, also after a broken attempt. */
export async function recordChoices() {
  const choices = storage.read<Choices>(CHOICES)
  if (!choices) return
  const version = choices.noticeVersion
  const chosen: ConsentKind[] = ['privacy_notice', ...(choices.wechatMessages ? ['wechat_messages' as const] : []), ...(choices.usageStatistics ? ['usage_statistics' as const] : [])]
  const { consents } = await loadPerson()
  for (const kind of chosen) {
    if (consents.some((one) => one.kind === kind && one.given && one.version === version)) continue
    await api.giveConsent({ body: { kind, given: true, version } })
  }
  storage.remove(CHOICES)
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

const leaving: (() => void)[] = []
/** What else a phone must forget when its person logs out (files on their way). A session that merely ran out is not that. */
export function onLeaving(act: () => void) { leaving.push(act) }

/** The server is told, but the phone forgets in any case. */
export async function logOut() {
  try { await api.logOut() } finally { forgetSession(); leaving.forEach((act) => act()) }
}

export function forgetSession() {
  dropSession()
  storage.remove(CHOICES)
  forgetConsent()
  forgetKept()
  state.loggedIn = false
  state.person = null
  state.unread = 0
}
