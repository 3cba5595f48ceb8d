// What the system noticed about a filing, one line each. It only points something out: people decide.
import type { Filing } from '@/api/wire'
import type { words as zh } from './words.zh'

export type CheckKey = 'jurisdiction' | 'identity' | 'complete' | 'duplicates'
export interface Check { key: CheckKey; ok: boolean; heading: string; lines: string[] }

type Words = (typeof zh)['review']['checks']
const said = (lines: (string | null | undefined | false)[]): string[] => lines.filter((line): line is string => Boolean(line))

export function checksOf(filing: Filing, words: Words): Check[] {
  return [jurisdiction(filing, words), identity(filing, words), complete(filing, words), duplicates(filing, words)]
}

function jurisdiction({ jurisdiction: found }: Filing, words: Words): Check {
  if (!found) return { key: 'jurisdiction', ok: false, heading: words.jurisdiction, lines: [words.noJurisdiction] }
  const rule = found.rule ? words.rule(found.rule, found.item ?? null) : null
  return { key: 'jurisdiction', ok: found.accepted, heading: found.accepted ? words.inside : words.outside, lines: said([found.explanation, rule, found.elsewhere && words.elsewhere(found.elsewhere)]) }
}

function identity({ identity: found, flags }: Filing, words: Words): Check {
  if (!found) return { key: 'identity', ok: false, heading: words.noIdentity, lines: [] }
  const minor = found.minor || flags.includes('minor')
  return { key: 'identity', ok: found.matches !== false && !minor, heading: found.matches === false ? words.identityDiffers : words.identityOk, lines: said([words.assurance(found.assurance), minor && words.minor]) }
}

function complete({ flags }: Filing, words: Words): Check {
  const ok = !flags.includes('incomplete')
  return { key: 'complete', ok, heading: ok ? words.complete : words.incomplete, lines: [] }
}

function duplicates({ duplicates: found }: Filing, words: Words): Check {
  return { key: 'duplicates', ok: found.length === 0, heading: found.length ? words.duplicates : words.noDuplicates, lines: found.length ? [words.someDuplicates(found.length)] : [] }
}
