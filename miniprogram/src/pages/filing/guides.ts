// What the court suggests and asks for a cause. Kept in memory: it is the same for everybody.
import { computed, ref, watch, type Ref } from 'vue'
import { api } from '@/api'
import type { CauseGuide } from '@/api/client'
import { language } from '@/words/i18n'

const known = new Map<string, CauseGuide>()

/** Null until it is there, and where the cause has none: free text then does for everything. */
export function useGuide(cause: Ref<string | null | undefined>) {
  const turn = ref(0)
  const settled = ref(false)
  const key = computed(() => (cause.value ? `${language()}/${cause.value}` : ''))
  watch(key, async (now) => {
    if (!now || known.has(now)) { settled.value = Boolean(now); return }
    settled.value = false
    try { known.set(now, await api.getCauseGuide({ path: { cause: cause.value as string } })) } catch { /* without a guide one writes freely */ }
    settled.value = true
    turn.value++
  }, { immediate: true })
  return { guide: computed<CauseGuide | null>(() => { void turn.value; return known.get(key.value) ?? null }), settled }
}
