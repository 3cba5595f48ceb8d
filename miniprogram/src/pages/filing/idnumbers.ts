// Resident ID (GB 11643) and credit code (GB 32100), checked on the phone so that a slip is told while the paper is at hand.
// The court checks again; a code that fails here can still be right (a few old ones are) and is looked at by a clerk.

export type IdFault = 'short' | 'long' | 'charset' | 'birth' | 'checksum'

const ID_WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
const ID_CHECKS = '10X98765432'
const CODE_CHARS = '0123456789ABCDEFGHJKLMNPQRTUWXY'
const CODE_WEIGHTS = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28]
const LENGTH = 18

/** As typed or pasted -> as written: no blanks, capital letters, half-width digits. */
export const plainId = (typed: string): string => typed
  .replace(/[０-９Ａ-Ｚａ-ｚ]/g, (one) => String.fromCharCode(one.charCodeAt(0) - 0xfee0))
  .replace(/[\s-]/g, '').toUpperCase()

export function residentIdFault(typed: string): { fault: IdFault; by: number } | null {
  const id = plainId(typed)
  if (id.length !== LENGTH) return lengthFault(id)
  if (!/^\d{17}[\dX]$/.test(id)) return { fault: 'charset', by: 0 }
  if (!birthday(id)) return { fault: 'birth', by: 0 }
  const sum = ID_WEIGHTS.reduce((total, weight, at) => total + weight * Number(id[at]), 0)
  return ID_CHECKS[sum % 11] === id[17] ? null : { fault: 'checksum', by: 0 }
}

export function creditCodeFault(typed: string): { fault: IdFault; by: number } | null {
  const code = plainId(typed)
  if (code.length !== LENGTH) return lengthFault(code)
  const values = [...code].map((one) => CODE_CHARS.indexOf(one))
  if (values.includes(-1) || !/^..\d{6}/.test(code)) return { fault: 'charset', by: 0 }
  const sum = CODE_WEIGHTS.reduce((total, weight, at) => total + weight * values[at], 0)
  return CODE_CHARS[(31 - (sum % 31)) % 31] === code[17] ? null : { fault: 'checksum', by: 0 }
}

const lengthFault = (text: string): { fault: IdFault; by: number } =>
  text.length < LENGTH ? { fault: 'short', by: LENGTH - text.length } : { fault: 'long', by: text.length - LENGTH }

/** The birthday inside a resident ID, as YYYY-MM-DD; null when there is no such day. */
export function birthday(id: string): string | null {
  const digits = plainId(id).slice(6, 14)
  if (!/^\d{8}$/.test(digits)) return null
  const day = `${digits.slice(0, 4)}-${digits.slice(4, 6)}-${digits.slice(6)}`
  const real = new Date(`${day}T00:00:00Z`)
  return Number.isNaN(real.getTime()) || !real.toISOString().startsWith(day) || day < '1900-01-01' ? null : day
}

/** Civil Code 17: under eighteen on that day. */
export function isMinorOn(born: string, today: string): boolean {
  const [year, ...rest] = born.split('-')
  return `${Number(year) + 18}-${rest.join('-')}` > today
}

/** Which of the two an 18-character number is; a resident ID has seventeen digits and a birthday. */
export const looksLikeResidentId = (typed: string): boolean => /^\d{17}[\dX]$/.test(plainId(typed)) && birthday(typed) !== null
export const looksLikeCreditCode = (typed: string): boolean => /^[0-9A-HJ-NPQRTUWXY]{18}$/.test(plainId(typed)) && !looksLikeResidentId(typed)
