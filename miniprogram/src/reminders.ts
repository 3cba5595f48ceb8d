// Reminders on WeChat: asked where one begins to wait (submitted, paid), from the tap itself, three kinds at most, those of the moment.
// What was answered goes to the ledger; nobody is asked anything before.
import { computed, onMounted, ref } from 'vue'
import { api } from './api'
import type { NoticeKind } from './api/client'
import { about, identity, loadPerson, recordSubscriptions } from './identity'
import { askSubscriptions, isWeixin, onReminderQuestion } from './platform'
import { useWords } from './words/i18n'
import { templateWords } from './words/templates'

/**
 * What one waits for at each tap, with the kinds of message that tell of it, the most wanted first: those by whose silence a
 * right is lost. One acceptance is one message, so nothing is asked for that cannot come from there.
 */
const WAITING = {
  /** Agreeing to reminders as such, with nothing under way. */
  start: ['new_device', 'case_event', 'fee_due'],
  video: ['video_review_decided'],
  submitted: ['correction_due', 'accepted', 'fee_due', 'returned'],
  /** A notice of correction in hand: the days before its end. */
  correcting: ['correction_due'],
  /** Asked once, not asked again: what comes now is the answer. */
  corrected: ['accepted', 'returned', 'fee_due', 'not_accepted'],
  mediating: ['accepted', 'fee_due', 'returned'],
  /** A fee notice in hand: the days before its end. */
  owing: ['fee_due', 'fee_lapsed'],
  paid: ['docketed', 'case_event', 'fee_refunded'],
  case: ['document_arrived', 'case_event', 'fee_refunded'],
  /** Just joined, or in a case: what comes next is a paper. */
  joined: ['document_arrived', 'document_unread', 'address_asked'],
} satisfies Record<string, NoticeKind[]>
export type Moment = keyof typeof WAITING

const t = useWords(templateWords)

type Answers = Record<string, string>
const waiting = ref<{ templates: { id: string; name: string }[]; answer(told: Answers): void } | null>(null)

/** The sheet that stands in for WeChat's question on the sandbox's web page. */
export const reminderQuestion = {
  get open() { return waiting.value !== null },
  get templates() { return waiting.value?.templates ?? [] },
  answer(allowed: string[]) {
    const { templates, answer } = waiting.value ?? { templates: [], answer: () => undefined }
    waiting.value = null
    answer(Object.fromEntries(templates.map((one) => [one.id, allowed.includes(one.id) ? 'accept' : 'reject'])))
  },
}

let offering = false

export function watchReminders() {
  onReminderQuestion((ids) => {
    // At the log-in nobody is known yet whom the demo phone could note it for.
    if (!about.sandbox || !offering) return Promise.resolve({})
    const named = (about.known?.subscribe_templates ?? []).filter((one) => ids.includes(one.template_id)).map((one) => ({ id: one.template_id, name: t(one.name as NoticeKind) }))
    return new Promise((answer) => { waiting.value = { templates: named, answer } })
  })
}

/** At most three of the court's templates, and only those that fit the moment. */
export function templatesFor(moment: Moment, all: { name: string; template_id: string }[]): string[] {
  return WAITING[moment].flatMap((kind) => all.filter((one) => one.name === kind)).slice(0, 3).map((one) => one.template_id)
}

/**
 * From the tap itself: WeChat shows its question only then, so nothing is loaded before. Never an error on the screen: the
 * inbox has every message anyway.
 */
export async function offerReminders(moment: Moment): Promise<void> {
  try {
    offering = true
    const asking = askSubscriptions(templatesFor(moment, about.known?.subscribe_templates ?? []))
    offering = false
    const answers = await asking
    if (!Object.keys(answers).length) return
    await recordSubscriptions(answers)
    if (!Object.values(answers).includes('accept')) return
    const { consents } = identity.person ?? (await loadPerson())
    if (consents.some((one) => one.kind === 'wechat_messages' && one.given)) return
    const { version } = await api.getPrivacyNotice()
    await api.giveConsent({ body: { kind: 'wechat_messages', given: true, version } })
    await loadPerson()
  } catch { /* the inbox has it */ }
}

/** A row that offers reminders: there once the court has told its templates, gone once it was pressed. */
export function useReminder(moment: () => Moment | null) {
  const templates = ref(about.known?.subscribe_templates ?? [])
  const pressed = ref(false)
  // Without an answer there is simply no such offer.
  onMounted(() => about.load().then((court) => { templates.value = court.subscribe_templates }).catch(() => undefined))
  return {
    offered: computed(() => { const now = moment(); return !pressed.value && now !== null && (isWeixin || about.sandbox) && templatesFor(now, templates.value).length > 0 }),
    async press() { const now = moment(); if (now) await offerReminders(now); pressed.value = true },
  }
}
