import { describe, expect, it, vi } from 'vitest'
import type { Person } from '@/api/client'

vi.stubGlobal('uni', { getStorageSync: () => '', navigateTo: vi.fn() })
vi.stubGlobal('wx', {})
vi.stubGlobal('getCurrentPages', () => [{ route: 'pages/filing/sign', options: { id: 'f' } }])
const { isFresh, leadToProof, safeBack, standingOf, wayOf } = await import('@/verify')
const { Problem } = await import('@/api/problem')
const { isOurs, kindOf, openPaper } = await import('@/papers')
const { pathOf } = await import('@/api')
const { linkOf, isToDo, iconOf } = await import('@/pages/notices/groups')
const { templatesFor } = await import('@/reminders')

const me = (assurance: Person['assurance'], state: Person['real_name_state'], until: string | null = null) => ({ id: 'p', consents: [], assurance, real_name_state: state, step_up_until: until, minor: false, name_masked: null, phone_masked: null, id_number_masked: null }) as Person

describe('proving who one is', () => {
  it('has three standings', () => {
    expect([standingOf(null), standingOf(me('L1', 'none')), standingOf(me('L1', 'claimed')), standingOf(me('L2', 'matched')), standingOf(me('L3', 'face'))]).toEqual(['none', 'none', 'claimed', 'claimed', 'proved'])
    expect([isFresh(me('L4', 'face', '2026-11-24T10:00:00+08:00'), new Date('2026-11-24T09:59:00+08:00')), isFresh(me('L3', 'face', '2026-11-24T10:00:00+08:00'), new Date('2026-11-24T10:00:00+08:00'))]).toEqual([true, false])
  })

  it('leads to the page that comes next, and knows the way back', () => {
    expect(wayOf(me('L1', 'none'), '/pages/filing/sign?id=f')).toBe('/pages/identity/realname?back=%2Fpages%2Ffiling%2Fsign%3Fid%3Df')
    expect(leadToProof(new Problem(403, { code: 'identity.step_up_needed' }), me('L3', 'face'))).toBe(true)
    expect(uni.navigateTo).toHaveBeenCalledWith({ url: '/pages/identity/route?back=%2Fpages%2Ffiling%2Fsign%3Fid%3Df&step=1' })
    expect(leadToProof(new Problem(403, { code: 'desk.role_missing' }), null)).toBe(false)
  })

  it('goes back to pages of ours only', () => {
    expect([safeBack('%2Fpages%2Ffiling%2Fsign%3Fid%3Df', '/'), safeBack('https%3A%2F%2Fevil.example', '/'), safeBack('//evil.example', '/'), safeBack(undefined, '/x'), safeBack('%E4%', '/x')]).toEqual(['/pages/filing/sign?id=f', '/', '/', '/x', '/x'])
  })
})

describe('links and papers', () => {
  it('are opened only when they are ours', () => {
    const notice = (link: string | null) => ({ id: 'n', kind: 'x', title: '', body: '', at: '', link }) as never
    expect([linkOf(notice('pages/payment/fee?id=1')), linkOf(notice('/pages/cases/case?id=a-b')), linkOf(notice('https://evil.example')), linkOf(notice(null))]).toEqual(['/pages/payment/fee?id=1', '/pages/cases/case?id=a-b', null, null])
    expect([isOurs('/api/v1/uploads/1-a/content?variant=reading'), isOurs('/api/v1/../etc'), isOurs('//evil.example/api/v1/x'), isOurs('https://evil.example/api/v1/')]).toEqual([true, false, false, false])
    expect([kindOf('交费凭证.pdf'), kindOf('a.JPG'), kindOf('a.mp4')]).toEqual(['pdf', 'image', 'other'])
  })

  it('of the court are opened by the generated call, which is not made', () => {
    expect(pathOf((court) => court.getUploadContent({ path: { id: 'a b' }, query: { variant: 'thumb' } }))).toBe('/api/v1/uploads/a%20b/content?variant=thumb')
    openPaper((court) => court.getComplaintPdf({ path: { id: 'f' } }), '起诉状.pdf')
    expect(uni.navigateTo).toHaveBeenLastCalledWith({ url: '/pages/papers/view?path=%2Fapi%2Fv1%2Ffilings%2Ff%2Fcomplaint.pdf&name=%E8%B5%B7%E8%AF%89%E7%8A%B6.pdf' })
  })

  it('have their signs by what they are about', () => {
    expect([iconOf('fee_due'), iconOf('correction_due'), iconOf('refund_paid'), iconOf('unheard_of'), isToDo('fee_due'), isToDo('new_device')]).toEqual(['payment', 'correction', 'refund_relief', 'bell', true, false])
  })

  it('ask for three reminders at most, and only those of the moment', () => {
    const all = ['new_device', 'accepted', 'fee_due', 'correction_due', 'case_event'].map((name) => ({ name, template_id: name }))
    expect(templatesFor('submitted', all)).toEqual(['correction_due', 'accepted', 'fee_due'])
    expect(templatesFor('paid', all)).toEqual(['case_event'])
    expect([templatesFor('video', all), templatesFor('start', [...all].reverse()), templatesFor('owing', all)]).toEqual([[], ['new_device', 'case_event', 'fee_due'], ['fee_due']])
  })
})
