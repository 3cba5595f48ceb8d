// How served papers, their four times and their codes are shown. Pure.
import type { Delivery, DeliveryItem } from '@/api/client'
import { dayOf, secondsOf, shortDay } from '@/format'
import type { Language } from '@/words/i18n'

export type Look = 'ok' | 'warn' | 'danger' | 'line' | 'info'

/** Sent to me by this app, and neither opened nor signed for; nothing waits to be read of what was taken back or goes other ways. */
const READABLE = ['sent', 'arrived', 'served', 'presumed_served', 'served_final']
type Times = Pick<DeliveryItem, 'state' | 'sent_at' | 'opened_at' | 'receipt_at'>
export const isUnread = (one: Times) => Boolean(one.sent_at) && !one.opened_at && !one.receipt_at && READABLE.includes(one.state)

const LOOKS: Record<string, Look> = { served: 'ok', presumed_served: 'ok', served_final: 'ok', sent: 'info', arrived: 'info', awaiting_consent: 'warn', rebutted: 'warn', send_failed: 'warn', offline: 'warn' }
export const deliveryLook = (state: string): Look => LOOKS[state] ?? 'line'

/** Newest first, as the court sends them; unread ones are not moved, only marked. The day that counts: of service, else of arrival. */
export type DayKind = 'served' | 'arrived' | 'sent'
export function dayShown(one: Pick<DeliveryItem, 'served_on' | 'arrived_at' | 'sent_at'>): { kind: DayKind; day: string } | null {
  if (one.served_on) return { kind: 'served', day: one.served_on }
  if (one.arrived_at) return { kind: 'arrived', day: dayOf(one.arrived_at) }
  return one.sent_at ? { kind: 'sent', day: dayOf(one.sent_at) } : null
}

/** 10月30日 09:12:04: seconds stand in ledgers alone. */
export const stamp = (at: string, language: Language, today: string) => `${shortDay(dayOf(at), language, today)} ${secondsOf(at)}`

export interface Row { what: string; at?: string; why?: string; law?: boolean }
/** What the page says of each time; `basis` comes from the court. */
export interface Say {
  sent: string; arrived: string; opened: string; served: string
  sentTo(channel: string): string; arrivedIn: string; notArrived: string; openedBy: string; notOpened: string; notSent: string; signedAt(at: string): string
}

/** The four times, each with its proof: a time that has not come says what is missing. */
export function ledgerOf(one: Delivery, say: Say, language: Language, today: string): Row[] {
  const at = (time: string | null | undefined) => (time ? stamp(time, language, today) : undefined)
  const latest = one.attempts[one.attempts.length - 1]
  const signed = one.receipt_at ? say.signedAt(stamp(one.receipt_at, language, today)) : ''
  return [
    { what: say.sent, at: at(one.sent_at), why: latest ? say.sentTo(latest.channel_words) : say.notSent },
    { what: say.arrived, at: at(one.arrived_at), why: one.arrived_at ? say.arrivedIn : latest?.outcome === 'failed' ? say.notArrived : '' },
    { what: say.opened, at: at(one.opened_at), why: [one.opened_at ? say.openedBy : say.notOpened, signed].filter(Boolean).join(language === 'zh' ? '；' : '; ') },
    { what: say.served, at: one.served_on ? shortDay(one.served_on, language, today) : undefined, why: one.basis, law: Boolean(one.served_on) },
  ]
}

/** Periods that begin when this paper is served, by the codes of the court's deadlines. */
const BEGINS: Record<string, string[]> = { complaint: ['defence', 'jurisdiction_objection'], evidence_notice: ['evidence'], judgment: ['appeal'], ruling: ['appeal'] }
export const begunBy = (documentKind: string, what: string) => (BEGINS[documentKind] ?? []).includes(what)

const half = (typed: string) => typed.replace(/[！-～]/g, (one) => String.fromCharCode(one.charCodeAt(0) - 0xfee0))
const plain = (typed: string, most: number) => half(typed).toUpperCase().replace(/[^0-9A-Z]/g, '').slice(0, most)

/** In groups, as people read and type it. */
export const grouped = (code: string, size: number) => code.match(new RegExp(`.{1,${size}}`, 'g'))?.join(' ') ?? ''

export const JOIN_LENGTH = 10
/** What a person types or pastes as the association code: spaces, dashes, small and full-width letters do not matter. */
export const plainJoinCode = (typed: string) => plain(typed, JOIN_LENGTH)

export const CHECK_LENGTH = 24
/** The check code is in base 32, which has no 0, 1, 8: whoever reads them has seen O, I, B. What is scanned holds the code alone. */
export const plainCheckCode = (typed: string) => plain(typed, CHECK_LENGTH).replace(/0/g, 'O').replace(/1/g, 'I').replace(/8/g, 'B')
export const spacedCheckCode = (code: string) => grouped(plainCheckCode(code), 4)

export type JoinTrouble = 'wrong' | 'other' | 'tooMany' | 'taken'
const TROUBLES: Record<string, JoinTrouble> = { 'join.code_wrong': 'wrong', 'join.other_person': 'other', 'join.too_many': 'tooMany', 'join.party_taken': 'taken' }
export const joinTrouble = (code: string): JoinTrouble | null => TROUBLES[code] ?? null
