// Amounts are typed in yuan and travel as whole fen. No floating point on the way.
import { plainAmount } from '@/format'
import type { Claim } from './content'

/** 100 billion yuan: what the court's forms can hold; a longer figure is a slip of the finger. */
export const MOST_FEN = 10_000_000_000_000

export type AmountFault = 'empty' | 'not_amount' | 'zero' | 'too_much'

/** "6,899" -> 689900 fen, or what is wrong with it. */
export function readAmount(typed: string): { fen: number } | { fault: AmountFault } {
  if (!typed.trim()) return { fault: 'empty' }
  const plain = plainAmount(typed)
  if (plain === null) return { fault: 'not_amount' }
  const [whole, part = ''] = plain.split('.')
  if (whole.length > 12) return { fault: 'too_much' }
  const fen = Number(whole) * 100 + Number(part.padEnd(2, '0') || 0)
  if (fen === 0) return { fault: 'zero' }
  return fen > MOST_FEN ? { fault: 'too_much' } : { fen }
}

/** 689900 -> "6899.00", to be shown in a field. */
export function typedAmount(fen: number | null | undefined): string {
  if (fen === null || fen === undefined) return ''
  const digits = String(fen).padStart(3, '0')
  return `${digits.slice(0, -2)}.${digits.slice(-2)}`
}

export const totalFen = (claims: Claim[]): number => claims.reduce((sum, claim) => sum + (claim.amount_fen ?? 0), 0)
