import { createRouter, type RouteLocationNormalized, type RouteLocationRaw, type Router, type RouterHistory, type RouteRecordRaw } from 'vue-router'
import { shallowRef, type Component } from 'vue'
import { words as homeEn } from '@/pages/home/words.en'
import { words as homeZh } from '@/pages/home/words.zh'
import { rooms, type Room, type RoomCode } from '@/pages/rooms'
import { words as staffEn } from '@/pages/staff/words.en'
import { words as staffZh } from '@/pages/staff/words.zh'
import type { Session } from '@/session/session'
import { words as shellEn } from '@/shell/words.en'
import { words as shellZh } from '@/shell/words.zh'

declare module 'vue-router' {
  interface RouteMeta {
    /** Anyone may see it; everything else needs a session. */
    open?: boolean
    /** The room whose roles may see it. */
    room?: RoomCode
    title?: { zh: string; en: string }
  }
}

const NotYetPage = (): Promise<Component> => import('@/pages/home/NotYetPage.vue').then((module) => module.default)

function roomRoutes(room: Room): RouteRecordRaw[] {
  const meta = { room: room.code, title: { zh: room.words.zh.name, en: room.words.en.name } }
  return [{
    path: `/${room.code}`,
    name: room.code,
    component: room.page ?? NotYetPage,
    meta,
  }, ...(room.more ?? []).map((one) => ({ path: `/${room.code}/${one.path}`, name: one.name, component: one.page, meta }))]
}

const routes: RouteRecordRaw[] = [
  { path: '/', name: 'home', component: () => import('@/pages/home/HomePage.vue'), meta: { title: { zh: homeZh.title, en: homeEn.title } } },
  { path: '/login', name: 'login', component: () => import('@/pages/staff/LoginPage.vue'), meta: { open: true, title: { zh: staffZh.title, en: staffEn.title } } },
  { path: '/rooms', name: 'rooms', component: () => import('@/pages/home/RoomsPage.vue'), meta: { title: { zh: homeZh.roomsHeading, en: homeEn.roomsHeading } } },
  ...rooms.flatMap(roomRoutes),
  { path: '/:rest(.*)*', name: 'nowhere', component: () => import('@/pages/home/NowherePage.vue'), meta: { title: { zh: shellZh.nowhereHeading, en: shellEn.nowhereHeading } } },
]

/** The log-in page, which keeps where the person was going. */
export function logInThen(fullPath: string): RouteLocationRaw & { replace: true } {
  return { name: 'login', query: fullPath === '/' ? {} : { next: fullPath }, replace: true }
}

/** Where to go after the log-in: only to a path of this app; anything else leads home. */
export function nextOf(route: Pick<RouteLocationNormalized, 'query'>): string {
  const next = route.query['next']
  return typeof next === 'string' && /^\/(?![/\\])/.test(next) ? next : '/'
}

/** The address of a page whose files could not be fetched: no network, or a newer desk was installed while this tab was open. */
export const unopened = shallowRef<string | null>(null)

export function createDeskRouter(session: Session, history: RouterHistory): Router {
  const router = createRouter({ history, routes })
  router.onError((_, to) => { unopened.value = router.resolve(to.fullPath).href })
  router.beforeEach(async (to) => {
    unopened.value = null
    await session.settled
    const isIn = session.state.phase === 'in'
    if (to.name === 'login' && isIn) return { path: nextOf(to), replace: true }
    if (!to.meta.open && !isIn) return logInThen(to.fullPath)
    return true
  })
  return router
}
