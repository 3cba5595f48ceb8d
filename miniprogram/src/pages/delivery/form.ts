// The confirmation of an address for service: what is still missing, and what goes to the court. Pure.
import type { CaseServiceAddressBody } from '@/api/client'
import { isPhone } from '@/pages/filing/names'

export interface AddressForm { recipient: string; phone: string; email: string; postal: string; electronic: boolean | null; decisions: boolean }
export type AddressFault = 'needWay' | 'needRecipient' | 'needPhone' | 'wrongPhone' | 'wrongEmail' | 'needPostal'
type Place = 'electronic' | 'recipient' | 'phone' | 'email' | 'postal'

/** What the court has, or nothing ticked: neither the way nor the decisions are chosen for anybody. */
export interface Known { recipient: string; phone?: string | null; email?: string | null; postal?: string | null; electronic: boolean; covers_decisions: boolean; source: string }
export function formOf(known: Known | null, name: string): AddressForm {
  const confirmed = known?.source === 'confirmed'
  return {
    recipient: known?.recipient ?? name, phone: known?.phone ?? '', email: known?.email ?? '', postal: known?.postal ?? '',
    electronic: confirmed ? known.electronic : null, decisions: confirmed && known.covers_decisions,
  }
}

export function faultsOf(form: AddressForm): Partial<Record<Place, AddressFault>> {
  const faults: Partial<Record<Place, AddressFault>> = {}
  if (form.electronic === null) faults.electronic = 'needWay'
  if (!form.recipient.trim()) faults.recipient = 'needRecipient'
  if (!form.phone.trim()) faults.phone = 'needPhone'
  else if (!isPhone(form.phone)) faults.phone = 'wrongPhone'
  if (form.email.trim() && !/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(form.email.trim())) faults.email = 'wrongEmail'
  if (form.electronic === false && !form.postal.trim()) faults.postal = 'needPostal'
  return faults
}

/** Decisions go with electronic service only. */
export function bodyOf(form: AddressForm): CaseServiceAddressBody {
  const text = (value: string) => value.trim() || null
  const electronic = form.electronic === true
  return { recipient: form.recipient.trim(), phone: text(form.phone), email: text(form.email), postal: text(form.postal), electronic, covers_decisions: electronic && form.decisions }
}
