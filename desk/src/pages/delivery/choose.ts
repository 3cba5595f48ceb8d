// Papers × parties: what is still to be served, and what came of it.
import type { CaseRecipient, NewDeliveries } from '@/api/client'
import { arrivalServes, type Consent, type Delivery } from './delivery'

export type Ready = 'can_send' | 'ask_first' | 'offline' | 'not_joined'

/** Whether a paper would reach this party at once. */
export function readyOf(recipient: Pick<CaseRecipient, 'joined' | 'consent'>): Ready {
  if (!recipient.joined) return 'not_joined'
  if (recipient.consent === 'refused') return 'offline'
  return arrivalServes(recipient.consent as Consent) ? 'can_send' : 'ask_first'
}

/** A paper is served on a party once; what was cancelled may begin anew. */
export const isUnderWay = (ledger: Pick<Delivery, 'document_id' | 'party_id' | 'state'>[], document: string, party: string): boolean =>
  ledger.some((row) => row.document_id === document && row.party_id === party && row.state !== 'cancelled')

export type Batch = Pick<NewDeliveries, 'document_ids' | 'party_ids'>

/** What is left of the chosen papers and parties, papers with the same parties together: one call takes every paper to every party. */
export function batchesOf(documents: string[], parties: string[], ledger: Pick<Delivery, 'document_id' | 'party_id' | 'state'>[]): Batch[] {
  const batches = new Map<string, Batch>()
  for (const document of documents) {
    const left = parties.filter((party) => !isUnderWay(ledger, document, party))
    if (left.length === 0) continue
    const key = left.join(' ')
    const batch = batches.get(key)
    if (batch) batch.document_ids.push(document)
    else batches.set(key, { document_ids: [document], party_ids: left })
  }
  return [...batches.values()]
}

/** Of these, how many reach somebody at once; the rest is prepared and waits. */
export const atOnceOf = (batches: Batch[], recipients: Pick<CaseRecipient, 'party_id' | 'joined' | 'consent'>[]): number =>
  batches.reduce((sum, batch) => sum + batch.document_ids.length * recipients.filter((one) => batch.party_ids.includes(one.party_id) && readyOf(one) === 'can_send').length, 0)

/** The server masks a phone down to its last four figures. */
export const lastFour = (masked: string): string => masked.replace(/\D/g, '').slice(-4)

export const countOf = (batches: Batch[]): number => batches.reduce((sum, one) => sum + one.document_ids.length * one.party_ids.length, 0)

export function outcomeOf(rows: Pick<Delivery, 'sent_at'>[]): { sent: number; kept: number } {
  const sent = rows.filter((row) => row.sent_at).length
  return { sent, kept: rows.length - sent }
}
