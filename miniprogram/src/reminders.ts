// Reminders on WeChat: asked after an act that makes one wait (submitted, paid), from the tap itself, three kinds at most.
// What was answered goes to the ledger; nobody is asked anything before.
import { ref } from 'vue'
import { api } from './api'
import { about, identity, loadPerson, recordSubscriptions } from './identity'
import { askSubscriptions, onReminderQuestion } from './platform'
import { useWords } from './words/i18n'
import { templateWords } from './words/templates'

/** What one waits for, with the kinds of message that tell of it, the most wanted first. */
const WAITING: Record<'filing' | 'fee' | 'case', string[]> = {
  filing: ['correction_due', 'accepted', 'fee_due', 'returned'],
  fee: ['docketed', 'case_event', 'fee_refunded'],
  case: ['case_event', 'fee_due', 'docketed'],
}

const t = useWords(templateWords)
const templateName = (kind: string) => (kind in templateWords.zh ? t(kind as 'fee_due') : kind)

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
    const named = (about.known?.subscribe_templates ?? []).filter((one) => ids.includes(one.template_id)).map((one) => ({ id: one.template_id, name: templateName(one.name) }))
    return new Promise((answer) => { waiting.value = { templates: named, answer } })
  })
}

/** At most three of the court's templates, those that fit the moment first. */
export function templatesFor(moment: keyof typeof WAITING, all: { name: string; template_id: string }[]): string[] {
  const rank = (name: string) => { const at = WAITING[moment].indexOf(name); return at < 0 ? WAITING[moment].length : at }
  return all.map((one, at) => ({ id: one.template_id, rank: rank(one.name), at })).sort((a, b) => a.rank - b.rank || a.at - b.at).slice(0, 3).map((one) => one.id)
}

/**
 * From the tap itself: WeChat shows its question only then, so nothing is loaded before. Never an error on the screen: the
 * inbox has every message anyway.
 */
export async function offerReminders(moment: keyof typeof WAITING): Promise<void> {
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
