import { expect, it } from 'vitest'
import { FIT, larger, mannerOf, sizeWords, smaller, turned } from './view'

it('grows and shrinks by steps and stops at the ends', () => {
  expect(larger(FIT).zoom).toBe(1.25)
  expect(smaller(larger(FIT)).zoom).toBe(1)
  expect(larger({ ...FIT, zoom: 4 }).zoom).toBe(4)
  expect(smaller({ ...FIT, zoom: 0.5 }).zoom).toBe(0.5)
})

it('turns all the way round', () => {
  expect(turned(turned(turned(turned(FIT))))).toEqual(FIT)
  expect(turned(FIT).turn).toBe(90)
})

it('knows what can be shown, and says sizes', () => {
  expect(['application/pdf', 'image/jpeg', 'video/mp4', 'audio/mpeg', 'application/zip'].map(mannerOf)).toEqual(['pdf', 'image', 'video', 'audio', 'other'])
  expect(sizeWords(830_400)).toBe('830 KB')
  expect(sizeWords(12_345_678)).toBe('12.3 MB')
})
