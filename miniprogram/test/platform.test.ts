import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'

const names = (file: string) => [...readFileSync(new URL(`../src/platform/${file}`, import.meta.url), 'utf8').matchAll(/^export (?:async )?(?:const|function) (\w+)/gm)].map((found) => found[1]).sort()

describe('the two places', () => {
  it('offer the same things: the build picks one, the types come from the other', () => {
    for (const part of ['', '-files', '-acts']) expect(names(`weixin${part}.ts`)).toEqual(names(`h5${part}.ts`))
    expect(names('h5.ts').length).toBeGreaterThan(10)
  })
})
