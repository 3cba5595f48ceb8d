// Periods that people ask about most, as the law sets them. The article stands in the words.
export type PeriodKey = 'defence' | 'appealJudgment' | 'appealRuling' | 'evidenceOrdinary' | 'feePayment' | 'confirmation' | 'enforcementLimit' | 'abroad' | 'custom'
export type Unit = 'day' | 'month' | 'year'

export const periods: { key: PeriodKey; length: number; unit: Unit; received: boolean }[] = [
  { key: 'defence', length: 15, unit: 'day', received: true },
  { key: 'appealJudgment', length: 15, unit: 'day', received: true },
  { key: 'appealRuling', length: 10, unit: 'day', received: true },
  { key: 'evidenceOrdinary', length: 15, unit: 'day', received: true },
  { key: 'feePayment', length: 7, unit: 'day', received: true },
  { key: 'confirmation', length: 30, unit: 'day', received: false },
  { key: 'enforcementLimit', length: 2, unit: 'year', received: false },
  { key: 'abroad', length: 30, unit: 'day', received: true },
  { key: 'custom', length: 0, unit: 'day', received: false },
]
