import { expect, it } from 'vitest'
import { resultOf } from './difference'

it.each([
  ['done', 0, 0, 'clean'],
  ['done', 2, 1, 'open'],
  ['done', 2, 0, 'settled'],
  ['waiting', 0, 0, 'waiting'],
  // Found by a notice before the bill came: it cannot wait for the bill.
  ['waiting', 1, 1, 'open'],
] as const)('a day that is %s with %i differences, %i of them open, is %s', (state, differences, unsettled, result) => {
  expect(resultOf({ state, differences, unsettled })).toBe(result)
})
