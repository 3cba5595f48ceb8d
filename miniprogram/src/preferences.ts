// What a person chose for this device: language, theme, large print. Kept on the device, never sent.
import { computed, reactive } from 'vue'
import { prefersLargePrint, showPreferences, storage } from './platform'
import { language, setLanguage, type Language } from './words/i18n'

export type Theme = 'auto' | 'light' | 'dark'
interface Kept { language?: Language; theme?: Theme; large?: boolean }

const KEY = 'court.preferences'
const chosen = reactive<{ theme: Theme; large: boolean }>({ theme: 'auto', large: false })

export const preferences = {
  get theme() { return chosen.theme },
  get large() { return chosen.large },
}

export const lookClasses = computed(() => `theme-${chosen.theme}${chosen.large ? ' print-large' : ''}`)

export function loadPreferences() {
  const kept = storage.read<Kept>(KEY) ?? {}
  chosen.theme = kept.theme ?? 'auto'
  chosen.large = kept.large ?? prefersLargePrint()
  setLanguage(kept.language ?? 'zh')
  show()
}

export function choose(change: Kept) {
  if (change.theme) chosen.theme = change.theme
  if (change.large !== undefined) chosen.large = change.large
  if (change.language) setLanguage(change.language)
  storage.write(KEY, { ...(storage.read<Kept>(KEY) ?? {}), ...change })
  show()
}

export const toggleLarge = () => choose({ large: !chosen.large })

function show() { showPreferences({ classes: lookClasses.value, language: language() === 'zh' ? 'zh-CN' : 'en' }) }
