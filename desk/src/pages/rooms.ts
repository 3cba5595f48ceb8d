// The rooms of the court, in the order of the bar. The server says which of them a person may enter (`rooms` of staff);
// this list says how each one looks. A room with no page yet tells honestly what will be in it and from which stage.
import type { Component } from 'vue'
import type { DeskRoom, Role, Staff } from '@/api/client'
import { IconBookmark, IconCalendar, IconChart, IconContactJudge, IconEnforcement, IconEye, IconFiling, IconIdentity, IconMediation, IconMyCases, IconPayment, IconScale, IconSend, IconServiceInbox } from '@/design/icons'
import { words as archiveEn } from './archive/words.en'
import { words as archiveZh } from './archive/words.zh'
import { words as auditEn } from './audit/words.en'
import { words as auditZh } from './audit/words.zh'
import { words as casesEn } from './cases/words.en'
import { words as casesZh } from './cases/words.zh'
import { words as contactEn } from './contact/words.en'
import { words as contactZh } from './contact/words.zh'
import { words as deliveryEn } from './delivery/words.en'
import { words as deliveryZh } from './delivery/words.zh'
import { words as enforcementEn } from './enforcement/words.en'
import { words as enforcementZh } from './enforcement/words.zh'
import { words as feesEn } from './fees/words.en'
import { words as feesZh } from './fees/words.zh'
import { words as filingEn } from './filing/words.en'
import { words as filingZh } from './filing/words.zh'
import { words as hearingEn } from './hearing/words.en'
import { words as hearingZh } from './hearing/words.zh'
import { words as identityEn } from './identity/words.en'
import { words as identityZh } from './identity/words.zh'
import { words as mediationEn } from './mediation/words.en'
import { words as mediationZh } from './mediation/words.zh'
import { words as outboxEn } from './outbox/words.en'
import { words as outboxZh } from './outbox/words.zh'
import { words as rulingsEn } from './rulings/words.en'
import { words as rulingsZh } from './rulings/words.zh'
import { words as statisticsEn } from './statistics/words.en'
import { words as statisticsZh } from './statistics/words.zh'

export interface RoomWords {
  name: string
  /** One sentence: what this room is for. */
  what: string
  /** What will be here, while the room has no page. */
  will: string[]
}

/** Rooms of the server, and those of our own that open with one of them. */
export type RoomCode = DeskRoom | 'identity' | 'fees'

/** A page of a room below its first one. */
export interface RoomPage {
  /** Below the room's own address. */
  path: string
  name: string
  page: () => Promise<Component>
}

export interface Room {
  code: RoomCode
  /** Roles that enter without the server naming the room: their work in it belongs to another room's list of roles. */
  roles?: Role[]
  icon: Component
  words: { zh: RoomWords; en: RoomWords }
  /** The stage of the plan that brings the room's page; null once the page stands. */
  stage: number | null
  page?: () => Promise<Component>
  more?: RoomPage[]
}

export const rooms: Room[] = [
  { code: 'filing', icon: IconFiling, words: { zh: filingZh, en: filingEn }, stage: null, page: async () => (await import('./filing/FilingQueuePage.vue')).default,
    more: [{ path: ':id', name: 'filing-review', page: async () => (await import('./filing/ReviewPage.vue')).default }],
  },
  { code: 'identity', icon: IconIdentity, words: { zh: identityZh, en: identityEn }, stage: null, page: async () => (await import('./identity/VideoReviewsPage.vue')).default,
    more: [{ path: ':id', name: 'video-review', page: async () => (await import('./identity/VideoReviewPage.vue')).default }],
  },
  { code: 'cases', icon: IconMyCases, words: { zh: casesZh, en: casesEn }, stage: null, page: async () => (await import('./cases/CasesPage.vue')).default,
    more: [{ path: ':id', name: 'case', page: async () => (await import('./cases/CasePage.vue')).default }],
  },
  { code: 'fees', roles: ['filing_clerk', 'division_head'], icon: IconPayment, words: { zh: feesZh, en: feesEn }, stage: null, page: async () => (await import('./fees/FeeNoticesPage.vue')).default,
    more: [
      { path: 'reconciliations', name: 'reconciliations', page: async () => (await import('./fees/ReconciliationsPage.vue')).default },
      { path: 'reconciliations/:day', name: 'reconciliation', page: async () => (await import('./fees/ReconciliationPage.vue')).default },
    ],
  },
  { code: 'delivery', icon: IconServiceInbox, words: { zh: deliveryZh, en: deliveryEn }, stage: null, page: async () => (await import('./delivery/DeliveriesPage.vue')).default,
    more: [{ path: ':id', name: 'service', page: async () => (await import('./delivery/ServicePage.vue')).default }],
  },
  { code: 'hearing', icon: IconCalendar, words: { zh: hearingZh, en: hearingEn }, stage: 3 },
  { code: 'rulings', icon: IconScale, words: { zh: rulingsZh, en: rulingsEn }, stage: null, page: async () => (await import('./filing/JudgeListPage.vue')).default,
    more: [{ path: 'filings/:id', name: 'ruling-review', page: async () => (await import('./filing/ReviewPage.vue')).default }],
  },
  { code: 'mediation', icon: IconMediation, words: { zh: mediationZh, en: mediationEn }, stage: 3 },
  { code: 'enforcement', icon: IconEnforcement, words: { zh: enforcementZh, en: enforcementEn }, stage: 6 },
  { code: 'contact', icon: IconContactJudge, words: { zh: contactZh, en: contactEn }, stage: 4 },
  { code: 'statistics', icon: IconChart, words: { zh: statisticsZh, en: statisticsEn }, stage: 6 },
  { code: 'archive', icon: IconBookmark, words: { zh: archiveZh, en: archiveEn }, stage: 4 },
  { code: 'outbox', icon: IconSend, words: { zh: outboxZh, en: outboxEn }, stage: null, page: async () => (await import('./outbox/OutboxPage.vue')).default },
  { code: 'audit', icon: IconEye, words: { zh: auditZh, en: auditEn }, stage: 7 },
]

/** The server's word (`rooms`) or, for a room that the server does not name, the roles that work in it. */
export function mayEnter(staff: Pick<Staff, 'rooms' | 'roles'>, room: Room): boolean {
  return (staff.rooms as RoomCode[]).includes(room.code) || Boolean(room.roles?.some((role) => staff.roles.includes(role)))
}

/** The rooms a person may enter, in the order of the bar. A code this version does not know is left out. */
export function roomsFor(staff: Pick<Staff, 'rooms' | 'roles'>): Room[] {
  return rooms.filter((room) => mayEnter(staff, room))
}
