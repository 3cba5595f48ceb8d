// The acts of a review: each with the version that was read. When someone was first, the latest is fetched and nothing
// that was written is given up.
import { computed, ref, type Ref, type ShallowRef } from 'vue'
import type { AcceptBody, Accepted, Client } from '@/api/client'
import { Problem } from '@/api/problem'
import { isSendable } from './draft'
import { asRead, readFiling, type Act, type Filing } from './filing'
import type { DraftKeeper } from './keep-draft'
import type { ReasonedAct } from './ReasonDialog.vue'

type OnRead = ReturnType<typeof asRead>

interface Around {
  client: Client
  id: Ref<string>
  filing: ShallowRef<Filing | null>
  take: (filing: Filing) => void
  keeper: DraftKeeper
  /** Something was done: another filing may be the next now. */
  onDone: () => void
}

export function useReviewActs({ client, id, filing, take, keeper, onDone }: Around) {
  /** Acts without a question of their own. */
  const atOnce = {
    'open-review': (on: OnRead) => client.openReview({ ...on, body: {} }),
    claim: (on: OnRead) => client.claimFiling({ ...on, body: {} }),
  }
  const reasoned: Record<ReasonedAct, (on: OnRead, text: string) => Promise<unknown>> = {
    'return-unopposed': (on, reason) => client.returnUnopposed({ ...on, body: { reason } }),
    'correction-lapsed': (on, reason) => client.lapseCorrection({ ...on, body: { reason } }),
    'no-prepayment': (on, reason) => client.docketWithoutPrepayment({ ...on, body: { reason } }),
    'rule-not-accept': (on, reasons) => client.ruleNotAccept({ ...on, body: { reasons } }),
    'insist-uncorrected': (on, reasons) => client.ruleInsistUncorrected({ ...on, body: { reasons } }),
    'rule-deemed-withdrawn': (on, reasons) => client.ruleDeemedWithdrawn({ ...on, body: { reasons } }),
  }
  const isAtOnce = (act: Act): act is keyof typeof atOnce => act in atOnce
  const isReasoned = (act: Act | null): act is ReasonedAct => act !== null && act in reasoned

  const asking = ref<Act | null>(null)
  const busy = ref<Act | null>(null)
  /** The notice was to be sent, so what it lacks is shown. */
  const asked = ref(false)
  const done = ref<Act | null>(null)
  const accepted = ref<Accepted | null>(null)
  const stale = ref(false)
  const trouble = ref<unknown>(null)
  /** What was written as reasons, by act: closing the question loses nothing. */
  const reasons = ref<Partial<Record<Act, string>>>({})
  /** A second notice only for what the resubmission newly brought (OLR 9). */
  const isSecondNotice = computed(() => (filing.value?.corrections.length ?? 0) > 0)

  async function press(act: Act) {
    if (busy.value) return
    done.value = null
    stale.value = false
    trouble.value = null
    if (act === 'request-correction') {
      asked.value = true
      if (!isSendable(keeper.kept.draft)) return
    }
    busy.value = act
    try {
      // The draft first: what is being written raises the version that the act is about to name.
      await keeper.save()
      if (keeper.kept.phase === 'conflict') return
      if (isAtOnce(act)) await doAct(act, atOnce[act])
      else asking.value = act
    } catch (refused) {
      // What went wrong stands on the page.
      trouble.value = refused
    } finally {
      busy.value = null
    }
  }

  async function doAct<Answer>(act: Act, call: (on: OnRead) => Promise<Answer>): Promise<Answer> {
    if (!filing.value) throw new Error('no filing is open')
    try {
      const answer = await call(asRead(filing.value))
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
    const latest = await client.getDeskFiling({ path: { id: id.value } }).catch(() => null)
    if (latest) take(readFiling(latest))
  }

  async function sendCorrection() {
    const { items, due_days } = keeper.kept.draft
    await doAct('request-correction', (on) => client.requestCorrection({ ...on, body: { items, due_days, ...(isSecondNotice.value && { new_defects: true }) } }))
  }

  async function accept(body: AcceptBody) {
    const act = asking.value
    if (act === 'accept') accepted.value = await doAct(act, (on) => client.acceptFiling({ ...on, body }))
    if (act === 'accept-undecided-at-limit') accepted.value = await doAct(act, (on) => client.acceptUndecidedAtLimit({ ...on, body }))
  }

  async function refer() {
    await doAct('refer-pre-mediation', (on) => client.referPreMediation({ ...on, body: {} }))
  }

  async function handOver(to: string | null) {
    await doAct('hand-over', (on) => client.handOverFiling({ ...on, body: { to } }))
  }

  async function giveReasons(text: string) {
    const act = asking.value
    if (isReasoned(act)) await doAct(act, (on) => reasoned[act](on, text))
  }

  /** Another filing is opened. */
  function reset() {
    asking.value = busy.value = done.value = accepted.value = trouble.value = null
    stale.value = asked.value = false
    reasons.value = {}
  }

  return { asking, busy, asked, done, accepted, stale, trouble, reasons, isSecondNotice, isReasoned, press, sendCorrection, accept, refer, handOver, giveReasons, reset }
}
