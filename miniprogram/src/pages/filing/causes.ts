// The name of a cause in the language of the app, without what the law adds in brackets.
import { computed, ref, type Ref } from 'vue'
import { api } from '@/api'
import type { Cause } from '@/api/client'
import { language } from '@/words/i18n'

const known = ref<Cause[]>([])

/** Asked for once; empty until it is there. */
export function causeName(code: string | null | undefined): string {
  learnCauses()
  const cause = known.value.find((one) => one.code === code)
  if (!cause) return ''
  return language() === 'zh' ? cause.zh.replace(/（.*）$/, '') : cause.en.charAt(0).toUpperCase() + cause.en.slice(1)
}

export const useCauseName = (code: Ref<string | null | undefined>) => computed(() => causeName(code.value))

let asked = false
function learnCauses() {
  if (asked) return
  asked = true
  api.listCauses().then((answer) => { known.value = answer.items }).catch(() => { asked = false })
}
