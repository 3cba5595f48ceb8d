import { flushPromises } from '@vue/test-utils'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { CorrectionItem, DeskFiling } from '@/api/client'
import { Problem } from '@/api/problem'
import { openPage, type Answers } from '@/testing/desk'
import { correction, deskFiling, draftCorrection } from '@/testing/filing'
import ReviewPage from './ReviewPage.vue'

const filing = (more: Partial<DeskFiling> = {}): DeskFiling => deskFiling({
  review_due: '2030-11-25T00:00:00+08:00', clock: { day: 3, of: 7, level: 'soon', paused: false },
  content: { cause: 'online_shopping_contract', mediation: 'decline', plaintiffs: [{ kind: 'person', name: '刘洋' }], defendants: [{ kind: 'organisation', name: '晴川商贸有限公司' }], claims: [{ text: '退款', amount_fen: 329900 }], facts: { summary: '买了净化器', elements: { platform: '某平台' } }, evidence: [] },
  history: [{ event: 'submit', at: '2026-11-17T10:12:00+08:00', by: 'party', from: 'draft', to: 'submitted' }], papers: [{ id: 'complaint', kind: 'complaint', name: '起诉状', media_type: 'application/pdf', url: '/x' }],
  allowed: ['request-correction', 'accept', 'return-unopposed', 'hand-over'], ...more,
})
const stale = () => { throw new Problem(412, 'version.stale', '刚才有人改过。', 'r', null, []) }

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  // A wide screen: papers, form and decision side by side.
  vi.spyOn(window, 'matchMedia').mockImplementation((media) => Object.assign(new EventTarget(), { media, matches: media.includes('min-width'), onchange: null, addListener: () => undefined, removeListener: () => undefined }))
})
afterEach(() => { vi.useRealTimers() })

async function review(first: DeskFiling, answers: Answers = {}, judge = false) {
  const server = { now: first }
  const page = await openPage(ReviewPage, judge ? '/rulings/filings/:id' : '/filing/:id', judge ? '/rulings/filings/f1' : '/filing/f1', {
    get_desk_filing: () => server.now,
    get_cause_guide: () => ({ cause: 'online_shopping_contract', elements: [{ key: 'platform', question: '在哪个平台买的？', kind: 'text', options: [] }] }),
    list_desk_filings: () => ({ items: [{ id: 'f1' }, { id: 'f2' }], next: null }),
    save_draft_correction: (call) => (server.now = { ...server.now, version: server.now.version + 1, draft_correction: draftCorrection(call.body as { items: CorrectionItem[]; due_days: number }) }),
    ...answers,
  }, [judge ? 'judge' : 'filing_clerk'], { name: judge ? 'ruling-review' : 'filing-review', room: judge ? 'rulings' : 'filing' })
  const pass = async (ms: number) => {
    await vi.advanceTimersByTimeAsync(ms)
    await flushPromises()
  }
  const write = async (text: string) => {
    await page.wrapper.findAll('textarea').at(-1)!.setValue(text)
    await flushPromises()
  }
  return { ...page, server, pass, write }
}

