// A service as the server gives it, whole, for tests to change what they are about.
import type { DeskDelivery } from '@/api/client'

export const delivery = (more: Partial<DeskDelivery> = {}): DeskDelivery => ({
  id: 'd1', case_id: 'c', case_number: '（2026）京0491民初1024号', document_id: 'p1', document_title: '民事起诉状', document_kind: 'complaint', state: 'prepared', state_words: '待送达', sent_at: null, arrived_at: null, opened_at: null, receipt_at: null, served_on: null,
  party_id: 'b', party_name: '李四', side: 'defendant', side_words: '被告', joined: true, consent: 'none', consent_words: '尚无同意', basis: '还没有送达。', version: 3, allowed: [], note: null, attempts: [], certified: false, ...more,
})
