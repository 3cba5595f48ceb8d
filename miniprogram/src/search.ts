// Finding a function by its names in both languages and by what people call it.
import { functionNames, searchWords } from './words/functions'

export function matches(query: string, code: string): boolean {
  const asked = query.trim().toLowerCase()
  if (!asked) return true
  const key = code as keyof typeof functionNames.zh
  const known = [functionNames.zh[key], functionNames.en[key], searchWords[code]].join(' ').toLowerCase()
  return asked.split(/\s+/).every((word) => known.includes(word))
}