describe('the correction notice', () => {
  it('ties an item to a field, in the words of the person’s phone, and keeps the draft by its version', async () => {
    const { press, write, pass, asked, wrapper } = await review(filing())
    await press('写补正：被告的名称')
    await write('少了“北京”两个字')
    await pass(1300)
    expect(asked('save_draft_correction')[0]).toMatchObject({ headers: { 'If-Match': '"3"' }, body: { items: [{ pointer: '/defendants/0/name', text: '少了“北京”两个字' }], due_days: 7 } })
    expect(wrapper.get('.phone').text()).toContain('第 2 步 · 被告的名称：少了“北京”两个字')
    expect(wrapper.text()).toContain('草稿已存')
    await press('写补正：请求 1 的金额')
    await write('写清楚')
    await pass(1300)
    expect(asked('save_draft_correction')[1]?.headers).toEqual({ 'If-Match': '"4"' })
  })

  it('calls an answer by the question of its cause', async () => {
    const { button } = await review(filing())
    expect(button('写补正：在哪个平台买的？').exists()).toBe(true)
  })

  it('shows both when a colleague saved first, and loses neither', async () => {
    let refused = false
    const { press, write, pass, server, wrapper, asked } = await review(filing(), {
      save_draft_correction: (call) => {
        if (!refused) {
          refused = true
          return stale()
        }
        return { ...server.now, version: 10, draft_correction: draftCorrection(call.body as object) }
      },
    })
    await press('写补正：被告的名称')
    await write('我写的')
    server.now = filing({ version: 9, draft_correction: { items: [{ pointer: '/claims/0/text', text: '李娜写的' }], due_days: 5, saved_at: '2026-11-24T09:40:00+08:00', saved_by: { id: 'li', name: '李娜' } } })
    await pass(1300)
    const dialog = wrapper.get('dialog').text()
    expect(dialog).toContain('我写的')
    expect(dialog).toContain('李娜写的')
    expect(dialog).toContain('李娜 11月24日 09:40 存的')
    await press('合在一起')
    expect(asked('save_draft_correction').at(-1)).toMatchObject({ headers: { 'If-Match': '"9"' }, body: { items: [{ text: '李娜写的' }, { text: '我写的' }], due_days: 7 } })
    expect(wrapper.findAll('textarea')).toHaveLength(2)
  })

  it('tries again when the net was lost, and says that it is not saved', async () => {
    let away = true
    const { press, write, pass, wrapper, asked, server } = await review(filing(), { save_draft_correction: (call) => {
      if (away) throw new Error('away')
      return { ...server.now, version: 4, draft_correction: draftCorrection(call.body as object) }
    } })
    await press('写补正：被告的名称')
    await write('改一下')
    await pass(1300)
    expect(wrapper.text()).toContain('草稿还没有存上')
    away = false
    await pass(8100)
    expect(asked('save_draft_correction')).toHaveLength(2)
    expect(wrapper.text()).toContain('草稿已存')
  })

  it('goes out once it is complete, after a question', async () => {
    const { press, write, pass, wrapper, asked, server } = await review(filing(), { request_correction: () => (server.now = filing({ version: 5, state: 'returned_for_correction', allowed: [], correction: correction({ items: [{ pointer: '/defendants/0/name', step: 'parties', text: '补全名称' }] }) })) })
    await press('写补正：被告的名称')
    await press('发出补正通知（1 条）')
    expect(wrapper.text()).toContain('还没有写怎么改')
    expect(wrapper.find('dialog').exists()).toBe(false)
    await write('补全名称')
    await pass(1300)
    await press('发出补正通知（1 条）')
    await press('发出')
    expect(asked('request_correction')[0]).toMatchObject({ headers: { 'If-Match': '"4"' }, body: { items: [{ pointer: '/defendants/0/name', text: '补全名称' }], due_days: 7 } })
    expect(wrapper.text()).toContain('等当事人补正')
  })

  it('asks before a second one whether the defects are new', async () => {
    const earlier = correction({ issued_at: '2026-11-18T09:00:00+08:00', expires_before: '2026-11-25T00:00:00+08:00', answered_at: '2026-11-20T09:00:00+08:00' })
    const { press, write, pass, wrapper, asked, server } = await review(filing({ corrections: [earlier] }), { request_correction: () => server.now })
    await press('写补正：被告的名称')
    await write('新的问题')
    await pass(1300)
    await press('发出补正通知（1 条）')
    await press('发出')
    expect(asked('request_correction')).toHaveLength(0)
    await wrapper.get('dialog input[type=checkbox]').setValue(true)
    await press('发出')
    expect(asked('request_correction')[0]?.body).toMatchObject({ new_defects: true })
  })
})

