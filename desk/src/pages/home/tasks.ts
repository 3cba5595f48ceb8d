// What waits for this person in their rooms, the most urgent first. Each room is asked for itself.
import type { Component } from 'vue'
import type { Client, Staff } from '@/api/client'
import { Problem } from '@/api/problem'
import type { Wire } from '@/api/wire'
import { IconBell, IconIdentity, IconPayment, IconSend, IconUser, IconUsers } from '@/design/icons'
import { roomsFor, type RoomCode } from '@/pages/rooms'

export type TaskCode = 'due_today' | 'mine' | 'unclaimed' | 'videos' | 'differences' | 'undelivered'
export interface Task { code: TaskCode; icon: Component; to: string; count: number | null; urgent?: boolean }

/** Days of reconciliation that are looked at; an older difference stands in its room. */
const DAYS = 7

export async function tasksFor(staff: Staff, client: Client, wire: Wire): Promise<Task[]> {
  const rooms: RoomCode[] = roomsFor(staff).map((room) => room.code)
  const isClerk = staff.roles.includes('filing_clerk')
  const found = await Promise.all([
    rooms.includes('filing') && isClerk ? filings(wire) : [],
    rooms.includes('identity') ? videos(wire) : [],
    rooms.includes('fees') ? differences(wire) : [],
    rooms.includes('outbox') ? letters(client) : [],
  ].map(unlessNotMine))
  return found.flat()
}

/** A room whose door is closed to this role has nothing for the person to do. */
async function unlessNotMine(tasks: Task[] | Promise<Task[]>): Promise<Task[]> {
  try {
    return await tasks
  } catch (trouble) {
    if (trouble instanceof Problem && (trouble.status === 403 || trouble.status === 404)) return []
    throw trouble
  }
}

async function filings(wire: Wire): Promise<Task[]> {
  const { counts } = await wire.listFilings({ queue: 'to_do', limit: 1 })
  if (!counts) return []
  const all: Task[] = [
    { code: 'due_today', icon: IconBell, to: '/filing?queue=due_today', count: counts.due_today, urgent: true },
    { code: 'mine', icon: IconUser, to: '/filing?queue=mine', count: counts.mine },
    { code: 'unclaimed', icon: IconUsers, to: '/filing?queue=unclaimed', count: counts.unclaimed },
  ]
  return all.filter((task) => task.count !== 0)
}

async function videos(wire: Wire): Promise<Task[]> {
  const { items } = await wire.listVideoReviews({ state: 'pending', limit: 1 })
  return items.length ? [{ code: 'videos', icon: IconIdentity, to: '/identity', count: null }] : []
}

async function differences(wire: Wire): Promise<Task[]> {
  const { items } = await wire.listReconciliations({ limit: DAYS })
  const open = items.reduce((sum, day) => sum + day.unsettled, 0)
  return open ? [{ code: 'differences', icon: IconPayment, to: '/fees/reconciliations', count: open }] : []
}

async function letters(client: Client): Promise<Task[]> {
  const page = await client.listDeadLetters({ query: { limit: 1 } })
  return page.items.length ? [{ code: 'undelivered', icon: IconSend, to: '/outbox', count: null }] : []
}
