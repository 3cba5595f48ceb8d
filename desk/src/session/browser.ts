// The one place where the session meets the browser: storage, locks between tabs, the clock.
import { createCarrier } from '@/api/http'
import { language } from '@/words/language'
import { noteServerTime } from '@/words/time'
import { createSession, type Session } from './session'
import type { Tabs } from './tabs'

/** The name under which the tabs find each other's messages and locks. */
export const CHANNEL = 'court-desk'
const OWED_LOG_OUT = 'court-desk.log-out-owed'

// Locks need a secure context. Without one the server's grace for a cookie spent twice at once has to do.
async function alone<Result>(work: () => Promise<Result>): Promise<Result> {
  return navigator.locks ? await navigator.locks.request(CHANNEL, work) : await work()
}

export function createBrowserSession(tabs: Tabs): Session {
  const session = createSession({
    carry: createCarrier({ fetch: (...request) => fetch(...request), language: () => language.value, onServerTime: noteServerTime }),
    now: () => Date.now(),
    tell: tabs.tell,
    alone,
    owed: {
      get: () => localStorage.getItem(OWED_LOG_OUT) !== null,
      set: (owed) => (owed ? localStorage.setItem(OWED_LOG_OUT, '1') : localStorage.removeItem(OWED_LOG_OUT)),
    },
  })
  tabs.listen(session.hear)
  return session
}
