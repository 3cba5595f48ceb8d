// The acts of a review: each with the version that was read. When someone was first, the latest is fetched and nothing
// that was written is given up.
import { computed, ref, type Ref, type ShallowRef } from 'vue'
import { Problem } from '@/api/problem'
import type { Accepted, Act, Filing, Wire } from '@/api/wire'
import { isSendable } from './draft'
import type { DraftKeeper } from './keep-draft'
import type { ReasonedAct } from './ReasonDialog.vue'

const REASONED: ReasonedAct[] = ['return-unopposed', 'correction-lapsed', 'no-prepayment', 'rule-not-accept', 'insist-uncorrected', 'rule-deemed-withdrawn']
/** Acts without a question of their own. */
const AT_ONCE: Act[] = ['open-review', 'claim']

export const isReasoned = (act: Act | null): act is ReasonedAct => REASONED.includes(act as ReasonedAct)
const isRuling = (act: Act) => act.startsWith('rule-') || act === 'insist-uncorrected'

interface Around {
  wire: Wire
  id: Ref<string>
  filing: ShallowRef<Filing | null>
  take: (filing: Filing) => void
  keeper: DraftKeeper
  /** Something was done: another filing may be the next now. */
  onDone: () => void
}

export function useReviewActs({ wire, id, filing, take, keeper, onDone }: Around) {
  const asking = ref<Act | null>(null)
  const busy = ref<Act | null>(null)
  /** The notice was to be sent, so what it lacks is shown. */
  const asked = ref(false)
  const done = ref<Act | null>(null)
  const accepted = ref<Accepted | null>(null)
  const stale = ref(false)
  const trouble = ref<unknown>(null)
  /** What was written as reasons, by act: closing the question loses nothing. */
  const reasons = ref<Record<string, string>>({})
  /** A second notice only for what the resubmission newly brought (OLR 9). */
  const isSecondNotice = computed(() => (filing.value?.corrections.length ?? 0) > 0)

  async function press(act: Act) {
    done.value = null
    stale.value = false
    trouble.value = null
    if (act === 'request-correction' && !(await isReadyToSend())) return
    if (AT_ONCE.includes(act)) return await doAtOnce(act)
    asking.value = act
  }

  async function isReadyToSend(): Promise<boolean> {
    asked.value = true
    if (!isSendable(keeper.kept.draft)) return false
    await keeper.save()
    return keeper.kept.phase !== 'conflict'
  }

  /** What went wrong stands on the page. */
  async function doAtOnce(act: Act) {
    busy.value = act
    try {
      await doAct(act, {})
    } catch (refused) {
      trouble.value = refused
    } finally {
      busy.value = null
    }
  }

  async function doAct<Answer>(act: Act, body: object): Promise<Answer> {
    if (!filing.value) throw new Error('no filing is open')
    try {
      const answer = await wire.act<Answer>(filing.value.id, act, body, filing.value.version)
      asking.value = null
      done.value = act
      delete reasons.value[act]
      if (act === 'request-correction') keeper.drop()
      await refresh()
      onDone()
      return answer
    } catch (refused) {
      if (refused instanceof Problem && (refused.status === 412 || refused.status === 409)) {
        await refresh()
        stale.value = refused.status === 412
      }
      throw refused
    }
  }

  async function refresh() {
    const latest = await wire.getFiling(id.value).catch(() => null)
    if (latest) take(latest)
  }

  async function sendCorrection() {
    const { items, due_days } = keeper.kept.draft
    await doAct('request-correction', { items, due_days, ...(isSecondNotice.value && { new_defects: true }) })
  }

  async function accept(body: object) {
    if (asking.value) accepted.value = await doAct<Accepted>(asking.value, body)
  }

  async function giveReasons(text: string) {
    if (asking.value) await doAct(asking.value, isRuling(asking.value) ? { reasons: text } : { reason: text })
  }

  /** Another filing is opened. */
  function reset() {
    asking.value = busy.value = done.value = accepted.value = trouble.value = null
    stale.value = asked.value = false
    reasons.value = {}
  }

  return { asking, busy, asked, done, accepted, stale, trouble, reasons, isSecondNotice, press, doAct, sendCorrection, accept, giveReasons, reset }
}
