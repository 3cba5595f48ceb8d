// Keys of a page: one letter, one act. They rest while someone writes, in dialogs, and when the person has turned them off
// (WCAG 2.1.4: a voice or a trembling hand must not press them by accident).
import { onBeforeUnmount, onMounted, ref } from 'vue'

const STORED = 'court-desk.keys'

export const keysOn = ref(localStorage.getItem(STORED) !== 'off')

export function chooseKeys(on: boolean) {
  keysOn.value = on
  localStorage.setItem(STORED, on ? 'on' : 'off')
}

export interface KeyAct {
  /** As `KeyboardEvent.key` says it; letters in lower case. */
  keys: string[]
  /** What is printed on the key. */
  cap: string
  words: string
  run: () => void
}

const WRITES = 'input:not([type=radio]):not([type=checkbox]), textarea, select, [contenteditable=true]'
/** Things that have their own use for these keys. */
const OWN_KEYS: Record<string, string> = { Enter: 'a, button, summary, [role=tab]', ' ': 'a, button, summary, [role=tab]' }

/** The act of a key press, or nothing: a pure rule, so that it can be tested without a page. */
export function actOf(event: Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey' | 'isComposing' | 'target' | 'defaultPrevented'>, acts: KeyAct[], dialogOpen: boolean, on = keysOn.value): KeyAct | null {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.isComposing || dialogOpen) return null
  const target = event.target instanceof Element ? event.target : null
  if (target?.closest(WRITES)) return null
  const own = OWN_KEYS[event.key]
  if (own && target?.closest(own)) return null
  const key = event.key.length === 1 ? event.key.toLowerCase() : event.key
  const isLetter = key.length === 1 && key !== '?'
  if (isLetter && !on) return null
  return acts.find((act) => act.keys.includes(key)) ?? null
}

export function useKeys(acts: () => KeyAct[]) {
  const onKey = (event: KeyboardEvent) => {
    const act = actOf(event, acts(), document.querySelector('dialog[open]') !== null)
    if (!act) return
    event.preventDefault()
    act.run()
  }
  onMounted(() => document.addEventListener('keydown', onKey))
  onBeforeUnmount(() => document.removeEventListener('keydown', onKey))
}
