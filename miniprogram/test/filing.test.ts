import { describe, expect, it } from 'vitest'
import { readAmount, totalFen, typedAmount } from '@/pages/filing/amounts'
import { tidy, versus, type Content } from '@/pages/filing/content'
import { inContent, isChanged, itemsOf, snapshot, wayOf } from '@/pages/filing/corrections'
import { bound, evidenceName, inTurn, moved } from '@/pages/filing/evidence'
import { birthday, creditCodeFault, isMinorOn, plainId, residentIdFault } from '@/pages/filing/idnumbers'
import { isPhone, maskedPhone, nameFault } from '@/pages/filing/names'
import { readPasted } from '@/pages/filing/paste'
import { isStepDone, partyNeeds, resumeAt } from '@/pages/filing/steps'
import { lastDayBefore } from '@/pages/filing/states'

const whole: Content = {
  cause: 'online_shopping_contract', acting_for: 'self', mediation: 'accept', online_litigation: true,
  plaintiffs: [{ kind: 'person', name: '张三', id_type: 'prc_resident_id', id_number: '11010519491231002X', phone: '13800138000', address: '北京市朝阳区' }],
  defendants: [{ kind: 'organisation', name: '某公司', id_type: 'uscc', id_number: '91350100M000100Y43' }],
  claims: [{ text: '退还货款', amount_fen: 689900 }], facts: { summary: '经过', elements: {} }, evidence: [{ upload_id: 'u', name: '订单' }],
  service_address: { recipient: '张三', phone: '13800138000', postal: '北京', electronic: true }, signature_upload_id: 's',
}

describe('amounts', () => {
  it('are typed in yuan and kept in whole fen', () => {
    expect(readAmount('6,899')).toEqual({ fen: 689900 })
    expect(readAmount('２０６９７．５')).toEqual({ fen: 2069750 })
    expect(readAmount('0.29')).toEqual({ fen: 29 })
    expect(typedAmount(29)).toBe('0.29')
    expect(typedAmount(null)).toBe('')
  })
  it('tell what is wrong: nothing, zero, negative, too fine, beyond all measure', () => {
    expect(['', '0', '0.00', '-3', '1.234', '2万', '999999999999999'].map((typed) => readAmount(typed))).toEqual(['empty', 'zero', 'zero', 'not_amount', 'not_amount', 'not_amount', 'too_much'].map((fault) => ({ fault })))
  })
  it('add up, with claims that ask for no money', () => expect(totalFen([{ text: 'a', amount_fen: 1 }, { text: 'b' }, { text: 'c', amount_fen: null }, { text: 'd', amount_fen: 2 }])).toBe(3))
})

describe('numbers on documents', () => {
  it('of residents: one short, a slip, no such day', () => {
    expect(residentIdFault('11010519491231002x')).toBeNull()
    expect(residentIdFault('110105 19491231 002X')).toBeNull()
    expect(residentIdFault('11010519491231002')).toEqual({ fault: 'short', by: 1 })
    expect(residentIdFault('110105194912310021')).toMatchObject({ fault: 'checksum' })
    expect(residentIdFault('1101051949133100ZX')).toMatchObject({ fault: 'charset' })
    expect(residentIdFault('110105194902310029')).toMatchObject({ fault: 'birth' })
  })
  it('of organisations, also where the sum leaves no remainder', () => {
    for (const code of ['91350100M000100Y43', '91110108MA90000116', '91110108MA90002060', '91110108MA9000396Y', '51110000MJ90000226']) expect([code, creditCodeFault(code)]).toEqual([code, null])
    expect(creditCodeFault('91110108MA90000115')).toMatchObject({ fault: 'checksum' })
    expect(creditCodeFault('91110108MI90000116')).toMatchObject({ fault: 'charset' })
    expect(creditCodeFault('91A10108MA90000116')).toMatchObject({ fault: 'charset' })
  })
  it('are read as written', () => expect(plainId(' １１01-05 x')).toBe('110105X'))
  it('say how old somebody is: eighteen on the birthday itself', () => {
    expect(birthday('110108201506019909')).toBe('2015-06-01')
    expect(isMinorOn('2008-11-24', '2026-11-23')).toBe(true)
    expect(isMinorOn('2008-11-24', '2026-11-24')).toBe(false)
  })
})

