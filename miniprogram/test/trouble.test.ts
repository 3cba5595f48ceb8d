import { describe, expect, it } from 'vitest'
import { Problem, Unreachable } from '@/api/problem'
import { explain, sentence } from '@/trouble'
import { setLanguage, useWords } from '@/words/i18n'
import { common } from '@/words/words'

const t = useWords(common)
setLanguage('zh')

describe('trouble', () => {
  it('says whose fault it is and which number to tell', () => {
    const told = explain(new Problem(500, { code: 'internal', request_id: '7F3A-91C2' }), t)
    expect([told.title, told.requestId, told.court]).toEqual(['没有办成，是我们的问题', '7F3A-91C2', true])
    expect(explain(new Unreachable('offline'), t)).toMatchObject({ title: '手机没有连上网', court: false })
    expect(explain(new Unreachable('timeout'), t).court).toBe(true)
    expect(explain(new Unreachable('away'), t)).toMatchObject({ title: '连不上法院的系统', court: true })
    expect(sentence(new Problem(503, { detail: '微信现在很忙，请过几秒再试。', request_id: '01a20cb5-2bc1-7229-ab98-d960a2641629' }), t)).toBe('微信现在很忙，请过几秒再试。编号 A264-1629')
  })

  it('says how long to wait when asked too often', () => {
    expect(explain(new Problem(429, {}, 12), t).title).toBe('点得太快了，请 12 秒后再试')
  })

  it('lets the server’s own sentence speak', () => {
    expect(sentence(new Problem(422, { code: 'wechat.code_used', detail: '登录码已经用过，请再点一次。' }), t)).toBe('登录码已经用过，请再点一次。')
    expect(sentence(new Problem(422, { errors: [{ pointer: '/a', code: 'x', detail: '请写金额' }] }), t)).toBe('请写金额')
  })

  it('finds the sentence of one field', () => {
    const problem = new Problem(422, { errors: [{ pointer: '/input/claim_yuan', code: 'x', detail: '金额太大' }] })
    expect([problem.at('/input/claim_yuan'), problem.at('/other')]).toEqual(['金额太大', undefined])
  })
})
