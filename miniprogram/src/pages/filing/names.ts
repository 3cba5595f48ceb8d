// What a name and a telephone may look like. Rare characters (𠮷, 䶮) are names; pictures are not, and the paper could not show them.

// Emoji and their joiners. CJK extensions are in other planes' ranges and stay; digits and # carry the Emoji property and are left out on purpose.
const PICTURE = /[\u{1F000}-\u{1FAFF}\u{2600}-\u{27BF}\u{2B00}-\u{2BFF}\u{FE0F}\u{200D}\u{20E3}\u{E0020}-\u{E007F}]/u

export type NameFault = 'empty' | 'picture' | 'too_long' | 'only_signs'

export function nameFault(name: string | null | undefined): NameFault | null {
  const plain = (name ?? '').trim()
  if (!plain) return 'empty'
  if (PICTURE.test(plain)) return 'picture'
  if ([...plain].length > 100) return 'too_long'
  return /[\p{L}]/u.test(plain) ? null : 'only_signs'
}

export const plainPhone = (typed: string): string => typed.replace(/[０-９]/g, (one) => String.fromCharCode(one.charCodeAt(0) - 0xfee0)).replace(/[\s()（）]/g, '')

/** A mobile, a landline with its area code, or an international number. */
export function isPhone(typed: string): boolean {
  const plain = plainPhone(typed)
  return /^(\+86-?)?1\d{10}$/.test(plain) || /^0\d{2,3}-?\d{7,8}(-\d{1,6})?$/.test(plain) || /^(400|800)-?\d{3}-?\d{4}$/.test(plain) || /^\+\d{6,15}$/.test(plain) || /^(10|12|9)\d{3,6}$/.test(plain)
}

/** 138 **** 6029, and a number's end: never the whole on a page that only shows it. */
export const maskedPhone = (phone: string | null | undefined): string => {
  const plain = plainPhone(phone ?? '')
  return plain.length >= 11 ? `${plain.slice(0, 3)} **** ${plain.slice(-4)}` : plain
}
export const tail = (number: string | null | undefined): string => (number ?? '').trim().slice(-4)
