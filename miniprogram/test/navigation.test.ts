import { beforeEach, describe, expect, it, vi } from 'vitest'

const calls: string[] = []
let stack: { route: string; options: Record<string, string> }[] = []
vi.stubGlobal('uni', {
  getStorageSync: () => '',
  navigateBack: (options?: { delta: number }) => calls.push(`back ${options?.delta ?? 1}`),
  redirectTo: ({ url }: { url: string }) => calls.push(`redirect ${url}`),
  switchTab: ({ url }: { url: string }) => calls.push(`tab ${url}`),
})
vi.stubGlobal('wx', {})
vi.stubGlobal('getCurrentPages', () => stack)
const { backTo, here } = await import('@/navigation')

beforeEach(() => { calls.length = 0 })

describe('the way back', () => {
  it('is the page below, as it was left, when there is one', () => {
    stack = [{ route: 'pages/home/index', options: {} }, { route: 'pages/filing/sign', options: { id: 'f' } }, { route: 'pages/identity/route', options: { back: 'x' } }]
    expect(here()).toBe('/pages/identity/route?back=x')
    backTo('/pages/filing/sign?id=f')
    backTo('/pages/filing/sign?id=other')
    backTo('/pages/home/index')
    expect(calls).toEqual(['back 1', 'redirect /pages/filing/sign?id=other', 'back 2'])
  })

  it('leads on to the page itself when it is not', () => {
    stack = [{ route: 'pages/identity/route', options: {} }]
    backTo('/pages/filing/sign?id=f')
    backTo('/pages/identity/me')
    expect(calls).toEqual(['redirect /pages/filing/sign?id=f', 'tab /pages/identity/me'])
  })
})
