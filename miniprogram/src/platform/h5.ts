// The phone web page. In the sandbox the demo person's phone (/sandbox) stands in for WeChat: we go there and come back with a
// code in the query. Live, WeChat itself is needed, and the page says so.
import { calendarFile, type Permission } from './shared'

declare const __uniRoutes: { meta: { route: string } }[]

const PENDING = 'court.h5.pending'
const LOCK = 'court.session.renewal'

interface Pending { state: string; kind: 'login' | 'phone'; carried: unknown }
interface Returned { kind: 'login' | 'phone'; code: string | null; carried: unknown }

let returned: Returned | null = null

export const isWeixin = false
/** A value of a page's query as `onLoad` hands it over, read and written back: on the web uni-app has decoded it already. */
export const fromQuery = (value: unknown) => String(value ?? '')
export const asQuery = (value: string) => encodeURIComponent(value)
export const apiBase = () => ''
export const frame = () => ({ top: 0, right: 0 })

export function deviceName(): string {
  const agent = navigator.userAgent
  const system = /iPhone|iPad/.test(agent) ? 'iPhone' : /Android/.test(agent) ? '安卓手机' : '电脑'
  return `网页版 ${system}`
}

export async function exclusively<T>(work: () => Promise<T>): Promise<T> {
  if (!navigator.locks) return work()
  return navigator.locks.request(LOCK, work) as Promise<T>
}

export const silentLoginCode = async (): Promise<string | null> => null
export const rememberConsent = (_version: string) => undefined
export const forgetConsent = () => undefined

/** Leaves for the demo phone. `carried` comes back with the code (what was ticked, where the person was). */
export async function askPermission(kind: 'login' | 'phone', carried: unknown): Promise<Permission> {
  const state = Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('')
  sessionStorage.setItem(PENDING, JSON.stringify({ state, kind, carried } satisfies Pending))
  const redirect = location.pathname + location.hash
  location.href = `/sandbox/authorize?kind=${kind}&redirect=${encodeURIComponent(redirect)}&state=${state}`
  return { kind: 'left' }
}

/** What the demo phone brought back, once. */
export function takeReturned(kind: 'login' | 'phone'): Returned | null {
  if (returned?.kind !== kind) return null
  const found = returned
  returned = null
  return found
}

// A code is taken only with the state this tab sent out; the address is cleaned so that a reload doesn't show it again.
function readReturn() {
  const query = new URLSearchParams(location.search)
  const state = query.get('sandbox_state')
  if (!state) return
  const pending = JSON.parse(sessionStorage.getItem(PENDING) ?? 'null') as Pending | null
  sessionStorage.removeItem(PENDING)
  history.replaceState(history.state, '', location.pathname + location.hash)
  if (pending?.state === state) returned = { kind: pending.kind, code: query.get('sandbox_code'), carried: pending.carried }
}

export function startPlatform(hooks: { sessionChanged(): void }) {
  readReturn()
  document.addEventListener('keydown', pressByKey)
  window.addEventListener('hashchange', catchUnknownPage)
  // Back from the demo phone without an answer: the page wakes up as it was left, waiting. Start it afresh.
  window.addEventListener('pageshow', (event) => { if (event.persisted) location.reload() })
  window.addEventListener('vite:preloadError', fetchNewBuild)
  window.addEventListener('storage', (event) => { if (event.key?.startsWith('court.')) hooks.sessionChanged() })
}

// The court was renewed under an open page: a part of the old build is gone, and the new one is a reload away. Once, so
// that a page which cannot be had (no network) doesn't go round and round.
function fetchNewBuild(event: Event) {
  const mark = 'court.renewed'
  if (!navigator.onLine || Date.now() - Number(sessionStorage.getItem(mark) ?? 0) < 30_000) return
  event.preventDefault()
  sessionStorage.setItem(mark, String(Date.now()))
  location.reload()
}

