import { describe, expect, it } from 'vitest'
import type { Upload } from '@/api/client'
import { Problem, Unreachable } from '@/api/problem'
import { isSignature } from '@/components/strokes'
import { endingOf, nextChunk, percent, sizeWords, travelsWhole, waitBefore } from '@/uploads/plan'
import { Queue, type Kept, type LocalFile, type World } from '@/uploads/queue'

const MB = 1024 * 1024

describe('the plan of a transfer', () => {
  it('cuts chunks to the end and no further', () => {
    expect([nextChunk(0, 10, 4), nextChunk(8, 10, 4), nextChunk(10, 10, 4)]).toEqual([{ from: 0, to: 4 }, { from: 8, to: 10 }, null])
    expect([travelsWhole(MB), travelsWhole(MB + 1)]).toEqual([true, false])
  })

  it('waits longer each time, at most a minute, and as long as the court asks', () => {
    expect([1, 2, 3, 10].map((attempt) => waitBefore(attempt))).toEqual([1000, 2000, 4000, 60_000])
    expect([waitBefore(1, 7), waitBefore(1, 600)]).toEqual([7000, 60_000])
  })

  it('says no 100 before the court has it', () => {
    expect([percent(0, 100), percent(100, 100), percent(100, 100, true), percent(0, 0)]).toEqual([0, 99, 100, 0])
  })

  it('writes sizes and endings as people read them', () => {
    expect([sizeWords(340_000), sizeWords(2.1 * MB), sizeWords(61 * MB), sizeWords(5 * MB)]).toEqual(['332 KB', '2.1 MB', '61 MB', '5 MB'])
    expect([endingOf('开箱.mp4'), endingOf('报告'), endingOf('a.tar.gz')]).toEqual(['MP4', '', 'GZ'])
  })
})

/** A court that can be broken: what it has stored, and what goes wrong next. */
class Court {
  memory: Kept[] = []
  disk = new Map<string, unknown>()
  sessions = new Map<string, { size: number; offset: number }>()
  calls: string[] = []
  trouble: unknown[] = []
  online = true
  timers: { ms: number; act: () => void }[] = []
  gate: Promise<void> | null = null
  readonly world: World

  constructor() {
    const call = async <T>(name: string, act: () => T): Promise<T> => {
      this.calls.push(name)
      if (this.gate) await this.gate
      const trouble = this.trouble.shift()
      if (trouble) throw trouble
      return act()
    }
    const upload = (size: number): Upload => ({ id: `u${this.calls.length}`, name: 'n', size, media_type: 'image/png', purpose: 'evidence', sha256: '', sm3: '', variants: [], attached: false, created_at: '2026-11-24T09:41:00+08:00' })
    this.world = {
      wires: {
        postWhole: (item, _source, progress) => call('whole', () => { progress(item.size); return upload(item.size) }),
        openSession: (item) => call('open', () => { const id = `s${this.sessions.size + 1}`; this.sessions.set(id, { size: item.size, offset: 0 }); return { id, offset: 0, chunk_size: MB } }),
        readSession: (id) => call('read', () => { const found = this.sessions.get(id); if (!found) throw new Problem(404, {}); return { id, offset: found.offset, chunk_size: MB } }),
        putChunk: (id, offset, bytes) => call(`put ${offset / MB}`, () => {
          const found = this.sessions.get(id)!
          if (found.offset !== offset) throw new Problem(409, { code: 'uploads.wrong_offset' })
          found.offset += bytes.byteLength
          return { offset: found.offset }
        }),
        complete: (id) => call('complete', () => upload(this.sessions.get(id)!.size)),
      },
      files: {
        slice: async (_source, from, to) => new ArrayBuffer(to - from),
        keep: async (key, _name, source) => { this.disk.set(key, source); return source },
        kept: async (key) => (this.disk.has(key) ? { source: this.disk.get(key), preview: '' } : null),
        drop: async (key) => { this.disk.delete(key) },
      },
      memory: { read: () => structuredClone(this.memory), write: (all) => { this.memory = all } },
      online: () => this.online,
      later: (ms, act) => { const timer = { ms, act }; this.timers.push(timer); return () => { this.timers = this.timers.filter((one) => one !== timer) } },
      watched: (item) => item,
      changed: () => undefined,
    }
  }

  async phone(owner = 'p') { const queue = new Queue(this.world); await queue.open(owner, true); return queue }
  time() { const due = this.timers; this.timers = []; due.forEach((one) => one.act()) }
}

const file = (key: string, size: number): LocalFile => ({ key, name: `${key}.png`, size, type: 'image/png', source: key, preview: '' })
const settled = () => new Promise((resolve) => setTimeout(resolve, 5))

