import { expect, it, vi } from 'vitest'
import { actOf, type KeyAct } from './keys'

const acts: KeyAct[] = [
  { keys: ['j', 'ArrowDown'], cap: 'J', words: 'next', run: vi.fn() },
  { keys: ['Enter'], cap: 'Enter', words: 'open', run: vi.fn() },
  { keys: ['?'], cap: '?', words: 'all', run: vi.fn() },
]
const press = (key: string, more: Partial<KeyboardEvent> = {}) => ({ key, ctrlKey: false, metaKey: false, altKey: false, isComposing: false, defaultPrevented: false, target: document.body, ...more })

it('knows its keys, in capitals too', () => {
  expect(actOf(press('J'), acts, false, true)?.words).toBe('next')
  expect(actOf(press('ArrowDown'), acts, false, true)?.words).toBe('next')
  expect(actOf(press('x'), acts, false, true)).toBeNull()
})

it('rests while someone writes, composes a Chinese word, holds another key, or answers a dialog', () => {
  const box = document.createElement('textarea')
  expect(actOf(press('j', { target: box }), acts, false, true)).toBeNull()
  expect(actOf(press('j', { isComposing: true }), acts, false, true)).toBeNull()
  expect(actOf(press('j', { ctrlKey: true }), acts, false, true)).toBeNull()
  expect(actOf(press('j'), acts, true, true)).toBeNull()
})

it('leaves Enter to the button that has the focus', () => {
  expect(actOf(press('Enter', { target: document.createElement('button') }), acts, false, true)).toBeNull()
  expect(actOf(press('Enter'), acts, false, true)?.words).toBe('open')
})

it('can be turned off, all but the list of keys itself', () => {
  expect(actOf(press('j'), acts, false, false)).toBeNull()
  expect(actOf(press('Enter'), acts, false, false)?.words).toBe('open')
  expect(actOf(press('?'), acts, false, false)?.words).toBe('all')
})
