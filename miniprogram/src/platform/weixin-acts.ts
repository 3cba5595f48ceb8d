// Face and payment with WeChat's own calls. What they answer proves nothing: the court asks WeChat itself.
import type { Acted } from './shared'

interface Told { errMsg?: string; errCode?: number }
interface WeixinActs {
  requestFacialVerify?(options: { verifyId: string; success(answer: Told): void; fail(trouble: Told): void }): void
  requestPayment?(options: { timeStamp: string; nonceStr: string; package: string; signType: string; paySign: string; success(): void; fail(trouble: Told): void }): void
}
declare const wx: WeixinActs

/** The 2.0 protocol: the court has got the `verifyId`, and asks for the outcome afterwards. */
export function runFace(verifyId: string, _sandbox: boolean): Promise<Acted> {
  return new Promise((resolve) => {
    if (!wx.requestFacialVerify) return resolve('unavailable')
    wx.requestFacialVerify({ verifyId, success: () => resolve('done'), fail: (trouble) => resolve(/cancel/i.test(trouble.errMsg ?? '') ? 'cancelled' : 'done') })
  })
}

export function runPayment(request: { timeStamp: string; nonceStr: string; package: string; signType: string; paySign: string }, _paymentId: string, _sandbox: boolean): Promise<Acted> {
  return new Promise((resolve) => {
    if (!wx.requestPayment) return resolve('unavailable')
    wx.requestPayment({ ...request, success: () => resolve('done'), fail: (trouble) => resolve(/cancel/i.test(trouble.errMsg ?? '') ? 'cancelled' : 'done') })
  })
}

/** What the camera reads; null when the person gave up. */
export function scanCode(): Promise<string | null> {
  return new Promise((resolve) => { uni.scanCode({ success: (answer) => resolve(answer.result), fail: () => resolve(null) }) })
}

/** WeChat never leaves the page. */
export const takeActed = (_kind: 'face' | 'pay'): { id: string; acted: Acted } | null => null
