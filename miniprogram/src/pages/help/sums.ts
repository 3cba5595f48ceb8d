// The steps of a fee as the server words them ("（27596−10000）×2.5% = 439.9元"), as rows of a sum: words and what they come to.
const RESULT = /^(.+?)(?: = |：|: )([\d.]+)元?$/
/** 减半交纳：×1/2（…第十六条） */
const FACTOR = /^(.+?)：×(1\/\d)(.*)$/
const grouped = (digits: string) => digits.replace(/\B(?=(\d{3})+(?!\d))/g, ',')

/** "439.9" -> "439.90", "469.1356" stays exact: nothing is rounded before the end. */
function asMoney(value: string): string {
  const [whole, part = ''] = value.split('.')
  return `${grouped(whole)}.${part.padEnd(2, '0')}`
}

/** Long numbers in a sentence are grouped, so that 1000000 can be read; years, articles and percentages are shorter or decimal. */
export const readable = (words: string) => words.replace(/(^|[^\d.])(\d{5,})/g, (_, before: string, digits: string) => before + grouped(digits))

export function sumRow(step: string): { words: string; value: string } {
  const found = RESULT.exec(step)
  const factor = FACTOR.exec(step)
  if (factor) return { words: factor[1] + factor[3], value: `× ${factor[2]}` }
  return found ? { words: readable(found[1]), value: asMoney(found[2]) } : { words: readable(step), value: '' }
}
