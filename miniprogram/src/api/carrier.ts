// Carries one call with uni.request, which is XMLHttpRequest on the web and wx.request on WeChat.
import { online } from '@/network'
import { apiBase, deviceName } from '@/platform'
import { language } from '@/words/i18n'
import type { ApiCall } from './client'
import { Unreachable } from './problem'
import type { Answer } from './session'

/** Log-in answers within 10 s whatever WeChat does; beyond this nothing will come. */
const TIMEOUT_MS = 20_000
/** A piece of a file over a weak net. */
export const FILE_TIMEOUT_MS = 180_000

/** Where a call leads, after the court's own address. */
export const addressOf = (call: ApiCall) => call.path + queryString(call.query)

export function carry(call: ApiCall, access: string | null): Promise<Answer> {
  return new Promise((resolve, reject) => {
    uni.request({
      url: apiBase() + addressOf(call),
      method: call.method as 'GET',
      data: (isBytes(call.body) || call.body === undefined ? call.body : JSON.stringify(call.body)) as string | undefined,
      header: { ...callHeaders(access), 'content-type': isBytes(call.body) ? 'application/octet-stream' : 'application/json', ...call.headers },
      timeout: isBytes(call.body) ? FILE_TIMEOUT_MS : TIMEOUT_MS,
      success: (answer) => resolve({ status: answer.statusCode, body: answer.data, retryAfter: retryAfter(answer.header) }),
      fail: (trouble) => reject(new Unreachable(whyFailed(trouble.errMsg ?? ''))),
    })
  })
}

export function whyFailed(message: string): Unreachable['why'] {
  if (!online.value) return 'offline'
  return /time/i.test(message) ? 'timeout' : 'away'
}

function queryString(query: ApiCall['query']): string {
  const pairs = Object.entries(query ?? {}).filter(([, value]) => value !== undefined && value !== null)
  return pairs.length ? `?${pairs.map(([name, value]) => `${name}=${encodeURIComponent(String(value))}`).join('&')}` : ''
}

/** A piece of a file goes as it is. Not `instanceof`: WeChat's file system has an ArrayBuffer of its own. */
const isBytes = (body: unknown) => Object.prototype.toString.call(body) === '[object ArrayBuffer]'

/** What every call of ours tells the court, files too. `content-type` is left to the call, in lower case: WeChat would send both spellings. */
export function callHeaders(access: string | null): Record<string, string> {
  return {
    accept: 'application/json',
    'Accept-Language': language() === 'zh' ? 'zh-CN' : 'en',
    'X-Device-Name': encodeURIComponent(deviceName().slice(0, 40)),
    ...(access ? { Authorization: `Bearer ${access}` } : {}),
  }
}

export function retryAfter(headers: unknown): number | null {
  const found = Object.entries((headers ?? {}) as Record<string, string>).find(([name]) => name.toLowerCase() === 'retry-after')
  const seconds = Number(found?.[1])
  return found && Number.isFinite(seconds) ? seconds : null
}
