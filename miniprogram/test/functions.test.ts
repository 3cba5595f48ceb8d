import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { functions, groups, pending } from '@/functions'
import { pagePaths, tabPaths } from './pages'
import { matches } from '@/search'
import { functionNames, searchWords } from '@/words/functions'

interface Specified { functions: { code: string }[] }
const specified = (JSON.parse(readFileSync(new URL('./data/functions.json', import.meta.url), 'utf8')) as Specified).functions.map((one) => one.code)

/** Pages that serve a function of the court. All others are frame: tabs, log-in, settings. */
const SERVING: Record<string, string[]> = {
  tools: ['pages/help/tools', 'pages/help/fee', 'pages/help/deadline', 'pages/help/jurisdiction', 'pages/help/procedure'],
  identity: ['pages/identity/realname', 'pages/identity/route', 'pages/identity/video'],
  filing: ['index', 'filing', 'resume', 'rights', 'cause', 'parties', 'paste', 'claims', 'facts', 'evidence', 'service', 'sign', 'receipt'].map((page) => `pages/filing/${page}`),
  complaint_assistant: ['pages/filing/assistant'],
  correction: ['pages/filing/correction'],
  my_cases: ['pages/cases/index', 'pages/cases/case', 'pages/cases/search'],
  payment: ['pages/payment/index', 'pages/payment/fee'],
  service_inbox: ['pages/delivery/index', 'pages/delivery/paper', 'pages/delivery/read', 'pages/delivery/check'],
  address_confirm: ['pages/delivery/address'],
  respond: ['pages/delivery/join'],
}
const FRAME = [...tabPaths.filter((path) => path !== 'pages/cases/index'), 'pages/identity/login', 'pages/identity/phone', 'pages/identity/devices', 'pages/privacy/consents', 'pages/privacy/notice', 'pages/help/functions', 'pages/help/missing', 'pages/styleguide/index', 'pages/papers/view']

describe('the functions of the court', () => {
  it('are all there, once, and no other', () => {
    expect(functions.map((one) => one.code).sort()).toEqual([...specified].sort())
    expect(new Set(functions.map((one) => one.code)).size).toBe(functions.length)
    expect(groups.flatMap((group) => group.functions)).toHaveLength(30)
  })

  it('open pages that exist, or are pending: never both', () => {
    for (const one of functions) {
      if (one.page === null) expect(pending).toContain(one.code)
      else expect(pagePaths).toContain(one.page)
    }
    expect(pending).toEqual(functions.filter((one) => one.page === null).map((one) => one.code))
  })

  it('have operations in the API exactly when they are live', () => {
    const api = JSON.parse(readFileSync(new URL('../../openapi.json', import.meta.url), 'utf8')) as { paths: Record<string, Record<string, { 'x-function'?: string | string[] }>> }
    const served = new Set(Object.values(api.paths).flatMap((item) => Object.values(item)).flatMap((operation) => operation['x-function'] ?? []))
    const live = functions.filter((one) => one.page !== null).map((one) => one.code)
    expect([...served].sort()).toEqual([...live].sort())
  })

  it('account for every page: it serves a live function or is part of the frame', () => {
    const live = functions.filter((one) => one.page !== null).map((one) => one.code)
    expect(Object.keys(SERVING).sort()).toEqual([...live].sort())
    expect([...pagePaths].sort()).toEqual([...Object.values(SERVING).flat(), ...FRAME].sort())
  })

  it('have names and everyday words, and are found by them', () => {
    for (const code of specified) {
      expect(Object.keys(functionNames.zh)).toContain(code)
      expect(searchWords[code]).toBeTruthy()
    }
    const found = (query: string) => specified.filter((code) => matches(query, code))
    expect(found('退钱')).toEqual(['refund_relief'])
    expect(found('改时间')).toEqual(['hearing_schedule'])
    expect(found('appeal')).toEqual(['appeal'])
    expect(found('')).toHaveLength(30)
    expect(found('没有这件事')).toEqual([])
  })
})
