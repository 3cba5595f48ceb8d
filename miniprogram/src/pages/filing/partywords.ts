// Sentences about one party's fields.
import type { IdKind, Relation } from '@/api/client'
import type { useWords } from '@/words/i18n'
import type { PartyEntry } from './content'
import { numberFault, type PartyNeed } from './steps'
import type { IdFault } from './idnumbers'
import type { peopleWords } from './words'

/** Kinds of paper, and of guardians, for which there are words. */
export const ID_TYPES = ['prc_resident_id', 'hk_mo_tw_residence_permit', 'hk_macao_travel_permit', 'taiwan_travel_permit', 'foreign_permanent_resident_2023', 'passport'] as const satisfies IdKind[]
export const isIdType = (code: string): code is IdKind | 'uscc' => code === 'uscc' || ID_TYPES.includes(code as IdKind)
export const RELATIONS: Relation[] = ['parent', 'spouse', 'adult_child', 'other_relative', 'appointed']

type T = ReturnType<typeof useWords<typeof peopleWords.zh>>

export function idFaultWords(fault: { fault: IdFault; by: number }, t: T): string {
  if (fault.fault === 'short') return t('wrongShort', { by: fault.by })
  if (fault.fault === 'long') return t('wrongLong', { by: fault.by })
  return t(({ charset: 'wrongChars', birth: 'wrongBirth', checksum: 'wrongCheck' } as const)[fault.fault])
}

export function needWords(need: PartyNeed, party: PartyEntry, own: boolean, t: T): string {
  const fault = need === 'id_wrong' ? numberFault(party) : null
  if (fault) return idFaultWords(fault, t)
  return t(({
    name: party.kind === 'person' ? 'needName' : 'needOrgName', name_picture: 'picture', name_other: 'nameOther', id: 'needId', id_wrong: 'wrongCheck', phone: 'needPhone', phone_wrong: 'wrongPhone',
    address: own ? 'needAddress' : 'needAddressOrId', representative: 'needRepresentative',
  } as const)[need])
}

/** The field a need belongs to. */
export const fieldOf = (need: PartyNeed): string => (need.startsWith('name') ? 'name' : need.startsWith('id') ? 'id_number' : need.startsWith('phone') ? 'phone' : need)
