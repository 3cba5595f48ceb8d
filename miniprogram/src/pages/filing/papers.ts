// Papers of a filing as PDF: read, saved to the phone, sent to a chat. The address needs the person's token, so the file is fetched first.
import { session } from '@/api'
import { callHeaders, retryAfter, whyFailed } from '@/api/carrier'
import { Problem, Unreachable } from '@/api/problem'
import { addressOf, apiBase, fetchFile, openOutside, releaseFile, saveFile, shareFile } from '@/platform'

async function fetchPaper(path: string): Promise<unknown> {
  const answer = await session.withToken(async (access) => {
    try {
      const got = await fetchFile(apiBase() + path, callHeaders(access))
      return { status: got.status, body: got.body, retryAfter: retryAfter(got.headers), file: got.file }
    } catch (trouble) { throw new Unreachable(whyFailed((trouble as Error).message)) }
  }) as { status: number; body: unknown; retryAfter: number | null; file: unknown }
  if (answer.status >= 300) throw new Problem(answer.status, answer.body, answer.retryAfter)
  return answer.file
}

/** WeChat has a reader of its own; for the web an address comes back, to be shown on the page and given back afterwards. */
export async function readPaper(path: string, name: string): Promise<string | null> {
  const file = await fetchPaper(path)
  return (await openOutside(file, name)) ? null : addressOf(file)
}
export const closePaper = (address: string) => releaseFile(address)
export const savePaper = async (path: string, name: string) => saveFile(await fetchPaper(path), name)
export const sharePaper = async (path: string, name: string) => shareFile(await fetchPaper(path), name)
