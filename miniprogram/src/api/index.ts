// The one client of the app: generated functions over a session over uni.request.
import { exclusively, silentLoginCode, storage, uuid } from '@/platform'
import { addressOf, carry } from './carrier'
import { createClient, type ApiCall, type Client } from './client'
import { Session, unwrap, type TokenAnswer, type Tokens } from './session'

const KEY = 'court.session'
/** For the two calls that open a session: no token goes with them, and none is renewed on their account. */
const opening = createClient(async <T>(call: ApiCall) => unwrap<T>(await carry(call, null)))
let whenEnded: () => void = () => undefined

export const session = new Session({
  carry,
  store: {
    read: () => storage.read<Tokens>(KEY),
    write: (tokens) => storage.write(KEY, tokens),
    clear: () => storage.remove(KEY),
  },
  now: Date.now,
  newKey: uuid,
  exclusively,
  refresh: (token) => opening.refreshSession({ body: { refresh_token: token } }),
  logInSilently,
  ended: () => whenEnded(),
})

export const api = createClient(session.send)
/** An act on the version that was read: nobody submits what another phone has just changed. */
export const ifMatch = (version: number) => ({ 'If-Match': `"${version}"` })

/** Where a generated call leads, without making it: a reader of papers and a file on its way are carried by other means. */
export function pathOf(ask: (court: Client) => unknown): string {
  let path = ''
  ask(createClient((call: ApiCall) => { path = addressOf(call); return new Promise<never>(() => undefined) }))
  return path
}
export const hasSession = () => storage.read<Tokens>(KEY) !== null
export const dropSession = () => storage.remove(KEY)
export function onSessionEnded(act: () => void) { whenEnded = act }

// The person agreed to the notice earlier on this phone, so WeChat may vouch for them again without a question.
async function logInSilently(): Promise<TokenAnswer | null> {
  const code = await silentLoginCode()
  if (!code) return null
  return opening.logInWithWechat({ body: { code } })
}
