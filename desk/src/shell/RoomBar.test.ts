import { mount } from '@vue/test-utils'
import { createMemoryHistory, createRouter } from 'vue-router'
import { expect, it } from 'vitest'
import type { DeskRoom } from '@/api/client'
import { rooms, roomsFor } from '@/pages/rooms'
import RoomBar from './RoomBar.vue'

const person = (rooms: string[]) => ({ id: 's', username: 'u', name: '陈静', roles: [], rooms: rooms as DeskRoom[], last_log_in_at: null })

async function barFor(rooms: string[], place: 'top' | 'bottom') {
  const router = createRouter({ history: createMemoryHistory(), routes: [{ path: '/:any(.*)*', component: { template: '<p />' } }] })
  await router.push('/')
  const wrapper = mount(RoomBar, { props: { staff: person(rooms), place }, global: { plugins: [router] } })
  return wrapper.findAll('a').map((link) => `${link.attributes('href')} ${link.text()}`)
}

it('shows a clerk the clerk’s rooms and no other', async () => {
  expect(await barFor(['contact', 'filing', 'cases', 'delivery'], 'top')).toEqual(['/ 首页', '/filing 收案', '/cases 案件', '/delivery 送达', '/contact 留言'])
})

it('shows an administrator no room with cases in it', async () => {
  expect(await barFor(['outbox', 'statistics'], 'top')).toEqual(['/ 首页', '/statistics 统计', '/outbox 没送出的消息'])
})

it('leaves out a room that this version does not know', () => {
  expect(roomsFor(person(['filing', 'moon_base'])).map((room) => room.code)).toEqual(['filing'])
})

it('knows all its rooms, each once', () => {
  const codes = ['filing', 'identity', 'cases', 'fees', 'delivery', 'hearing', 'rulings', 'contact', 'statistics', 'mediation', 'enforcement', 'archive', 'outbox', 'audit']
  expect(rooms.map((room) => room.code).sort()).toEqual(codes.sort())
})

it('keeps five on a phone and the rest behind “more”', async () => {
  expect(await barFor(['filing', 'cases', 'delivery', 'contact'], 'bottom')).toHaveLength(5)
  const many = await barFor(['filing', 'cases', 'delivery', 'hearing', 'rulings'], 'bottom')
  expect(many).toEqual(['/ 首页', '/filing 收案', '/cases 案件', '/delivery 送达', '/rooms 更多'])
})
