// What the system noticed about a filing, one line each. It only points something out: people decide.
import type { Filing } from './filing'
import type { words as zh } from './words.zh'

export type CheckKey = 'jurisdiction' | 'identity' | 'complete' | 'duplicates'
export interface Check { key: CheckKey; ok: boolean; heading: string; lines: string[] }

type Words = (typeof zh)['review']['checks']

export function checksOf(filing: Filing, words: Words): Check[] {
  return [jurisdiction(filing, words), identity(filing, words), complete(words), duplicates(filing, words)]
}

function jurisdiction({ jurisdiction: found }: Filing, words: Words): Check {
  if (found.accepted == null) return { key: 'jurisdiction', ok: false, heading: words.jurisdiction, lines: [words.noJurisdiction] }
  return { key: 'jurisdiction', ok: found.accepted, heading: found.accepted ? words.inside : words.outside, lines: [found.explanation, words.rule(found.rule, found.item ?? null)] }
}

function identity({ identity: found, flags }: Filing, words: Words): Check {
  const minor = found.minor || flags.includes('minor')
  return { key: 'identity', ok: found.matches && !minor, heading: found.matches ? words.identityOk : words.identityDiffers, lines: [words.assurance(found.assurance), ...(minor ? [words.minor] : [])] }
}

/** The court takes no filing in which something required is missing. */
function complete(words: Words): Check {
  return { key: 'complete', ok: true, heading: words.complete, lines: [] }
}

function duplicates({ duplicates: found }: Filing, words: Words): Check {
  return { key: 'duplicates', ok: found.length === 0, heading: found.length ? words.duplicates : words.noDuplicates, lines: found.length ? [words.someDuplicates(found.length)] : [] }
}
