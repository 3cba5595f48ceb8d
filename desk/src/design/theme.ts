import { ref, watchEffect } from 'vue'

export type Theme = 'light' | 'dark' | 'auto'
export const themes: Theme[] = ['light', 'dark', 'auto']

const STORED = 'court-desk.theme'

function firstTheme(): Theme {
  const stored = localStorage.getItem(STORED)
  return themes.find((one) => one === stored) ?? 'auto'
}

export const theme = ref<Theme>(firstTheme())

export function chooseTheme(chosen: Theme) {
  theme.value = chosen
  localStorage.setItem(STORED, chosen)
}

// On the root element, so that dialogs in the top layer have it too.
watchEffect(() => {
  document.documentElement.classList.remove(...themes.map((one) => `theme-${one}`))
  document.documentElement.classList.add(`theme-${theme.value}`)
})
