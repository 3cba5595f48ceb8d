// The WeChat mini-program: wx.login and getPhoneNumber instead of the demo phone, subscribe messages, the privacy question.
import { storage, type Permission } from './shared'

const CONSENT = 'court.privacy'

interface Weixin {
  onNeedPrivacyAuthorization?(ask: (resolve: (answer: { event: 'agree' | 'disagree'; buttonId?: string }) => void) => void): void
  getAppBaseInfo?(): { fontSizeSetting?: number; theme?: 'light' | 'dark' }
  getDeviceInfo?(): { brand?: string; model?: string }
  getWindowInfo?(): { statusBarHeight?: number; windowWidth?: number }
  getMenuButtonBoundingClientRect?(): { left: number }
  addPhoneCalendar?(options: { title: string; description: string; startTime: number; allDay: boolean; success(): void; fail(): void }): void
  requestSubscribeMessage?(options: { tmplIds: string[]; success(answer: Record<string, string>): void; fail(): void }): void
}
declare const wx: Weixin

export const isWeixin = true
/** A value of a page's query as `onLoad` hands it over, read and written back: WeChat leaves it as it stood in the address. */
export const fromQuery = (value: unknown) => {
  try { return decodeURIComponent(String(value ?? '')) } catch { return String(value ?? '') }
}
export const asQuery = (value: string) => value
export const apiBase = () => (import.meta.env.VITE_API_BASE || 'http://127.0.0.1:8080').replace(/\/$/, '')

/** Room that WeChat's own frame takes: the status bar above, the capsule at the right. */
export function frame() {
  const window = wx.getWindowInfo?.()
  const capsule = wx.getMenuButtonBoundingClientRect?.()
  return { top: window?.statusBarHeight ?? 20, right: capsule && window?.windowWidth ? window.windowWidth - capsule.left : 95 }
}

export function deviceName(): string {
  const device = wx.getDeviceInfo?.()
  return `微信小程序 ${[device?.brand, device?.model].filter(Boolean).join(' ')}`.trim()
}

export const exclusively = <T>(work: () => Promise<T>): Promise<T> => work()

function loginCode(): Promise<string> {
  return new Promise((resolve, reject) => {
    uni.login({ provider: 'weixin', success: (answer) => resolve(answer.code), fail: () => reject(new Error('wx.login')) })
  })
}

export const rememberConsent = (version: string) => storage.write(CONSENT, version)
export const forgetConsent = () => storage.remove(CONSENT)

/** Only for somebody who has acknowledged the notice on this phone and has not logged out since. */
export async function silentLoginCode(): Promise<string | null> {
  return storage.read<string>(CONSENT) ? loginCode().catch(() => null) : null
}

export async function askPermission(kind: 'login' | 'phone', _carried: unknown): Promise<Permission> {
  if (kind === 'phone') throw new Error('on WeChat the phone number comes from its own button')
  return { kind: 'code', code: await loginCode() }
}

export const takeReturned = (_kind: 'login' | 'phone'): { code: string | null; carried: unknown } | null => null

export function startPlatform(_hooks: { sessionChanged(): void }) { /* one window, one session: nothing to listen to */ }
export function watchConnection(tell: (connected: boolean) => void) {
  uni.getNetworkType({ success: (answer) => tell(answer.networkType !== 'none') })
  uni.onNetworkStatusChange((change) => tell(change.isConnected))
}

export function showPreferences(_look: { classes: string; language: string }) { /* the root view carries the classes */ }
export function showTitle(title: string) { uni.setNavigationBarTitle({ title }) }

/** The status bar's signs and the ground behind the page follow the person's theme, not only the system's. */
export function showFrame(theme: 'auto' | 'light' | 'dark') {
  const dark = (theme === 'auto' ? wx.getAppBaseInfo?.().theme : theme) === 'dark'
  const ground = dark ? '#111418' : '#F5F4F0'
  uni.setNavigationBarColor({ frontColor: dark ? '#ffffff' : '#000000', backgroundColor: ground, fail: () => undefined })
  uni.setBackgroundColor({ backgroundColor: ground, backgroundColorTop: ground, backgroundColorBottom: ground, fail: () => undefined })
}

/** WeChat's own text size: 17 is its standard, 20 and more is what people who need large print choose. */
export const prefersLargePrint = () => (wx.getAppBaseInfo?.().fontSizeSetting ?? 17) >= 20

export function addToCalendar(entry: { title: string; day: string; note: string }): Promise<boolean> {
  return new Promise((resolve) => {
    if (!wx.addPhoneCalendar) return resolve(false)
    // WeChat counts seconds; the day begins at midnight in Beijing.
    const startTime = Date.parse(`${entry.day}T00:00:00+08:00`) / 1000
    wx.addPhoneCalendar({ title: entry.title, description: entry.note, startTime, allDay: true, success: () => resolve(true), fail: () => resolve(false) })
  })
}

export const call = (phoneNumber: string) => { uni.makePhoneCall({ phoneNumber, fail: () => undefined }) }

export const onReminderQuestion = (_ask: (templates: string[]) => Promise<Record<string, string>>) => undefined

/** Must be called from a tap; at most three templates at once. */
export function askSubscriptions(templates: string[]): Promise<Record<string, string>> {
  return new Promise((resolve) => {
    if (!wx.requestSubscribeMessage || !templates.length) return resolve({})
    const tmplIds = templates.slice(0, 3)
    wx.requestSubscribeMessage({
      tmplIds,
      success: (answer) => resolve(Object.fromEntries(tmplIds.filter((id) => answer[id]).map((id) => [id, answer[id]]))),
      fail: () => resolve({}),
    })
  })
}

/** WeChat asks before album, camera, phone or place; the page shows our sheet and answers. */
export function onPrivacyQuestion(ask: (answer: (agreed: boolean) => void) => void) {
  wx.onNeedPrivacyAuthorization?.((resolve) => ask((agreed) => resolve(agreed ? { event: 'agree', buttonId: 'privacy-agree' } : { event: 'disagree' })))
}

export const holdFocus = (_id: string, _close: () => void) => () => undefined
