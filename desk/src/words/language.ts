import { computed, ref, watchEffect, type ComputedRef } from 'vue'

export type Language = 'zh' | 'en'

const STORED = 'court-desk.language'

function firstLanguage(): Language {
  const stored = localStorage.getItem(STORED)
  if (stored === 'zh' || stored === 'en') return stored
  return navigator.language.toLowerCase().startsWith('en') ? 'en' : 'zh'
}

export const language = ref<Language>(firstLanguage())

export function chooseLanguage(chosen: Language) {
  language.value = chosen
  localStorage.setItem(STORED, chosen)
}

watchEffect(() => { document.documentElement.lang = language.value === 'zh' ? 'zh-CN' : 'en' })

/** The words of a page in the reader's language; both files lie beside the page and have the same type. */
export function useWords<Words>(both: { zh: Words; en: Words }): ComputedRef<Words> {
  return computed(() => both[language.value])
}
