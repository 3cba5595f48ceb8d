import { expect, it } from 'vitest'
import { openPage } from '@/testing/desk'
import VideoReviewPage from './VideoReviewPage.vue'

const review = (more = {}) => ({ id: 'v', name: '张三', id_type: 'prc_resident_id', id_number: '110101190001010014', state: 'pending', submitted_at: '2026-11-24T09:12:00+08:00', phrase: '40719', uploads: [{ id: 'u', media_type: 'video/webm', url: '/api/v1/desk/video-reviews/v/uploads/u/content' }], ...more })
const open = (answers: Record<string, () => unknown>, more = {}) => openPage(VideoReviewPage, '/identity/:id', '/identity/v', { get_video_review_at_desk: () => review(more), list_video_reviews: () => ({ items: [], next: null }), ...answers }, ['filing_clerk'], { name: 'video-review' })

it('shows what is to be compared, and approves only when all three agree', async () => {
  const { wrapper, press, key, asked } = await open({ approve_video_review: () => ({}) })
  expect(wrapper.text()).toContain('110101 1900 0101 0014')
  expect(wrapper.text()).toContain('4 0 7 1 9')
  expect(wrapper.text()).toContain('没有收到证件照片')
  await press('通过')
  expect(wrapper.get('[role=alert]').text()).toContain('还有 3 项没有勾选')
  for (const number of ['1', '2', '3']) await key(number)
  await press('通过')
  expect(asked('approve_video_review')[0]?.body).toEqual({ checks: { face_matches: true, phrase_read: true, document_valid: true } })
  expect(wrapper.text()).toContain('已通过')
})

it('refuses only with a reason, which can be one of the usual ones', async () => {
  const { wrapper, press, asked } = await open({ refuse_video_review: () => ({}) })
  await press('不通过')
  await press('不通过，发给当事人')
  expect(asked('refuse_video_review')).toHaveLength(0)
  await press(/^数字没有念完/)
  await press('不通过，发给当事人')
  expect(asked('refuse_video_review')[0]?.body).toEqual({ reason: '数字没有念完，请重新录一遍。' })
  expect(wrapper.text()).toContain('理由已经发给当事人')
})

it('asks for the number that another account has proved', async () => {
  const { wrapper, press, key, asked } = await open({ approve_video_review: () => ({}) }, { number_in_use: true })
  for (const number of ['1', '2', '3']) await key(number)
  await press('通过')
  expect(asked('approve_video_review')).toHaveLength(0)
  await wrapper.get('.move input').setValue(true)
  await press('通过')
  expect(asked('approve_video_review')[0]?.body).toMatchObject({ move_account: true })
})

it('shows no number and offers nothing once it is decided', async () => {
  const { wrapper } = await open({}, { state: 'refused', reason: '看不清脸', id_number: null, id_number_masked: '**************0014' })
  expect(wrapper.text()).toContain('看不清脸')
  expect(wrapper.text()).not.toContain('110101')
  expect(wrapper.findAll('button').map((button) => button.text())).not.toContain('通过')
})
