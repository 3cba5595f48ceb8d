// The bytes of a paper, fetched with the session's token and kept as long as the page shows them.
import { onBeforeUnmount, shallowReactive, watch } from 'vue'
import { createClient, type Client } from '@/api/client'
import type { ContentCall } from '@/api/http'
import { useSession } from '@/session/session'

export interface Content { phase: 'loading' | 'ready' | 'trouble'; file: Blob | null; address: string | null; trouble: unknown }

export function useContent(url: () => string | null | undefined) {
  const session = useSession()
  const content = shallowReactive<Content>({ phase: 'loading', file: null, address: null, trouble: null })
  let current = 0

  function drop() {
    if (content.address) URL.revokeObjectURL(content.address)
    Object.assign(content, { file: null, address: null })
  }

  async function load() {
    const mine = ++current
    drop()
    Object.assign(content, { phase: 'loading', trouble: null })
    const from = url()
    if (!from) return
    try {
      const file = await session.send<Blob>(bytesOf(from))
      if (mine === current) Object.assign(content, { phase: 'ready', file, address: URL.createObjectURL(file) })
    } catch (trouble) {
      if (mine === current) Object.assign(content, { phase: 'trouble', trouble })
    }
  }

  watch(url, load, { immediate: true })
  onBeforeUnmount(() => {
    current++
    drop()
  })
  return { content, load }
}

/** What lies at an address of our own API, with the session's token: no address carries a token. */
const bytesOf = (path: string): ContentCall => ({ operation: 'content', method: 'GET', path, content: true })

/** The address that a call of the generated client goes to, where the API names no `url` of the paper itself. */
export function addressOf(ask: (client: Client) => Promise<void>): string {
  let address = ''
  void ask(createClient((call) => {
    address = call.path
    return Promise.resolve(undefined as never)
  }))
  return address
}
