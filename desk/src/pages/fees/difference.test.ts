import { expect, it } from 'vitest'
import { openDifferences, resultOf } from './difference'

const difference = (settled: boolean) => ({ id: 'd', kind: 'amount', settled_at: settled ? '2026-11-24T10:00:00+08:00' : null })

it.each([
  [{ day: '2026-11-23' }, 'clean', 0],
  [{ day: '2026-11-23', differences: [difference(false), difference(true)] }, 'open', 1],
  [{ day: '2026-11-23', differences: [difference(true)] }, 'settled', 0],
  [{ day: '2026-11-23', open_differences: 2 }, 'open', 2],
  [{ day: '2026-11-23', state: 'failed' }, 'unfinished', 0],
] as const)('%j is %s', (day, result, open) => {
  expect(resultOf(day as never)).toBe(result)
  expect(openDifferences(day as never)).toBe(open)
})