describe('names and telephones', () => {
  it('keep rare characters and refuse pictures', () => {
    for (const name of ['𠮷田䶮', '阿依古丽·买买提', 'O’Neill', '某某（北京）科技有限公司', '3M中国有限公司']) expect([name, nameFault(name)]).toEqual([name, null])
    for (const name of ['小明😀', '★公司', '王\u{FE0F}五', '👨‍👩‍👧']) expect([name, nameFault(name)]).toEqual([name, 'picture'])
    expect(nameFault('  ')).toBe('empty')
    expect(nameFault('123')).toBe('only_signs')
  })
  it('know mobiles, landlines and numbers abroad', () => {
    for (const phone of ['13800138000', '138 0013 8000', '+8613800138000', '010-62345678', '0755-12345678-123', '400-800-8888', '+14155550100']) expect([phone, isPhone(phone)]).toEqual([phone, true])
    for (const phone of ['1380013800', '张三', '2026-11-24']) expect([phone, isPhone(phone)]).toEqual([phone, false])
    expect(maskedPhone('13800136029')).toBe('138 **** 6029')
  })
})

describe('pasted parties', () => {
  it('are known by their look, whatever the order and the separator', () => {
    const [a, b, c] = readPasted('福州云杉商贸有限公司，91350100M000100Y43，福州市鼓楼区一路 1 号\n李四\t13900139000\t\t杭州市西湖区\n1. 王五, 11010519491231002x')
    expect(a.party).toMatchObject({ kind: 'organisation', id_type: 'uscc', id_number: '91350100M000100Y43', address: '福州市鼓楼区一路 1 号' })
    expect(b.party).toMatchObject({ kind: 'person', name: '李四', phone: '13900139000', address: '杭州市西湖区', id_number: null })
    expect(c.party).toMatchObject({ name: '王五', id_number: '11010519491231002X' })
  })
  it('pass over headings and empty lines, and take an organisation without a code by its name', () => {
    const lines = readPasted('名称,证件号码\n\n某某网络科技有限公司，，北京市海淀区')
    expect(lines).toHaveLength(1)
    expect(lines[0].party).toMatchObject({ kind: 'organisation', id_type: 'uscc', address: '北京市海淀区' })
  })
  it('tell each fault with its line', () => {
    const lines = readPasted('小明😀，，上海市\n李四，110105194912310021\n王五，，北京\n王五，，北京\n赵六，???')
    expect(lines.map((one) => one.faults.map((fault) => fault.what))).toEqual([['name'], ['id'], [], ['twice'], ['unknown']])
    expect(lines[3]).toMatchObject({ line: 4, faults: [{ what: 'twice', line: 3 }], party: null })
  })
  it('stop where the side is full', () => {
    const text = Array.from({ length: 51 }, (_, at) => `被告甲${at}，，北京`).join('\n')
    const lines = readPasted(text)
    expect(lines.filter((one) => one.party)).toHaveLength(50)
    expect(lines[50].faults).toEqual([{ what: 'too_many' }])
    expect(readPasted('张三，，北京\n李四，，北京', 1).map((one) => one.party !== null)).toEqual([true, false])
  })
})

describe('the steps', () => {
  it('are done when the court needs nothing more from them', () => {
    for (const step of ['cause', 'parties', 'claims', 'facts', 'evidence', 'service', 'sign'] as const) expect([step, isStepDone(step, whole, null)]).toEqual([step, true])
    expect(resumeAt({})).toBe('cause')
    expect(resumeAt({ ...whole, claims: [] })).toBe('claims')
    expect(resumeAt({ ...whole, signature_upload_id: null, signature_typed: '张三' })).toBe('sign')
  })
  it('ask of the own side everything, of the other one way to know them (CPL 124)', () => {
    expect(partyNeeds({ kind: 'person', name: '张三', id_type: 'prc_resident_id' }, true)).toEqual(['id', 'phone', 'address'])
    expect(partyNeeds({ kind: 'person', name: '李四' }, false)).toEqual(['address'])
    for (const way of [{ phone: '13900139000' }, { address: '杭州' }, { id_number: '11010519491231002X', id_type: 'prc_resident_id' as const }]) expect(partyNeeds({ kind: 'person', name: '李四', ...way }, false)).toEqual([])
    expect(partyNeeds({ kind: 'organisation', name: '某公司', id_type: 'uscc', id_number: '91350100M000100Y43', phone: '13800138000', address: '北京' }, true)).toEqual(['representative'])
  })
  it('let an old credit code through with its licence beside it', () => {
    const code = { kind: 'organisation' as const, name: '某公司', id_type: 'uscc' as const, id_number: '91110108MA90000115' }
    expect(partyNeeds(code, false)).toContain('id_wrong')
    expect(partyNeeds({ ...code, id_paper_upload_ids: ['u'] }, false)).toEqual([])
  })
})

