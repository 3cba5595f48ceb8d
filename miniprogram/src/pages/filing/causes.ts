// The name of a cause in the language of the app, without what the law adds in brackets.
import { computed, ref, type Ref } from 'vue'
import { api } from '@/api'
import type { Cause } from '@/api/client'
import { language } from '@/words/i18n'

const known = ref<Cause[]>([])

export function useCauseName(code: Ref<string | null | undefined>) {
  if (!known.value.length) api.listCauses().then((answer) => { known.value = answer.items }).catch(() => undefined)
  return computed(() => {
    const cause = known.value.find((one) => one.code === code.value)
    if (!cause) return ''
    return language() === 'zh' ? cause.zh.replace(/（.*）$/, '') : cause.en.charAt(0).toUpperCase() + cause.en.slice(1)
  })
}
