import { describe, expect, it } from 'vitest'
import { withDays } from '@/format'
import { sumRow } from '@/pages/help/sums'

describe('the steps of a fee', () => {
  it('become rows of a sum', () => {
    expect(sumRow('不超过10000元的部分：50元')).toEqual({ words: '不超过10,000元的部分', value: '50.00' })
    expect(sumRow('（27596−10000）×2.5% = 439.9元')).toEqual({ words: '（27,596−10,000）×2.5%', value: '439.90' })
    expect(sumRow('(123456.78-100000)*2% = 469.1356')).toEqual({ words: '(123,456.78-100,000)*2%', value: '469.1356' })
    expect(sumRow('减半交纳：×1/2（《诉讼费用交纳办法》第十六条）')).toEqual({ words: '减半交纳（《诉讼费用交纳办法》第十六条）', value: '× 1/2' })
    expect(sumRow('first 10000: 50')).toEqual({ words: 'first 10,000', value: '50.00' })
  })

  it('stay sentences where nothing is added', () => {
    expect(sumRow('x 1/2 (Art.16)')).toEqual({ words: 'x 1/2 (Art.16)', value: '' })
    expect(sumRow('最多不超过5000元：10520元 → 5000元').value).toBe('')
  })
})

describe('days in a sentence', () => {
  it('are written as people write them', () => {
    expect(withDays('期间的最后一日为2027-02-14（周日）。', 'zh')).toBe('期间的最后一日为2027年2月14日（周日）。')
    expect(withDays('It ends on 2027-02-14.', 'en')).toBe('It ends on 14 Feb 2027.')
    expect(withDays('2027-02-31', 'zh')).toBe('2027-02-31')
  })
})
