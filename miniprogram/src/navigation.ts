// Where pages lead. Tabs are switched, other pages are stacked; the log-in page brings people back to where they were.
import { identity } from './identity'

export const TABS = ['/pages/home/index', '/pages/cases/index', '/pages/notices/index', '/pages/identity/me']
const LOGIN = '/pages/identity/login'

export function open(url: string) {
  if (TABS.includes(url.split('?')[0])) uni.switchTab({ url })
  else uni.navigateTo({ url })
}

export function replace(url: string) {
  if (TABS.includes(url.split('?')[0])) uni.switchTab({ url })
  else uni.redirectTo({ url })
}

export function goBack() {
  if (getCurrentPages().length > 1) uni.navigateBack()
  else uni.switchTab({ url: TABS[0] })
}

export function here(): string {
  const pages = getCurrentPages()
  const page = pages[pages.length - 1] as unknown as { route?: string; options?: Record<string, string> } | undefined
  const query = Object.entries(page?.options ?? {}).map(([name, value]) => `${name}=${value}`).join('&')
  return page?.route ? `/${page.route}${query ? `?${query}` : ''}` : TABS[0]
}

export function openLogin(back = here()) {
  if (here().startsWith(LOGIN)) return
  uni.navigateTo({ url: `${LOGIN}?back=${encodeURIComponent(back)}` })
}

/** For pages that only make sense for a person: true when there is one, else on to the log-in page. */
export function requireLogin(): boolean {
  if (!identity.loggedIn) replace(`${LOGIN}?back=${encodeURIComponent(here())}`)
  return identity.loggedIn
}
