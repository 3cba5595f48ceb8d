import { beforeEach, describe, expect, it } from 'vitest'
import { Problem, Unreachable } from '@/api/problem'
import type { Content } from '@/pages/filing/content'
import { Draft, DraftConflict, type DraftWorld, type Kept, type KnownFiling } from '@/pages/filing/draft'
import { at, choose, merge, put, type Json } from '@/pages/filing/merge'

/** A court with one filing, two phones, and a net that can be cut. */
class World {
  court: KnownFiling = { id: 'f', state: 'draft', version: 1, content: { cause: 'a', claims: [{ text: '退钱', amount_fen: 100 }] }, saved_at: '2026-11-24T01:30:00Z', saved_on: '手机一' }
  net = true
  refuse: Problem | null = null
  sent: Content[] = []
  disk = new Map<string, Kept>()
  private timers: { work: () => void; ms: number }[] = []

  phone(name: string): Draft {
    const reach = () => { if (!this.net) throw new Unreachable('offline') }
    const world: DraftWorld = {
      read: async () => { reach(); return JSON.parse(JSON.stringify(this.court)) as KnownFiling },
      save: async (_id, content, version) => {
        reach()
        if (this.refuse) throw this.refuse
        if (version !== this.court.version) throw new Problem(412, { code: 'version.stale', current_version: this.court.version, changed_on: this.court.saved_on })
        this.sent.push(content)
        this.court = { ...this.court, content: JSON.parse(JSON.stringify(content)), version: version + 1, saved_on: name, saved_at: '2026-11-24T01:41:00Z' }
        return this.court
      },
      keep: (kept) => { this.disk.set(name, kept) }, kept: () => this.disk.get(name) ?? null, forget: () => { this.disk.delete(name) },
      owner: () => 'me', now: () => new Date('2026-11-24T01:41:00Z'), changed: () => undefined,
      later: (work, ms) => { const timer = { work, ms }; this.timers.push(timer); return () => { this.timers = this.timers.filter((one) => one !== timer) } },
    }
    return new Draft('f', world)
  }

  waits() { return this.timers.map((one) => one.ms) }
  async pass() {
    const due = this.timers
    this.timers = []
    due.forEach((one) => one.work())
    for (let turn = 0; turn < 20; turn++) await Promise.resolve()
  }
}

let world: World
let draft: Draft
beforeEach(async () => { world = new World(); draft = world.phone('手机一'); await draft.load() })

describe('a draft', () => {
  it('is sent a moment after the last stroke, and says so', async () => {
    draft.change((content) => { content.cause = 'b' })
    draft.change((content) => { content.cause = 'c' })
    expect([draft.state, world.waits()]).toEqual(['unsaved', [900]])
    await world.pass()
    expect([draft.state, world.sent.length, world.court.content.cause]).toEqual(['saved', 1, 'c'])
    expect(draft.savedAt?.toISOString()).toBe('2026-11-24T01:41:00.000Z')
  })

  it('sends what was typed while the last change was on its way', async () => {
    draft.change((content) => { content.cause = 'b' })
    const first = draft.flush()
    draft.change((content) => { content.cause = 'c' })
    await first
    expect([draft.state, world.court.content.cause, world.sent.length]).toEqual(['saved', 'c', 2])
  })

  it('does not send what says the same', async () => {
    draft.change((content) => { content.defendants = [{ kind: 'organisation', name: ' ' }] })
    await world.pass()
    expect([draft.state, world.sent.length, draft.content.defendants?.length]).toEqual(['saved', 0, 1])
  })

  it('stays on the phone while there is no net, and goes when it is back', async () => {
    world.net = false
    draft.change((content) => { content.cause = 'b' })
    await world.pass()
    expect([draft.state, world.disk.get('手机一')?.mine.cause, world.waits()]).toEqual(['offline', 'b', [3000]])
    world.net = true
    await world.pass()
    expect([draft.state, world.court.content.cause]).toEqual(['saved', 'b'])
  })

  it('survives a closed app without a net', async () => {
    world.net = false
    draft.change((content) => { content.cause = 'b' })
    const again = world.phone('手机一')
    await again.load()
    expect([again.state, again.content.cause]).toEqual(['offline', 'b'])
    world.net = true
    await world.pass()
    expect(world.court.content.cause).toBe('b')
  })

  it('sends what was left when the app opens again', async () => {
    draft.change((content) => { content.cause = 'b' })
    const again = world.phone('手机一')
    await again.load()
    expect([again.content.cause, again.state]).toEqual(['b', 'unsaved'])
    await world.pass()
    expect(world.court.content.cause).toBe('b')
  })

  it('tells a refusal and goes on after the next change', async () => {
    world.refuse = new Problem(422, { code: 'request.invalid', errors: [{ pointer: '/content/claims/0/amount_fen', code: 'amount.too_large', detail: '太大' }] })
    draft.change((content) => { content.cause = 'b' })
    await world.pass()
    expect(draft.state).toBe('refused')
    world.refuse = null
    draft.change((content) => { content.cause = 'c' })
    await world.pass()
    expect([draft.state, world.court.content.cause]).toEqual(['saved', 'c'])
  })

  it('is signed anew once it says something else', async () => {
    draft.change((content) => { content.signature_upload_id = 's' })
    expect(draft.content.signature_upload_id).toBe('s')
    draft.change((content) => { content.cause = 'b' })
    expect(draft.content.signature_upload_id).toBeNull()
  })

  it('that is at the court is not edited here, and nothing of it stays on the phone', async () => {
    world.court = { ...world.court, state: 'submitted' }
    const again = world.phone('手机一')
    await again.load()
    expect([again.state, world.disk.size]).toEqual(['closed', 0])
  })
})

