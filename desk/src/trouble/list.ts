// A list by pages: the first with what `useLoad` shows meanwhile, the later ones added below as the reader gets there.
import { reactive, ref, shallowRef, type Ref } from 'vue'
import { useLoad } from './load'

/** One page of a list, as every list of the API gives it. */
export interface Page<Item> { items: Item[]; next?: string | null }

export function useList<Item extends { id: string }, Answer extends Page<Item> = Page<Item>>(fetch: (after: string | undefined) => Promise<Answer>, onFirst?: (answer: Answer) => void) {
  const items = shallowRef<Item[]>([]) as Ref<Item[]>
  const next = ref<string | null>(null)
  const older = reactive<{ busy: boolean; trouble: unknown }>({ busy: false, trouble: null })

  const { load, run } = useLoad(async (isCurrent) => {
    const answer = await fetch(undefined)
    if (!isCurrent()) return
    items.value = answer.items
    next.value = answer.next ?? null
    Object.assign(older, { busy: false, trouble: null })
    onFirst?.(answer)
  })

  async function more() {
    if (!next.value || older.busy) return
    const shown = items.value
    Object.assign(older, { busy: true, trouble: null })
    try {
      const answer = await fetch(next.value)
      // Looked at anew meanwhile: this answer belongs to a list that is gone.
      if (items.value !== shown) return
      const known = new Set(shown.map(({ id }) => id))
      items.value = [...shown, ...answer.items.filter(({ id }) => !known.has(id))]
      next.value = answer.next ?? null
    } catch (trouble) {
      older.trouble = trouble
    } finally {
      older.busy = false
    }
  }

  return { items, next, older, load, run, more }
}
