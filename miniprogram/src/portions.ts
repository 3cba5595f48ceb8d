// A list that grows as one scrolls: portions are fetched one after the other, never twice, and each stays as it came.
import { reactive } from 'vue'

/** One portion of a list, as every list of the court has it. */
export interface List<T> { items: T[]; next?: string | null }
export interface Portions<T> { pages: T[][]; next: string | null; begun: boolean; busy: boolean; error: unknown; more(): Promise<void>; again(): Promise<void> }

const EMPTY_AT_MOST = 5

export function createPortions<T>(fetch: (after: string | undefined) => Promise<List<T>>): Portions<T> {
  let turn = 0
  const list = reactive({
    pages: [], next: null, begun: false, busy: false, error: null,
    /** The first, or the one after the last. */
    async more() {
      if (list.busy || (list.begun && !list.next)) return
      await take(list.next ?? undefined, false)
    },
    /** From the start; what is there stays until the new comes. A question still under way is forgotten. */
    again: () => take(undefined, true),
  }) as unknown as Portions<T>

  async function take(after: string | undefined, anew: boolean) {
    const mine = ++turn
    list.busy = true
    list.error = null
    try {
      let answer = await fetch(after)
      // A portion of a search may be empty although more follows.
      for (let more = 0; more < EMPTY_AT_MOST && mine === turn && !answer.items.length && answer.next; more++) answer = await fetch(answer.next)
      if (mine !== turn) return
      list.pages = anew ? [answer.items] : [...list.pages, answer.items]
      list.next = answer.next ?? null
      list.begun = true
    } catch (error) {
      if (mine === turn) list.error = error
    } finally {
      if (mine === turn) list.busy = false
    }
  }
  return list
}
