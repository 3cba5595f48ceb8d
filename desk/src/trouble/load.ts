import { onBeforeUnmount, reactive, readonly } from 'vue'

/** A skeleton before this would only flicker; after the second mark, silence would look like a fault. */
const SKELETON_AFTER_MS = 300
const SLOW_AFTER_MS = 5_000

interface Load {
  phase: 'loading' | 'ready' | 'trouble'
  wait: 'short' | 'noticed' | 'slow'
  trouble: unknown
}

/** Runs `work`, and keeps what the page has to show meanwhile. A later run makes an earlier one's answer void. */
export function useLoad(work: (isCurrent: () => boolean) => Promise<void>) {
  const load = reactive<Load>({ phase: 'loading', wait: 'short', trouble: null })
  let timers: ReturnType<typeof setTimeout>[] = []
  let current = 0

  async function run() {
    const mine = ++current
    stopClocks()
    Object.assign(load, { phase: 'loading', wait: 'short', trouble: null })
    timers = [setTimeout(() => { load.wait = 'noticed' }, SKELETON_AFTER_MS), setTimeout(() => { load.wait = 'slow' }, SLOW_AFTER_MS)]
    try {
      await work(() => mine === current)
      if (mine === current) load.phase = 'ready'
    } catch (trouble) {
      if (mine === current) Object.assign(load, { phase: 'trouble', trouble })
    } finally {
      if (mine === current) stopClocks()
    }
  }

  function stopClocks() {
    timers.forEach(clearTimeout)
  }
  onBeforeUnmount(() => {
    current++
    stopClocks()
  })

  return { load: readonly(load) as Readonly<Load>, run }
}