describe('the queue', () => {
  it('sends a small file whole and a large one in pieces', async () => {
    const court = new Court()
    const queue = await court.phone()
    const arrived: string[] = []
    queue.onDone((item) => arrived.push(item.key))
    queue.send([file('a', 1000), file('b', 2.5 * MB)], 'evidence', 'f')
    await settled()
    expect(court.calls).toEqual(expect.arrayContaining(['whole', 'open', 'put 0', 'put 1', 'put 2', 'complete']))
    expect([queue.of('f').map((one) => one.state), arrived.sort(), court.disk.size]).toEqual([['done', 'done'], ['a', 'b'], 0])
  })

  it('lets two travel at once, the rest waits', async () => {
    const court = new Court()
    let open = () => {}
    court.gate = new Promise((resolve) => { open = resolve })
    const queue = await court.phone()
    queue.send(['a', 'b', 'c'].map((key) => file(key, 10)), 'evidence', 'f')
    expect(queue.of('f').map((one) => one.state)).toEqual(['sending', 'sending', 'waiting'])
    open()
    court.gate = null
    await settled()
    expect(queue.of('f').map((one) => one.state)).toEqual(['done', 'done', 'done'])
  })

  it('stands still without a net, keeps what is there, and goes on from there', async () => {
    const court = new Court()
    const queue = await court.phone()
    court.trouble = [null, null, new Unreachable('offline')]
    court.online = false
    queue.send([file('a', 3 * MB)], 'evidence', 'f')
    await settled()
    expect([queue.of('f')[0].state, queue.of('f')[0].sent, court.timers.length]).toEqual(['paused', MB, 0])
    court.online = true
    court.calls = []
    queue.wake()
    await settled()
    expect([court.calls, queue.of('f')[0].state]).toEqual([['read', 'put 1', 'put 2', 'complete'], 'done'])
  })

  it('believes the court about how far it is', async () => {
    const court = new Court()
    const queue = await court.phone()
    // The answer to the first piece is lost: the court has it all the same.
    const put = court.world.wires.putChunk
    let lost = false
    court.world.wires.putChunk = async (...sent) => { const told = await put(...sent); if (!lost) { lost = true; throw new Unreachable('timeout') } return told }
    queue.send([file('a', 2 * MB)], 'evidence', 'f')
    await settled()
    court.time()
    await settled()
    expect([court.calls, queue.of('f')[0].state]).toEqual([['open', 'put 0', 'read', 'put 1', 'complete'], 'done'])
  })

  it('goes on after the app was closed, and from the start when the court has cleared it', async () => {
    const court = new Court()
    court.trouble = [null, null, new Unreachable('offline')]
    court.online = false
    ;(await court.phone()).send([file('a', 3 * MB)], 'evidence', 'f')
    await settled()
    court.online = true
    court.calls = []
    const later = await court.phone()
    await settled()
    expect([court.calls, later.of('f')[0].state]).toEqual([['read', 'put 1', 'put 2', 'complete'], 'done'])
    expect(court.memory.map((one) => one.upload?.size)).toEqual([3 * MB])
    later.remove('a')
    expect(court.memory).toEqual([])
  })

  it('begins anew when its session is gone', async () => {
    const court = new Court()
    court.memory = [{ key: 'a', owner: 'p', scope: 'f', name: 'a.png', size: 2 * MB, type: '', purpose: 'evidence', session: 'gone', sent: MB, held: false, upload: null }]
    court.disk.set('a', 'a')
    const queue = await court.phone()
    await settled()
    expect([court.calls, queue.of('f')[0].state]).toEqual([['read', 'open', 'put 0', 'put 1', 'complete'], 'done'])
  })

  it('shows nobody what another person left on this phone', async () => {
    const court = new Court()
    court.trouble = [new Unreachable('offline')]
    court.online = false
    ;(await court.phone('p')).send([file('a', 10)], 'evidence', 'f')
    await settled()
    const other = await court.phone('q')
    expect([other.of('f'), court.memory, court.disk.size]).toEqual([[], [], 0])
  })

  it('ends with the words of a refusal, and takes no second try by itself', async () => {
    const court = new Court()
    court.trouble = [new Problem(422, { code: 'uploads.not_allowed', detail: '文件加了密码' })]
    const queue = await court.phone()
    queue.send([file('a', 10)], 'evidence', 'f')
    await settled()
    const [item] = queue.of('f')
    expect([item.state, (item.trouble as Problem).detail, court.timers.length]).toEqual(['failed', '文件加了密码', 0])
    queue.retry('a')
    await settled()
    expect(item.state).toBe('done')
  })

  it('tries a court in trouble again, but not for ever', async () => {
    const court = new Court()
    court.trouble = Array.from({ length: 6 }, () => new Problem(503, {}, 3))
    const queue = await court.phone()
    queue.send([file('a', 10)], 'evidence', 'f')
    const seen: string[] = []
    for (let turn = 0; turn < 6; turn++) { await settled(); seen.push(queue.of('f')[0].state); court.time() }
    expect(seen).toEqual(['paused', 'paused', 'paused', 'paused', 'paused', 'failed'])
  })

  it('stays paused when the person says so, and a late answer changes nothing', async () => {
    const court = new Court()
    let open = () => {}
    court.gate = new Promise((resolve) => { open = resolve })
    const queue = await court.phone()
    queue.send([file('a', 10)], 'evidence', 'f')
    queue.pause('a')
    open()
    court.gate = null
    await settled()
    queue.wake()
    await settled()
    expect(queue.of('f')[0].state).toBe('paused')
    queue.retry('a')
    await settled()
    expect(queue.of('f')[0].state).toBe('done')
  })

  it('forgets all when the person leaves', async () => {
    const court = new Court()
    court.trouble = [new Unreachable('offline')]
    court.online = false
    const queue = await court.phone()
    queue.send([file('a', 10)], 'evidence', 'f')
    await settled()
    queue.close(true)
    expect([queue.of('f'), court.memory, court.disk.size]).toEqual([[], [], 0])
  })
})

describe('a signature', () => {
  it('is more than a slip of the finger', () => {
    expect([isSignature([]), isSignature([[{ x: 1, y: 1 }]]), isSignature([[{ x: 0, y: 0 }, { x: 30, y: 0 }], [{ x: 0, y: 0 }, { x: 0, y: 31 }]])]).toEqual([false, false, true])
  })
})
