import { onBeforeUnmount, readonly, ref, type Ref } from 'vue'

/** The one width at which the desk becomes a phone page; the style sheets use the same. */
const NARROW = '(max-width: 799px)'

export function useNarrow(): Readonly<Ref<boolean>> {
  const query = window.matchMedia(NARROW)
  const narrow = ref(query.matches)
  const note = () => { narrow.value = query.matches }
  query.addEventListener('change', note)
  onBeforeUnmount(() => query.removeEventListener('change', note))
  return readonly(narrow)
}
