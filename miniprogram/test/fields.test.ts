import { describe, expect, it, vi } from 'vitest'

// The court answers two questions here: its causes, and the guide of one of them.
vi.stubGlobal('uni', {
  getStorageSync: () => '',
  request: ({ url, success }: { url: string; success(found: unknown): void }) => success({ statusCode: 200, header: {}, data: url.includes('cause-guides')
    ? { cause: 'online_shopping_contract', title: '', claims: [], evidence: [], elements: [{ key: 'goods', question: '买到的东西怎么了？', hint: '', placeholder: '', kind: 'choice', required: true, options: [{ code: 'fake', words: '是假货' }] }] }
    : { items: [{ code: 'online_shopping_contract', zh: '网络购物合同纠纷（法释〔2018〕16号）', en: 'online shopping contract', accepted: true, explanation: '' }] } }),
})
vi.stubGlobal('wx', {})
const { ref } = await import('vue')
const { fieldOf, fieldWords, valueWords } = await import('@/pages/filing/fields')
const { useGuide } = await import('@/pages/filing/guides')
const { setLanguage } = await import('@/words/i18n')
const CAUSE = 'online_shopping_contract'

describe('what stands in a field', () => {
  it('is told in words, never in codes', async () => {
    useGuide(ref(CAUSE))
    valueWords('/cause', CAUSE)
    await vi.waitFor(() => expect(valueWords('/cause', CAUSE)).toBe('网络购物合同纠纷'))
    expect([valueWords('/plaintiffs/0/id_type', 'passport'), valueWords('/plaintiffs/0/id_type', 'unheard_of'), valueWords('/guardian/relation', 'adult_child'), valueWords('/plaintiffs/0/kind', 'organisation'), valueWords('/plaintiffs/0/gender', 'female')]).toEqual(['护照', '证件种类', '成年子女', '单位', '女'])
    expect([fieldOf('/facts/elements/goods', CAUSE), valueWords('/facts/elements/goods', 'fake', CAUSE)]).toEqual(['买到的东西怎么了？', '是假货'])
    expect([valueWords('/facts/elements/paid', 689900), valueWords('/facts/elements/on', '2026-11-20')]).toEqual(['6,899.00 元', '2026年11月20日 周五'])
    expect([valueWords('/plaintiffs/0/name', 'male'), fieldWords('/claims/1/amount_fen')]).toEqual(['male', '请求 2 的金额'])
  })

  it('holds no ids of files and no whole numbers of papers', () => {
    expect(valueWords('/guardian', { relation: 'parent', proof_upload_ids: ['a', 'b'] })).toBe('监护关系：父母；关系证明：2 份文件')
    expect([valueWords('/evidence', [{ upload_id: 'u', name: '订单' }, { upload_id: 'v', name: '聊天' }]), valueWords('/signature_upload_id', 'u'), valueWords('/plaintiffs/0/id_number', '11010519491231002X')]).toEqual(['订单；聊天', '一份文件', '尾号 002X'])
  })

  it('follows the language', () => {
    setLanguage('en')
    expect([valueWords('/guardian', { relation: 'parent', proof_upload_ids: ['a'] }), valueWords('/cause', CAUSE)]).toEqual(['guardianship: Parent; proof of guardianship: 1 file', 'Online shopping contract'])
    setLanguage('zh')
  })
})