// uni-app tells of an unknown address only at the start; typed or linked later, it would leave an empty page.
function catchUnknownPage() {
  const path = location.hash.slice(1).split('?')[0]
  if (path && path !== '/' && !__uniRoutes.some((route) => `/${route.meta.route}` === path)) uni.reLaunch({ url: '/pages/help/missing' })
}

// Our tappable views carry a role and tabindex; Enter and Space must do what a tap does.
function pressByKey(event: KeyboardEvent) {
  const target = event.target as HTMLElement | null
  if ((event.key !== 'Enter' && event.key !== ' ') || !target?.matches('[role][tabindex="0"]')) return
  event.preventDefault()
  target.click()
}

/** The browser's own events: uni-app listens to navigator.connection, which says nothing when the network is gone. */
export function watchConnection(tell: (connected: boolean) => void) {
  tell(navigator.onLine)
  window.addEventListener('online', () => tell(true))
  window.addEventListener('offline', () => tell(false))
}

export function showPreferences(look: { classes: string; language: string }) {
  document.documentElement.className = look.classes
  document.documentElement.lang = look.language
}

/** Both: uni-app writes its own title again whenever a page comes to the front. */
export function showTitle(title: string) {
  uni.setNavigationBarTitle({ title })
  document.title = title
}
export const showFrame = (_theme: 'auto' | 'light' | 'dark') => undefined
/** Hands the day over as a calendar file, which phones and computers open with their own calendar. */
export async function addToCalendar(entry: { title: string; day: string; note: string }): Promise<boolean> {
  const file = new Blob([calendarFile(entry, new Date())], { type: 'text/calendar;charset=utf-8' })
  const link = document.createElement('a')
  link.href = URL.createObjectURL(file)
  link.download = `${entry.day}.ics`
  link.click()
  URL.revokeObjectURL(link.href)
  return true
}

export const prefersLargePrint = () => false
export const call = (number: string) => { location.href = `tel:${number}` }

type AskReminders = (templates: string[]) => Promise<Record<string, string>>
let reminderSheet: AskReminders | null = null
/** In the sandbox a sheet of ours stands in for WeChat's question; elsewhere on the web there is nobody to ask. */
export function onReminderQuestion(ask: AskReminders) { reminderSheet = ask }
export async function askSubscriptions(templates: string[]): Promise<Record<string, string>> {
  if (!reminderSheet || !templates.length) return {}
  const answers = await reminderSheet(templates.slice(0, 3))
  await tellDemoPhone(Object.keys(answers).filter((id) => answers[id] === 'accept'))
  return answers
}

/** WeChat knows itself what was allowed; the demo phone, which sends in its place, is told. */
async function tellDemoPhone(allowed: string[]) {
  if (!allowed.length) return
  const { people } = await (await fetch('/sandbox/state')).json() as { people: { id: string; openid: string }[] }
  const owner = people.find((one) => one.id === localStorage.getItem('sandbox.person')) ?? people[0]
  for (const id of allowed) await fetch('/sandbox/subscriptions', { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ openid: owner.openid, template_id: id, count: 1 }) })
}
export const onPrivacyQuestion = (_ask: (answer: (agreed: boolean) => void) => void) => undefined

/** Keeps Tab inside a sheet, closes it with Escape, and gives the focus back afterwards. Returns the undoing. */
export function holdFocus(id: string, close: () => void): () => void {
  const before = document.activeElement as HTMLElement | null
  const sheet = document.getElementById(id)
  const reachable = () => [...(sheet?.querySelectorAll<HTMLElement>('[tabindex="0"], input, textarea, a[href]') ?? [])]
  const keep = (event: KeyboardEvent) => {
    if (event.key === 'Escape') return close()
    if (event.key !== 'Tab') return
    const all = reachable()
    const edge = event.shiftKey ? all[0] : all[all.length - 1]
    if (document.activeElement !== edge && sheet?.contains(document.activeElement)) return
    event.preventDefault()
    ;(event.shiftKey ? all[all.length - 1] : all[0])?.focus()
  }
  document.addEventListener('keydown', keep)
  sheet?.focus()
  return () => {
    document.removeEventListener('keydown', keep)
    before?.focus?.()
  }
}

