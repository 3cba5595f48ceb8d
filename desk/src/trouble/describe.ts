import { NoAnswer, Problem } from '@/api/problem'
import type { words as zh } from './words.zh'

/** What a person is told: the sentence (the server's own when there is one) and the number to give the administrator. */
export function describeTrouble(trouble: unknown, words: typeof zh): { sentence: string; reference: string | null } {
  if (trouble instanceof Problem) {
    const first = trouble.fields[0]
    return { sentence: first ? first.detail : trouble.detail, reference: trouble.status >= 500 ? trouble.requestId : null }
  }
  return { sentence: trouble instanceof NoAnswer ? words[trouble.reason] : words.unexpected, reference: null }
}
