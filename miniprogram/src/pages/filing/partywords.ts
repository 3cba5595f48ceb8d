// Sentences about one party's fields.
import type { useWords } from '@/words/i18n'
import type { PartyEntry } from './content'
import { numberFault, type PartyNeed } from './steps'
import type { IdFault } from './idnumbers'
import type { peopleWords } from './words'

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
