// After WeChat's payment sheet only the court's word counts: it is asked until it knows. Pure, so that time can be played.
import type { FeeNotice, Payment } from '@/api/client'

/** What the page shows. `open`: nothing has been paid as far as WeChat says; `unknown`: no answer yet, and one must not pay twice. */
export type Outcome = 'paid' | 'open' | 'unknown'

/** Seconds between questions after WeChat said "done": an answer mostly comes at once, and after half a minute one may stop waiting. */
export const WAITS_S = [0, 1, 2, 3, 4, 5, 7, 8]

export interface World { ask(id: string): Promise<Payment>; wait(seconds: number): Promise<void> }

/**
 * `done` is what the phone heard from WeChat: then an open payment is asked about again. After a cancelled one a single
 * question is enough. An unreachable court is asked again too; only the last trouble is told.
 */
export async function settle(id: string, done: boolean, { ask, wait }: World): Promise<{ outcome: Outcome; payment: Payment | null; trouble: unknown }> {
  let payment: Payment | null = null
  let trouble: unknown = null
  for (const seconds of done ? WAITS_S : [0, 2]) {
    await wait(seconds)
    try {
      payment = await ask(id)
      trouble = null
      if (isPaid(payment)) return { outcome: 'paid', payment, trouble: null }
      if (!done || payment.state === 'closed') return { outcome: 'open', payment, trouble: null }
    } catch (error) {
      trouble = error
    }
  }
  return { outcome: 'unknown', payment, trouble }
}

export const isPaid = (payment: Payment) => payment.state === 'paid' || payment.state === 'refunding' || payment.state === 'refunded'

/** The sentences of the court's sum, in its own language; the description leaves their form open. */
export function stepsOf(notice: Pick<FeeNotice, 'steps'>): string[] {
  const told: unknown = notice.steps
  return Array.isArray(told) ? told.filter((one): one is string => typeof one === 'string' && one !== '') : []
}

/** Halved once, for whatever reason: the court says so in its steps. */
export const isHalved = (notice: Pick<FeeNotice, 'steps'>) => stepsOf(notice).some((one) => /减半|1\/2|halv/i.test(one))
