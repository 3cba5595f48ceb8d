import { expect, it } from 'vitest'
import { groupedNumber } from './number'

it('groups a resident number as an eye compares it, and leaves other documents whole', () => {
  expect(groupedNumber('110101190001010014', 'prc_resident_id')).toBe('110101 1900 0101 0014')
  expect(groupedNumber('E12345678', 'passport')).toBe('E12345678')
})
