// Where pages lead. Tabs are switched, other pages are stacked; the log-in page brings people back to where they were.
import { nextTick } from 'vue'
import { identity } from './identity'
import { asQuery } from './platform'

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

/** Brings a result into view below the title bar. */
export async function showResult(id: string) {
  await nextTick()
  uni.pageScrollTo({ selector: `#${id}`, offsetTop: -60, duration: 200 } as UniApp.PageScrollToOptions)
}

interface Stacked { route?: string; options?: Record<string, string> }

function addressOf(page: Stacked | undefined): string {
  const query = Object.entries(page?.options ?? {}).map(([name, value]) => `${name}=${asQuery(String(value))}`).join('&')
  return page?.route ? `/${page.route}${query ? `?${query}` : ''}` : TABS[0]
}

export function here(): string {
  const pages = getCurrentPages() as unknown as Stacked[]
  return addressOf(pages[pages.length - 1])
}

/** To a page that may lie under this one: then back to it, as it was left, instead of a second one on top. */
export function backTo(url: string) {
  const pages = getCurrentPages() as unknown as Stacked[]
  const below = pages.slice(0, -1).map(addressOf).lastIndexOf(url)
  if (below >= 0) uni.navigateBack({ delta: pages.length - 1 - below })
  else replace(url)
}

export function openLogin(ended = false) {
  const back = here()
  if (back.startsWith(LOGIN)) return
  uni.navigateTo({ url: `${LOGIN}?back=${encodeURIComponent(back)}${ended ? '&ended=1' : ''}` })
}

/** For pages that only make sense for a person: true when there is one, else on to the log-in page. */
export function requireLogin(): boolean {
  if (!identity.loggedIn) replace(`${LOGIN}?back=${encodeURIComponent(here())}`)
  return identity.loggedIn
}