describe('the acts', () => {
  it('offers only what is allowed and says why the rest is not', async () => {
    const { wrapper } = await review(filing())
    const main = wrapper.findAll('.acts button').map((one) => one.text())
    expect(main).toContain('登记立案')
    expect(main).not.toContain('转先行调解')
    expect(wrapper.get('details').text()).toContain('当事人没有选愿意先行调解')
    expect(wrapper.get('details').text()).toContain('由法官裁定')
  })

  it('registers with the advised procedure and then shows number, fee and the next one', async () => {
    const { press, wrapper, asked, server, router } = await review(filing(), { accept_filing: () => {
      server.now = filing({ state: 'fee_due', version: 4, allowed: [] })
      return { case_id: 'c1', case_number: '（2026）京0491民初1号', fee_notice: { id: 'n', amount_fen: 2500, due: '2030-12-02T00:00:00+08:00' } }
    } })
    await press('登记立案')
    expect(wrapper.get('dialog').text()).toContain('小额诉讼建议')
    expect(wrapper.get('dialog').text()).toContain('预交诉讼费 50.00 元')
    await press('登记立案，生成案号')
    expect(asked('accept_filing')[0]).toMatchObject({ body: { procedure: 'small_claims', type: '民初' }, headers: { 'If-Match': '"3"' } })
    expect(wrapper.text()).toContain('（2026）京0491民初1号')
    expect(wrapper.text()).toContain('应交 25.00 元')
    await press('下一件')
    expect(router.currentRoute.value.params['id']).toBe('f2')
  })

  it('takes up the latest when someone was first, and keeps the reason that was written', async () => {
    const { press, wrapper, write, server } = await review(filing(), { return_unopposed: () => {
      server.now = filing({ version: 8 })
      return stale()
    } })
    await press('退回材料')
    await write('已经说明不属于本院管辖')
    await wrapper.get('dialog input[type=checkbox]').setValue(true)
    await wrapper.findAll('dialog footer button').at(-1)!.trigger('click')
    await flushPromises()
    expect(wrapper.text()).toContain('这份材料刚被别人动过')
    expect(wrapper.get('dialog textarea').element).toHaveProperty('value', '已经说明不属于本院管辖')
  })

  it.each([
    ['登记立案', 'accept_filing', 'accept'],
    ['转先行调解', 'refer_pre_mediation', 'refer-pre-mediation'],
    ['开始审查', 'open_review', 'open-review'],
  ] as const)('%s: what is being written is saved first, and both drafts stand side by side when a colleague was first', async (name, operation, act) => {
    const more = { allowed: ['request-correction', act], content: { ...filing().content, mediation: 'accept' as const } }
    const { press, write, wrapper, asked, server } = await review(filing(more), { save_draft_correction: () => stale() })
    await press('写补正：被告的名称')
    await write('我写的')
    server.now = filing({ ...more, version: 9, draft_correction: draftCorrection({ items: [{ pointer: '/claims/0/text', text: '李娜写的' }], saved_by: { id: 'li', name: '李娜' } }) })
    await press(name)
    expect(wrapper.findAll('dialog')).toHaveLength(1)
    expect(wrapper.get('dialog').text()).toContain('我写的')
    expect(wrapper.get('dialog').text()).toContain('李娜写的')
    expect(asked(operation)).toHaveLength(0)
  })

  it('names the version that the saved draft has raised', async () => {
    const { press, write, asked, server } = await review(filing(), { accept_filing: () => ({ case_id: 'c1', case_number: '（2026）京0491民初1号' }) })
    await press('写补正：被告的名称')
    await write('改一下')
    await press('登记立案')
    expect(server.now.version).toBe(4)
    await press('登记立案，生成案号')
    expect(asked('accept_filing')[0]?.headers).toEqual({ 'If-Match': '"4"' })
  })

  it('shows both drafts when the act itself comes second, and the reasons are there again', async () => {
    const theirs = draftCorrection({ items: [{ pointer: '/claims/0/text', text: '李娜写的' }], saved_by: { id: 'li', name: '李娜' } })
    let away = true
    const { press, write, pass, wrapper, asked, server } = await review(filing(), {
      save_draft_correction: (call) => {
        // The net is gone while the draft is written, so only this page has it.
        if (away) throw new Error('away')
        return (server.now = { ...server.now, version: 10, draft_correction: draftCorrection(call.body as object) })
      },
      return_unopposed: () => {
        server.now = filing({ version: 9, draft_correction: theirs })
        return stale()
      },
    })
    await press('写补正：被告的名称')
    await write('我写的')
    await pass(1300)
    await press('退回材料')
    await write('已经说明不属于本院管辖')
    await wrapper.get('dialog input[type=checkbox]').setValue(true)
    away = false
    await wrapper.findAll('dialog footer button').at(-1)!.trigger('click')
    await flushPromises()
    expect(asked('return_unopposed')[0]?.headers).toEqual({ 'If-Match': '"3"' })
    expect(wrapper.text()).toContain('这份材料刚被别人动过')
    expect(wrapper.get('dialog').text()).toContain('我写的')
    expect(wrapper.get('dialog').text()).toContain('李娜写的')
    await press('合在一起')
    expect(asked('save_draft_correction').at(-1)).toMatchObject({ headers: { 'If-Match': '"9"' }, body: { items: [{ text: '李娜写的' }, { text: '我写的' }] } })
    expect(wrapper.get('dialog textarea').element).toHaveProperty('value', '已经说明不属于本院管辖')
  })

  it('says why when a colleague has decided already (409), and keeps the reasons', async () => {
    const { press, wrapper, write, server } = await review(filing(), { return_unopposed: () => {
      server.now = filing({ version: 8, state: 'fee_due', allowed: [] })
      throw new Problem(409, 'state.not_allowed', '这份材料已经登记立案。', 'r', null, [])
    } })
    await press('退回材料')
    await write('已经说明')
    await wrapper.get('dialog input[type=checkbox]').setValue(true)
    await wrapper.findAll('dialog footer button').at(-1)!.trigger('click')
    await flushPromises()
    expect(wrapper.get('dialog [role=alert]').text()).toContain('这份材料已经登记立案')
    expect(wrapper.get('dialog textarea').element).toHaveProperty('value', '已经说明')
    expect(wrapper.get('.head .tag').text()).toBe('待交费')
  })

  it('gives a judge the rulings, with reasons, and nothing of the clerk’s', async () => {
    const { press, wrapper, write, asked, server } = await review(filing({ allowed: ['rule-not-accept'], reviewer: { id: 'li', name: '李娜' } }), { rule_not_accept: () => (server.now = filing({ state: 'not_accepted', allowed: [], outcome: { kind: 'rule_not_accept', reasons: '没有直接利害关系', at: '2026-11-24T09:41:00+08:00', judge: '赵敏' } })) }, true)
    expect(wrapper.findAll('.acts button').map((one) => one.text())).not.toContain('登记立案')
    expect(wrapper.find('button[aria-label^="写补正"]').exists()).toBe(false)
    await press('裁定不予受理')
    await press('作出裁定')
    expect(wrapper.get('dialog').text()).toContain('请写明理由')
    expect(asked('rule_not_accept')).toHaveLength(0)
    await write('没有直接利害关系')
    await press('作出裁定')
    expect(asked('rule_not_accept')[0]?.body).toEqual({ reasons: '没有直接利害关系' })
    expect(wrapper.text()).toContain('裁定已经作出')
  })

  it('registers first when the period is over, by the clerk’s hand', async () => {
    const { wrapper, press } = await review(filing({ review_due: '2026-01-01T00:00:00+08:00', allowed: ['accept', 'accept-undecided-at-limit'] }))
    expect(wrapper.get('.note').text()).toContain('系统不会替人决定')
    expect(wrapper.get('.acts button').text()).toBe('到期先予登记立案')
    await press('到期先予登记立案')
    expect(wrapper.get('dialog').text()).toContain('先登记，再审查')
  })
})
