import { expect, it } from 'vitest'
import { Problem } from '@/api/problem'
import { openPage } from '@/testing/desk'
import HomePage from './HomePage.vue'

const counts = { to_do: 4, due_today: 3, unclaimed: 0, mine: 11, corrected: 0, waiting: 0, fee_due: 0, mediation: 0, ruling: 0 }
const none = () => ({ items: [], next: null })

it('says what is to be done, the most urgent first, and leaves out what is not', async () => {
  const { wrapper } = await openPage(HomePage, '/', '/', { list_desk_filings: () => ({ items: [], next: null, counts }), list_video_reviews: () => ({ items: [{ id: 'v' }], next: null }), list_reconciliations: () => ({ items: [{ day: '2026-11-23', unsettled: 2 }, { day: '2026-11-22', unsettled: 1 }], next: null }) })
  expect(wrapper.findAll('.task b').map((one) => one.text())).toEqual(['今天到期的立案材料3 件', '您领的立案材料11 件', '有人等视频核验', '对账有差异3 件'])
  expect(wrapper.findAll('.task')[0]?.attributes('href')).toBe('/filing?queue=due_today')
})

it('says that there is nothing, and takes a closed door for nothing to do', async () => {
  const closed = () => { throw new Problem(403, 'desk.role_missing', '您的角色不用这个房间。', 'r', null, []) }
  const { wrapper } = await openPage(HomePage, '/', '/', { list_desk_filings: () => ({ items: [], next: null, counts: { ...counts, due_today: 0, mine: 0 } }), list_video_reviews: none, list_reconciliations: closed })
  expect(wrapper.text()).toContain('现在没有要您办的事')
})

it('shows trouble instead of saying that there is nothing', async () => {
  const broken = () => { throw new Problem(503, 'database.unavailable', '数据库暂时连不上，请 1 分钟后再试。', 'r', 60, []) }
  const { wrapper } = await openPage(HomePage, '/', '/', { list_desk_filings: broken, list_video_reviews: none, list_reconciliations: none })
  expect(wrapper.get('[role=alert]').text()).toContain('数据库暂时连不上')
})
