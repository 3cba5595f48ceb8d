/** In groups, as an eye compares them: 110101 1900 0101 0014. Other documents have short numbers and stay whole. */
export function groupedNumber(number: string, idType: string): string {
  if (number.length !== 18 || (idType !== 'prc_resident_id' && idType !== 'hk_mo_tw_residence_permit' && idType !== 'foreign_permanent_resident_2023')) return number
  return [number.slice(0, 6), number.slice(6, 10), number.slice(10, 14), number.slice(14)].join(' ')
}
