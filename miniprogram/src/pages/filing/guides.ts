// What the court suggests and asks for a cause. Kept in memory: it is the same for everybody.
import { computed, ref, watch, type Ref } from 'vue'
import { language } from '@/words/i18n'
import { filings, type Guide } from './wire'

const known = new Map<string, Guide>()

/** Null until it is there, and where the cause has none: free text then does for everything. */
export function useGuide(cause: Ref<string | null | undefined>) {
  const turn = ref(0)
  const settled = ref(false)
  const key = computed(() => (cause.value ? `${language()}/${cause.value}` : ''))
  watch(key, async (now) => {
    if (!now || known.has(now)) { settled.value = Boolean(now); return }
    settled.value = false
    try { known.set(now, await filings.guide(cause.value as string)) } catch { /* without a guide one writes freely */ }
    settled.value = true
    turn.value++
  }, { immediate: true })
  return { guide: computed<Guide | null>(() => { void turn.value; return known.get(key.value) ?? null }), settled }
}
