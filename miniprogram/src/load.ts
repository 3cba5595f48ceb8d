// Loading as people should see it: nothing for 300 ms, then the shape of what comes, after 5 s a sentence, after 15 s a way out.
// What was fetched stays in memory (never on the disk: a shared phone) and is shown, with its time, while there is no network.
import { onUnmounted, reactive } from 'vue'
import { Unreachable } from './api/problem'
import { courtNow } from './clock'

export type Phase = 'quiet' | 'skeleton' | 'sentence' | 'stalled' | 'ready' | 'failed'
export const STEPS: [number, Phase][] = [[300, 'skeleton'], [5_000, 'sentence'], [15_000, 'stalled']]

const kept = new Map<string, { value: unknown; at: Date }>()
export const forgetKept = () => kept.clear()

export interface Load<T> { phase: Phase; value: T | null; at: Date | null; error: unknown; run(): Promise<void>; set(value: T): void }

export function createLoad<T>(key: string, fetch: () => Promise<T>): Load<T> & { stop(): void } {
  let timers: ReturnType<typeof setTimeout>[] = []
  let turn = 0
  const stop = () => { timers.forEach(clearTimeout); timers = [] }
  const remembered = kept.get(key) as { value: T; at: Date } | undefined
  const load = reactive({
    phase: remembered ? 'ready' : 'quiet', value: remembered?.value ?? null, at: remembered?.at ?? null, error: null, stop,
    set(value: T) { load.value = value; load.at = courtNow(); load.phase = 'ready'; load.error = null; kept.set(key, { value, at: load.at }) },
    async run() {
      const mine = ++turn
      stop()
      load.error = null
      // Something is on the screen already: it stays there while the new comes.
      if (load.value === null) {
        load.phase = 'quiet'
        timers = STEPS.map(([after, phase]) => setTimeout(() => { load.phase = phase }, after))
      }
      try {
        const value = await fetch()
        if (mine === turn) load.set(value)
      } catch (trouble) {
        if (mine !== turn) return
        load.error = trouble
        // Without a network the last content is worth more than an error page.
        load.phase = trouble instanceof Unreachable && load.value !== null ? 'ready' : 'failed'
      } finally {
        if (mine === turn) stop()
      }
    },
  }) as unknown as Load<T> & { stop(): void }
  return load
}

export function useLoad<T>(key: string, fetch: () => Promise<T>): Load<T> {
  const load = createLoad(key, fetch)
  onUnmounted(load.stop)
  return load
}
