import assert from 'node:assert/strict'
import { test } from 'node:test'
import { totp } from '../totp.mjs'

// RFC 6238, appendix B: the secret is "12345678901234567890"; the last six of its eight digits.
test('the digits are those of RFC 6238', () => {
  const secret = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ'
  const known = [[59, '287082'], [1111111109, '081804'], [1111111111, '050471'], [1234567890, '005924'], [2000000000, '279037']]
  for (const [seconds, digits] of known) assert.equal(totp(secret, seconds * 1000), digits)
})
