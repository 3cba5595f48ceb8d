// Papers of the court and files of a case: fetched with the person's token, shown, saved, sent on.
import { pathOf, session } from './api'
import { callHeaders, retryAfter, whyFailed } from './api/carrier'
import type { Client } from './api/client'
import { Unreachable } from './api/problem'
import { unwrap } from './api/session'
import { open } from './navigation'
import { apiBase, fetchFile } from './platform'

/** Only addresses of this court: a link in a message must not lead the token elsewhere. */
export const isOurs = (path: string) => /^\/api\/v1\/[\w./-]+(\?[\w=&-]*)?$/.test(path) && !path.includes('..') && !path.includes('//')

/** The file at an address of the court, as the place holds files; throws a Problem or Unreachable. */
export async function fetchPaper(path: string): Promise<unknown> {
  const answer = await session.withToken(async (access) => {
    try {
      const told = await fetchFile(apiBase() + path, callHeaders(access))
      return { status: told.status, body: told.body, retryAfter: retryAfter(told.headers), file: told.file }
    } catch (trouble) {
      throw new Unreachable(whyFailed((trouble as Error).message))
    }
  })
  unwrap(answer)
  return answer.file
}

/** Opens the reader. `name` with its ending (交费凭证.pdf): it is the name of what is saved or sent on. */
export function openPaper(paper: (court: Client) => unknown, name: string) {
  open(`/pages/papers/view?path=${encodeURIComponent(pathOf(paper))}&name=${encodeURIComponent(name)}`)
}

export type Kind = 'pdf' | 'image' | 'other'
export function kindOf(name: string): Kind {
  if (/\.pdf$/i.test(name)) return 'pdf'
  return /\.(jpe?g|png|gif|webp|bmp)$/i.test(name) ? 'image' : 'other'
}
