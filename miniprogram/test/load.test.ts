import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { Problem, Unreachable } from '@/api/problem'
import { createLoad, forgetKept } from '@/load'

beforeEach(() => { vi.useFakeTimers() })
afterEach(() => { vi.useRealTimers(); forgetKept() })

const never = () => new Promise<string>(() => undefined)

describe('loading', () => {
  it('shows nothing, then a shape, then a sentence, then a way out', () => {
    const load = createLoad('a', never)
    void load.run()
    const seen = [299, 1, 4699, 1, 9999, 1].map((step) => { vi.advanceTimersByTime(step); return load.phase })
    expect(seen).toEqual(['quiet', 'skeleton', 'skeleton', 'sentence', 'sentence', 'stalled'])
  })

  it('ends the waiting when the answer comes', async () => {
    const load = createLoad('b', async () => 'here')
    await load.run()
    vi.advanceTimersByTime(20_000)
    expect([load.phase, load.value]).toEqual(['ready', 'here'])
  })

  it('tells trouble, and a retry clears it', async () => {
    const answers = [() => Promise.reject(new Problem(503, {})), () => Promise.resolve('here')]
    const load = createLoad('c', () => answers.shift()!())
    await load.run()
    expect(load.phase).toBe('failed')
    await load.run()
    expect([load.phase, load.error, load.value]).toEqual(['ready', null, 'here'])
  })

  it('keeps showing the last content while there is no network', async () => {
    const answers = [() => Promise.resolve('old'), () => Promise.reject(new Unreachable('offline'))]
    const load = createLoad('d', () => answers.shift()!())
    await load.run()
    await load.run()
    expect([load.phase, load.value]).toEqual(['ready', 'old'])
  })

  it('ignores an answer that comes after a newer question', async () => {
    const waiting: ((value: string) => void)[] = []
    const load = createLoad('e', () => new Promise<string>((resolve) => waiting.push(resolve)))
    const first = load.run()
    const second = load.run()
    waiting[1]('new')
    waiting[0]('late')
    await Promise.all([first, second])
    expect(load.value).toBe('new')
  })

  it('remembers content for the next visit until the person leaves', async () => {
    await createLoad('f', async () => 'kept').run()
    expect(createLoad('f', never).value).toBe('kept')
    forgetKept()
    expect(createLoad('f', never).value).toBeNull()
  })
})
