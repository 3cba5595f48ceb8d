// What happens once when the app starts.
import { onSessionEnded } from './api'
import { about, forgetSession, identity, loadPerson, readSession, recordChoices } from './identity'
import { openLogin } from './navigation'
import { watchNetwork } from './network'
import { startPlatform } from './platform'
import { loadPreferences } from './preferences'
import { watchPrivacy } from './privacy'
import { watchJoining } from './pages/delivery/kept'
import { startDrafts } from './pages/filing/drafts'
import { watchReminders } from './reminders'
import { startUploads } from './uploads'

export function startApp() {
  loadPreferences()
  readSession()
  watchNetwork()
  watchPrivacy()
  startPlatform({ sessionChanged: readSession })
  watchReminders()
  startUploads()
  startDrafts()
  watchJoining()
  onSessionEnded(() => { forgetSession(); openLogin(true) })
  // Both are only for the first screen's greeting and clock: pages that need them load them again and show trouble.
  about.load().catch(() => undefined)
  if (identity.loggedIn) loadPerson().then(recordChoices).catch(() => undefined)
}