describe('two phones', () => {
  it('with different changes end in one draft, and it is told', async () => {
    const other = world.phone('手机二')
    await other.load()
    other.change((content) => { content.mediation = 'accept' })
    await other.flush()
    draft.change((content) => { content.cause = 'b' })
    await draft.flush()
    await world.pass()
    expect(world.court.content).toMatchObject({ cause: 'b', mediation: 'accept' })
    expect(draft.arrived).toMatchObject({ on: '手机二', changes: [{ pointer: '/mediation', before: null, now: 'accept' }] })
    expect(draft.state).toBe('saved')
  })

  it('with the same field changed wait for the person, field by field', async () => {
    const other = world.phone('手机二')
    await other.load()
    other.change((content) => { content.claims![0].amount_fen = 200; content.cause = 'z' })
    await other.flush()
    draft.change((content) => { content.claims![0].amount_fen = 300; content.cause = 'y' })
    await expect(draft.flush()).rejects.toBeInstanceOf(DraftConflict)
    expect(draft.state).toBe('conflict')
    expect(draft.conflict?.differences.map((one) => [one.pointer, one.mine, one.theirs])).toEqual([['/cause', 'y', 'z'], ['/claims/0/amount_fen', 300, 200]])
    expect(world.court.content.cause).toBe('z')
    await draft.settle({ '/cause': 'theirs', '/claims/0/amount_fen': 'mine' })
    expect([draft.state, world.court.content.cause, world.court.content.claims![0].amount_fen]).toEqual(['saved', 'z', 300])
  })

  /** Another phone saves in between. */
  async function elsewhere(edit: (content: Content) => void) {
    const other = world.phone('手机二')
    await other.load()
    other.change(edit)
    await other.flush()
  }

  it('are told before anything is handed in, also when nothing was changed here', async () => {
    draft.change((content) => { content.signature_typed = '张三' })
    const version = await draft.settled()
    expect(version).toBe(world.court.version)
    await elsewhere((content) => { content.cause = 'z' })
    await expect(draft.settled()).rejects.toBeInstanceOf(DraftConflict)
    expect([draft.content.cause, draft.arrived?.changes]).toEqual(['z', [{ pointer: '/cause', before: 'a', now: 'z' }]])
    // What was signed here said something else.
    expect(draft.content.signature_typed).toBeNull()
    await expect(draft.settled()).rejects.toBeInstanceOf(DraftConflict)
    draft.keepNews()
    expect([await draft.settled(), world.court.content.cause]).toEqual([world.court.version, 'z'])
  })

  it('can put back what came from elsewhere, unless it was changed again here', async () => {
    await elsewhere((content) => { content.cause = 'z'; content.mediation = 'accept' })
    await expect(draft.settled()).rejects.toBeInstanceOf(DraftConflict)
    draft.change((content) => { content.mediation = 'decline' })
    draft.undoNews()
    await draft.settled()
    expect(world.court.content).toMatchObject({ cause: 'a', mediation: 'decline' })
  })

  it('tell what came twice as one change', async () => {
    await elsewhere((content) => { content.cause = 'y' })
    await draft.meet()
    await elsewhere((content) => { content.cause = 'z' })
    await draft.meet()
    expect(draft.arrived?.changes).toEqual([{ pointer: '/cause', before: 'a', now: 'z' }])
  })

  it('show the rest of what came once the person has chosen', async () => {
    await elsewhere((content) => { content.cause = 'z'; content.mediation = 'accept' })
    draft.change((content) => { content.cause = 'y' })
    await expect(draft.settled()).rejects.toBeInstanceOf(DraftConflict)
    await draft.settle({ '/cause': 'mine' })
    expect([world.court.content.cause, draft.arrived?.changes.map((one) => one.pointer)]).toEqual(['y', ['/mediation']])
  })

  it('need not choose between two signatures', async () => {
    draft.change((content) => { content.signature_typed = '张三' })
    await elsewhere((content) => { content.signature_typed = '张 三' })
    await draft.settled()
    expect([draft.conflict, draft.arrived, world.court.content.signature_typed]).toEqual([null, null, '张三'])
  })

  it('do not write into what was handed in elsewhere, and say so', async () => {
    world.court = { ...world.court, state: 'submitted', version: 2 }
    draft.change((content) => { content.cause = 'b' })
    await expect(draft.flush()).rejects.toBeInstanceOf(DraftConflict)
    expect([draft.state, draft.handedIn, world.court.content.cause, world.disk.size]).toEqual(['closed', true, 'a', 0])
  })

  it('are met also when the app opens with something unsent', async () => {
    world.net = false
    draft.change((content) => { content.cause = 'b' })
    world.net = true
    const other = world.phone('手机二')
    await other.load()
    other.change((content) => { content.cause = 'c' })
    await other.flush()
    const again = world.phone('手机一')
    await again.load()
    expect([again.state, again.conflict?.differences.length, again.content.cause]).toEqual(['conflict', 1, 'b'])
  })
})