describe('what travels', () => {
  it('has no blanks, no half-begun rows and no answers taken back', () => {
    expect(tidy({ plaintiffs: [{ kind: 'person', name: ' 张三 ' }], defendants: [{ kind: 'organisation', name: '', id_type: 'uscc' }], claims: [{ text: ' ' }, { text: '退钱 ' }], facts: { summary: '', elements: { a: '', b: 5, c: false } } })).toEqual({
      plaintiffs: [{ kind: 'person', name: '张三' }], defendants: [], claims: [{ text: '退钱' }], facts: { summary: null, elements: { b: 5, c: false } },
    })
  })
  it('is called by who sues whom', () => {
    const say = { v: ' 诉 ', more: (count: number) => `等 ${count} 人` }
    expect(versus(whole, say)).toBe('张三 诉 某公司')
    expect(versus({ ...whole, defendants: [...whole.defendants!, { kind: 'person', name: '李四' }] }, say)).toBe('张三 诉 某公司等 2 人')
    expect(versus({}, say)).toBeNull()
  })
})

describe('corrections', () => {
  const notice = itemsOf([{ pointer: '/defendants/0/name', text: '少了“福州”', step: 'parties' }, { pointer: '/content/evidence/0', text: '看不清', step: 'evidence' }, { pointer: '/cause', text: '不对', step: 'cause' }])
  it('come with the field they are tied to', () => {
    expect(notice.map((one) => [one.pointer, one.way, one.step, one.place])).toEqual([['/defendants/0/name', 'text', 'parties', -1], ['/evidence/0', 'evidence', 'evidence', 0], ['/cause', 'page', 'cause', -1]])
    expect(['/claims/0/amount_fen', '/service_address/phone', '/facts/summary', '/evidence/1/proves', '/guardian/relation'].map(wayOf)).toEqual(['amount', 'phone', 'long_text', 'text', 'page'])
    expect(inContent('/content')).toBe('')
  })
  it('are done when the field says something else than at the notice', () => {
    const before = snapshot(notice, whole)
    expect(notice.map((one) => isChanged(one, before, whole))).toEqual([false, false, false])
    const changed: Content = { ...whole, defendants: [{ ...whole.defendants![0], name: '福州某公司' }], evidence: [...whole.evidence!, { upload_id: 'new', name: '补' }] }
    expect(notice.map((one) => isChanged(one, before, changed))).toEqual([true, true, false])
  })
  it('end with the day before the instant that is too late', () => expect(lastDayBefore('2026-11-28T00:00:00+08:00')).toBe('2026-11-27'))
})

describe('evidence', () => {
  const row = (id: string) => ({ upload_id: id, name: id })
  it('stands in the order in which it was chosen, whatever arrives first', () => {
    const turn = (id: string) => ({ a: 0, b: 1, c: 2 })[id]
    expect(['b', 'c', 'a'].reduce((list, id) => inTurn(list, row(id), turn), [row('old')]).map((one) => one.upload_id)).toEqual(['old', 'a', 'b', 'c'])
    expect(inTurn([row('a')], row('from another phone'), turn).map((one) => one.upload_id)).toEqual(['a', 'from another phone'])
  })
  it('moves by one place, and a book takes the place of its first photograph', () => {
    const list = ['a', 'b', 'c', 'd'].map(row)
    expect(moved(list, 2, -1).map((one) => one.name)).toEqual(['a', 'c', 'b', 'd'])
    expect(moved(list, 0, -1)).toBe(list)
    expect(bound(list, ['d', 'b'], row('book')).map((one) => one.name)).toEqual(['a', 'book', 'c'])
  })
  it('is called by its file until somebody names it', () => expect(['IMG_0412.jpg', '合同.PDF', '.x'].map(evidenceName)).toEqual(['IMG_0412', '合同', '.x']))
})
