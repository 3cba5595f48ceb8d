// The bytes of a paper, fetched with the session's token and kept as long as the page shows them.
import { onBeforeUnmount, shallowReactive, watch } from 'vue'
import { useWire } from '@/api/wire'

export interface Content { phase: 'loading' | 'ready' | 'trouble'; file: Blob | null; address: string | null; trouble: unknown }

export function useContent(url: () => string | null | undefined) {
  const wire = useWire()
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
      const file = await wire.content(from)
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
