// What waits for this person in their rooms, the most urgent first. Each room is asked for itself.
import type { Component } from 'vue'
import type { Client, Staff } from '@/api/client'
import { Problem } from '@/api/problem'
import { IconBell, IconIdentity, IconPayment, IconSend, IconUser, IconUsers } from '@/design/icons'
import { roomsFor, type RoomCode } from '@/pages/rooms'

export type TaskCode = 'due_today' | 'mine' | 'unclaimed' | 'videos' | 'differences' | 'undelivered'
export interface Task { code: TaskCode; icon: Component; to: string; count: number | null; urgent?: boolean }

/** Days of reconciliation that are looked at; an older difference stands in its room. */
const DAYS = 7

export async function tasksFor(staff: Staff, client: Client): Promise<Task[]> {
  const rooms: RoomCode[] = roomsFor(staff).map((room) => room.code)
  const isClerk = staff.roles.includes('filing_clerk')
  const found = await Promise.all([
    rooms.includes('filing') && isClerk ? filings(client) : [],
    rooms.includes('identity') ? videos(client) : [],
    rooms.includes('fees') ? differences(client) : [],
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

async function filings(client: Client): Promise<Task[]> {
  const { counts } = await client.listDeskFilings({ query: { queue: 'to_do', limit: 1 } })
  const all: Task[] = [
    { code: 'due_today', icon: IconBell, to: '/filing?queue=due_today', count: counts.due_today, urgent: true },
    { code: 'mine', icon: IconUser, to: '/filing?queue=mine', count: counts.mine },
    { code: 'unclaimed', icon: IconUsers, to: '/filing?queue=unclaimed', count: counts.unclaimed },
  ]
  return all.filter((task) => task.count !== 0)
}

async function videos(client: Client): Promise<Task[]> {
  const { items } = await client.listVideoReviews({ query: { state: 'pending', limit: 1 } })
  return items.length ? [{ code: 'videos', icon: IconIdentity, to: '/identity', count: null }] : []
}

async function differences(client: Client): Promise<Task[]> {
  const { items } = await client.listReconciliations({ query: { limit: DAYS } })
  const open = items.reduce((sum, day) => sum + day.unsettled, 0)
  return open ? [{ code: 'differences', icon: IconPayment, to: '/fees/reconciliations', count: open }] : []
}

async function letters(client: Client): Promise<Task[]> {
  const page = await client.listDeadLetters({ query: { limit: 1 } })
  return page.items.length ? [{ code: 'undelivered', icon: IconSend, to: '/outbox', count: null }] : []
}
