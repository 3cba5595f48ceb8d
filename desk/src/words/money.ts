// Money as people read it: integer fen on the wire, yuan with two decimals on the screen.
import type { Language } from './language'

/** 27,596.00; of any size, without a detour through floating point. */
export function yuan(fen: number): string {
  const sign = fen < 0 ? '-' : ''
  const digits = String(Math.abs(Math.trunc(fen))).padStart(3, '0')
  const whole = digits.slice(0, -2).replace(/\B(?=(\d{3})+$)/g, ',')
  return `${sign}${whole}.${digits.slice(-2)}`
}

/** 27,596.00 元, or ¥27,596.00. */
export function money(fen: number, language: Language): string {
  return language === 'zh' ? `${yuan(fen)} 元` : `${fen < 0 ? '-' : ''}¥${yuan(Math.abs(fen))}`
}
