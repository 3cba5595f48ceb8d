import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { IDLE_LIMIT_MS, IDLE_WARNING_MS, watchIdle } from './idle'

beforeEach(() => { vi.useFakeTimers() })
afterEach(() => { vi.useRealTimers() })

function desk() {
  const target = new EventTarget()
  const left: (number | null)[] = []
  const onIdle = vi.fn()
  const tellActive = vi.fn()
  const watcher = watchIdle({ now: () => Date.now(), target, tellActive, onLeft: (seconds) => left.push(seconds), onIdle })
  return { watcher, onIdle, tellActive, lastLeft: () => left.at(-1), touch: () => target.dispatchEvent(new Event('keydown')) }
}

it('warns a minute before and then logs out, once', () => {
  const d = desk()
  vi.advanceTimersByTime(IDLE_LIMIT_MS - IDLE_WARNING_MS - 1000)
  expect(d.lastLeft()).toBeNull()
  vi.advanceTimersByTime(1000)
  expect(d.lastLeft()).toBe(60)
  vi.advanceTimersByTime(IDLE_WARNING_MS - 1000)
  expect(d.onIdle).not.toHaveBeenCalled()
  vi.advanceTimersByTime(60_000)
  expect(d.onIdle).toHaveBeenCalledTimes(1)
})

it('starts anew with every sign of life before the warning', () => {
  const d = desk()
  vi.advanceTimersByTime(IDLE_LIMIT_MS - IDLE_WARNING_MS - 1000)
  d.touch()
  vi.advanceTimersByTime(IDLE_LIMIT_MS - IDLE_WARNING_MS - 1000)
  expect(d.lastLeft()).toBeNull()
})

it('takes only a yes for an answer once it has asked', () => {
  const d = desk()
  vi.advanceTimersByTime(IDLE_LIMIT_MS - IDLE_WARNING_MS)
  d.touch()
  vi.advanceTimersByTime(1000)
  expect(d.lastLeft()).toBe(59)
  d.watcher.stay()
  expect(d.lastLeft()).toBeNull()
  vi.advanceTimersByTime(IDLE_WARNING_MS)
  expect(d.onIdle).not.toHaveBeenCalled()
})

it('logs out at once after a sleep longer than the limit', () => {
  const d = desk()
  vi.setSystemTime(Date.now() + 2 * IDLE_LIMIT_MS)
  vi.advanceTimersByTime(1000)
  expect(d.onIdle).toHaveBeenCalledTimes(1)
})

it('counts life in another tab, and tells of its own at most every ten seconds', () => {
  const d = desk()
  vi.advanceTimersByTime(IDLE_LIMIT_MS - IDLE_WARNING_MS)
  d.watcher.heardOther()
  expect(d.lastLeft()).toBeNull()
  d.touch()
  vi.advanceTimersByTime(5_000)
  d.touch()
  expect(d.tellActive).toHaveBeenCalledTimes(1)
  vi.advanceTimersByTime(5_000)
  d.touch()
  expect(d.tellActive).toHaveBeenCalledTimes(2)
})
