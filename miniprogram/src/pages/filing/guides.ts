// What the court suggests and asks for a cause. Kept in memory: it is the same for everybody.
import { computed, ref, watch, type Ref } from 'vue'
import { api } from '@/api'
import type { CauseGuide } from '@/api/client'
import { language } from '@/words/i18n'

const known = new Map<string, CauseGuide>()
/** What reads `known` follows this. */
const turn = ref(0)

/** The question of an element, and its answer in the guide's words; the answer as it stands where the guide is not known. */
export function answerWords(cause: string | null | undefined, key: string, answer: string): { question: string; words: string } {
  void turn.value
  const element = known.get(`${language()}/${cause ?? ''}`)?.elements.find((one) => one.key === key)
  return { question: element?.question ?? '', words: element?.options.find((one) => one.code === answer)?.words ?? answer }
}

/** Null until it is there, and where the cause has none: free text then does for everything. */
export function useGuide(cause: Ref<string | null | undefined>) {
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