describe('merging', () => {
  const three = (base: Json, mine: Json, theirs: Json) => { const { merged, conflicts, taken } = merge(base, mine, theirs); return { merged, conflicts: conflicts.map((one) => one.pointer), taken } }
  it('takes what only one side changed', () => {
    expect(three({ a: 1, b: 1 }, { a: 2, b: 1 }, { a: 1, b: 3 })).toEqual({ merged: { a: 2, b: 3 }, conflicts: [], taken: ['/b'] })
    expect(three({ a: 1 }, { a: 2 }, { a: 2 })).toEqual({ merged: { a: 2 }, conflicts: [], taken: [] })
  })
  it('names the very fields that the other side changed', () => {
    expect(three({ a: [{ b: 1, c: 1 }], d: 1 }, { a: [{ b: 1, c: 1 }], d: 1 }, { a: [{ b: 2, c: 1 }], d: 1 })).toEqual({ merged: { a: [{ b: 2, c: 1 }], d: 1 }, conflicts: [], taken: ['/a/0/b'] })
  })
  it('reads missing, null and empty as the same', () => expect(three({ a: null }, {}, { a: [], b: {} })).toEqual({ merged: { }, conflicts: [], taken: [] }))
  it('keeps the photographs of both phones', () => {
    expect(three({ e: [{ id: 1 }] }, { e: [{ id: 1 }, { id: 2 }] }, { e: [{ id: 1 }, { id: 3 }] })).toEqual({ merged: { e: [{ id: 1 }, { id: 3 }, { id: 2 }] }, conflicts: [], taken: ['/e'] })
  })
  it('asks where a row was taken away on one side and changed on the other', () => expect(three({ e: [1, 2] }, { e: [1] }, { e: [1, 5] }).conflicts).toEqual(['/e']))
  it('puts choices in at their place, with odd keys too', () => {
    expect(choose({ a: 1, 'x/y': { b: 2 } }, [{ pointer: '/x~1y/b', base: 0, mine: 2, theirs: 9 }], { '/x~1y/b': 'theirs' })).toEqual({ a: 1, 'x/y': { b: 9 } })
    expect(put([{ a: 1 }, { a: 2 }], '/1/a', 5)).toEqual([{ a: 1 }, { a: 5 }])
    expect(at({ a: [{ b: 7 }] }, '/a/0/b')).toBe(7)
  })
})
