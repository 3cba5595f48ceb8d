// One vue-i18n for the app. Messages are functions: strings with {holes} would need a compiler, which stays raw on WeChat
// and is forbidden by the page's CSP on the web.
import { createI18n, type MessageContext } from 'vue-i18n'

export type Language = 'zh' | 'en'
export type Word = string | ((named: any) => string)
export type Words = Record<string, Word>

export const i18n = createI18n({ legacy: false, locale: 'zh' as Language, fallbackLocale: 'zh', missingWarn: false, fallbackWarn: false, messages: { zh: {}, en: {} } })

/** Both languages of one room. The type of `en` follows `zh`: a missing or extra word does not compile. */
export interface Room<Zh extends Words = Words> {
  room: string
  zh: Zh
  en: { [Key in keyof Zh]: Zh[Key] extends string ? string : Zh[Key] }
}

export function defineWords<Zh extends Words>(room: string, zh: Zh, en: Room<Zh>['en']): Room<Zh> {
  i18n.global.mergeLocaleMessage('zh', { [room]: asMessages(zh) })
  i18n.global.mergeLocaleMessage('en', { [room]: asMessages(en as Words) })
  return { room, zh, en }
}

// What a word needs travels as the first of the list: the older vue-i18n that uni-app brings for WeChat hands a message no
// object of names.
function asMessages(words: Words) {
  const entries = Object.entries(words).map(([key, word]) => [key, typeof word === 'string' ? () => word : (context: MessageContext) => word(context.list(0) ?? {})])
  return Object.fromEntries(entries)
}

type Named<W> = W extends (named: infer N) => string ? [named: N] : []

/** `const t = useWords(words)`, then `t('title')` or `t('left', { days: 3 })`. Follows the language by itself. */
export function useWords<Zh extends Words>(words: Room<Zh>) {
  return <Key extends keyof Zh & string>(key: Key, ...named: Named<Zh[Key]>): string =>
    i18n.global.t(`${words.room}.${key}`, [named[0]])
}

export const language = () => i18n.global.locale.value as Language
export function setLanguage(next: Language) { i18n.global.locale.value = next }
