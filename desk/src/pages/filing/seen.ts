// Which papers of a filing were looked at in this tab: kept until the tab closes, so that coming back does not start anew.
import { reactive } from 'vue'

const stored = (id: string) => `court-desk.seen.${id}`

export function seenPapers(filingId: string) {
  const seen = reactive(new Set<string>(JSON.parse(sessionStorage.getItem(stored(filingId)) ?? '[]') as string[]))
  return {
    seen,
    note(paperId: string) {
      if (seen.has(paperId)) return
      seen.add(paperId)
      sessionStorage.setItem(stored(filingId), JSON.stringify([...seen]))
    },
  }
}
