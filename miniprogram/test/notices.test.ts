import { describe, expect, it } from 'vitest'
import type { Notice } from '@/api/client'
import { byAge } from '@/pages/notices/groups'

const notice = (id: string, at: string): Notice => ({ id, kind: 'new_device', title: id, body: '', at, read_at: null })

describe('notices by day', () => {
  it('are of today, yesterday or earlier, by the day in Beijing', () => {
    const groups = byAge([notice('a', '2026-11-24T00:10:00+08:00'), notice('b', '2026-11-23T15:59:00Z'), notice('c', '2026-11-01T09:00:00+08:00')], new Date('2026-11-24T09:00:00+08:00'))
    expect(groups.map((group) => [group.age, group.items.map((one) => one.id)])).toEqual([['today', ['a']], ['yesterday', ['b']], ['earlier', ['c']]])
  })

  it('leave no empty group', () => {
    expect(byAge([], new Date())).toEqual([])
  })
})
