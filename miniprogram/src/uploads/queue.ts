// The queue of files on their way to the court. Pure: wires, files, memory and time are handed in, so that the tests can
// break every one of them. At most two travel at once; the rest waits. A lost net pauses, the court's "no" ends.
import type { Purpose, Upload, UploadSession } from '@/api/client'
import { Problem, Unreachable } from '@/api/problem'
import { AT_ONCE, nextChunk, travelsWhole, TRIES, waitBefore } from './plan'

export type State = 'waiting' | 'sending' | 'paused' | 'failed' | 'done'

/** A file as the phone holds it; `source` is a Blob on the web and a path on WeChat. */
export interface LocalFile { key: string; name: string; size: number; type: string; source: unknown; preview: string }

export interface Item {
  key: string
  /** What it belongs to, so that a page finds its own again: a filing's id, `video_review` … */
  scope: string
  name: string
  size: number
  type: string
  purpose: Purpose
  preview: string
  state: State
  sent: number
  /** Why it stands still; the words are made where it is shown. */
  trouble: unknown
  /** Paused by the person: it goes on only when they say so. */
  held: boolean
  upload: Upload | null
}

/** What is remembered over a closed app. */
export interface Kept { key: string; owner: string; scope: string; name: string; size: number; type: string; purpose: Purpose; session: string | null; sent: number; held: boolean; upload: Upload | null }

/** What the queue needs to know of a transfer in parts. */
export type Session = Pick<UploadSession, 'id' | 'offset' | 'chunk_size'>

export interface World {
  wires: {
    postWhole(item: Item, source: unknown, progress: (sent: number) => void): Promise<Upload>
    openSession(item: Item): Promise<Session>
    readSession(id: string): Promise<Session>
    putChunk(id: string, offset: number, bytes: ArrayBuffer): Promise<{ offset: number }>
    complete(id: string): Promise<Upload>
  }
  files: {
    slice(source: unknown, from: number, to: number): Promise<ArrayBuffer>
    /** Puts the file where it outlives the app, if the place has one, and says where it is now. */
    keep(key: string, name: string, source: unknown): Promise<unknown>
    kept(key: string, name: string): Promise<{ source: unknown; preview: string } | null>
    drop(key: string): Promise<void>
  }
  memory: { read(): Kept[]; write(all: Kept[]): void }
  online(): boolean
  /** Calls back after so many milliseconds; returns the undoing. */
  later(ms: number, act: () => void): () => void
  /** Makes an item that the pages follow. */
  watched(item: Item): Item
  changed(): void
}

interface Way { source: unknown; session: string | null; turn: number; tries: number; undo: (() => void) | null }

export class Queue {
  private items: Item[] = []
  private ways = new Map<string, Way>()
  private owner = ''
  private listeners = new Set<(item: Item) => void>()

  constructor(private readonly world: World) {}

  of(scope: string): Item[] { return this.items.filter((one) => one.scope === scope) }
  onDone(act: (item: Item) => void): () => void {
    this.listeners.add(act)
    return () => { this.listeners.delete(act) }
  }

  /** Somebody is here: what they left on its way goes on; what another person left on this phone is thrown away. */
  async open(owner: string, resume: boolean) {
    if (this.owner === owner) return
    this.owner = owner
    // Another tab has them in hand.
    if (!resume) return
    const all = this.world.memory.read()
    for (const other of all.filter((one) => one.owner !== owner)) await this.world.files.drop(other.key)
    this.world.memory.write(all.filter((one) => one.owner === owner))
    for (const one of all.filter((kept) => kept.owner === owner)) await this.take(one)
    this.pump()
  }

  private async take(kept: Kept) {
    if (this.items.some((one) => one.key === kept.key)) return
    const file = kept.upload ? { source: null, preview: '' } : await this.world.files.kept(kept.key, kept.name)
    // The system has cleared it away: nothing to go on with, and the page must not promise it.
    if (!file) return this.forget(kept.key)
    const { key, scope, name, size, type, purpose, upload, held } = kept
    this.add({ key, scope, name, size, type, purpose, preview: file.preview, state: upload ? 'done' : held ? 'paused' : 'waiting', sent: upload ? size : kept.sent, trouble: null, held, upload }, { source: file.source, session: kept.session })
  }

  /** Nobody is here any more: nothing is sent, and the memory of the app holds nothing. `erase` clears the phone as well. */
  close(erase: boolean) {
    for (const way of this.ways.values()) { way.turn++; way.undo?.() }
    this.ways.clear()
    this.items = []
    this.owner = ''
    if (erase) {
      for (const one of this.world.memory.read()) void this.world.files.drop(one.key)
      this.world.memory.write([])
    }
    this.world.changed()
  }

  send(files: LocalFile[], purpose: Purpose, scope: string): Item[] {
    const added = files.map((file) => {
      const { key, name, size, type, preview } = file
      const item = this.add({ key, scope, name, size, type, purpose, preview, state: 'waiting', sent: 0, trouble: null, held: false, upload: null }, { source: file.source, session: null })
      void this.keep(item)
      return item
    })
    this.pump()
    return added
  }

  private add(item: Item, { source, session }: { source: unknown; session: string | null }): Item {
    const watched = this.world.watched(item)
    this.items.push(watched)
    this.ways.set(item.key, { source, session, turn: 0, tries: 0, undo: null })
    this.world.changed()
    return watched
  }

  // Keeping may fail (no room, a private window): then the file simply doesn't outlive the app.
  private async keep(item: Item) {
    const way = this.ways.get(item.key)
    if (!way) return
    try {
      const source = await this.world.files.keep(item.key, item.name, way.source)
      if (!this.ways.has(item.key)) return void this.world.files.drop(item.key)
      way.source = source
      this.remember(item)
    } catch { /* told by nothing: it is sent all the same */ }
  }

  private remember(item: Item) {
    if (!this.owner) return
    const way = this.ways.get(item.key)
    const { key, scope, name, size, type, purpose, sent, held, upload } = item
    const others = this.world.memory.read().filter((one) => one.key !== key)
    this.world.memory.write([...others, { key, owner: this.owner, scope, name, size, type, purpose, session: way?.session ?? null, sent, held, upload }])
  }

  private forget(key: string) {
    this.world.memory.write(this.world.memory.read().filter((one) => one.key !== key))
    void this.world.files.drop(key)
  }

  pause(key: string) {
    const item = this.find(key)
    if (!item || item.state === 'done' || item.state === 'failed') return
    this.halt(key)
    item.held = true
    item.state = 'paused'
    item.trouble = null
    this.remember(item)
    this.pump()
  }

  retry(key: string) {
    const item = this.find(key)
    if (!item || item.state === 'done' || item.state === 'sending') return
    this.halt(key)
    item.held = false
    item.state = 'waiting'
    item.trouble = null
    this.pump()
  }

  /** Takes it off the list, whether it is there already or not. What the court has is deleted by whoever asked for it. */
  remove(key: string) {
    this.halt(key)
    this.ways.delete(key)
    this.items = this.items.filter((one) => one.key !== key)
    this.forget(key)
    this.world.changed()
    this.pump()
  }

  /** The net is back: everything that stood still for it goes on at once. */
  wake() {
    for (const item of this.items) {
      if (item.state !== 'paused' || item.held) continue
      this.halt(item.key)
      item.state = 'waiting'
    }
    this.pump()
  }

  private find(key: string) { return this.items.find((one) => one.key === key) }

  // A turn that has passed writes nothing any more: its answers come too late.
  private halt(key: string) {
    const way = this.ways.get(key)
    if (!way) return
    way.turn++
    way.tries = 0
    way.undo?.()
    way.undo = null
  }

  private pump() {
    const free = AT_ONCE - this.items.filter((one) => one.state === 'sending').length
    for (const item of this.items.filter((one) => one.state === 'waiting').slice(0, Math.max(0, free))) void this.run(item)
    this.world.changed()
  }

  private async run(item: Item) {
    const way = this.ways.get(item.key)
    if (!way) return
    const turn = ++way.turn
    const mine = () => this.ways.get(item.key) === way && way.turn === turn
    item.state = 'sending'
    item.trouble = null
    try {
      const upload = await this.carry(item, way, mine)
      if (!upload || !mine()) return
      item.upload = upload
      item.sent = item.size
      item.state = 'done'
      this.remember(item)
      void this.world.files.drop(item.key)
      for (const act of this.listeners) act(item)
    } catch (trouble) {
      if (mine()) this.stumble(item, way, trouble)
    }
    this.pump()
  }

  private carry(item: Item, way: Way, mine: () => boolean): Promise<Upload | null> {
    if (travelsWhole(item.size)) return this.world.wires.postWhole(item, way.source, (sent) => { if (mine()) item.sent = Math.min(sent, item.size) })
    return this.carryInChunks(item, way, mine)
  }

  private async carryInChunks(item: Item, way: Way, mine: () => boolean): Promise<Upload | null> {
    const { wires, files } = this.world
    let session = await this.session(item, way)
    if (!mine()) return null
    way.session = session.id
    item.sent = session.offset
    this.remember(item)
    for (let chunk = nextChunk(session.offset, item.size, session.chunk_size); chunk; chunk = nextChunk(session.offset, item.size, session.chunk_size)) {
      const bytes = await files.slice(way.source, chunk.from, chunk.to)
      if (!mine()) return null
      session = { ...session, offset: await this.put(session, bytes) }
      if (!mine()) return null
      item.sent = session.offset
      way.tries = 0
      this.remember(item)
    }
    return wires.complete(session.id)
  }

  // The court may know more of it than we do (an answer was lost), or less: its offset counts (409).
  private async put(session: Session, bytes: ArrayBuffer): Promise<number> {
    try {
      return (await this.world.wires.putChunk(session.id, session.offset, bytes)).offset
    } catch (trouble) {
      if (!(trouble instanceof Problem) || trouble.status !== 409) throw trouble
      const there = await this.world.wires.readSession(session.id)
      if (there.offset === session.offset) throw trouble
      return there.offset
    }
  }

  private async session(item: Item, way: Way): Promise<Session> {
    if (way.session) {
      try {
        return await this.world.wires.readSession(way.session)
      } catch (trouble) {
        // It lay too long and the court has cleared it: from the start again.
        if (!(trouble instanceof Problem) || (trouble.status !== 404 && trouble.status !== 410)) throw trouble
        way.session = null
      }
    }
    return this.world.wires.openSession(item)
  }

  private stumble(item: Item, way: Way, trouble: unknown) {
    item.trouble = trouble
    const passing = trouble instanceof Unreachable || (trouble instanceof Problem && (trouble.status >= 500 || trouble.status === 429 || trouble.status === 408 || trouble.status === 401))
    way.tries++
    if (!passing || (trouble instanceof Problem && way.tries >= TRIES)) {
      item.state = 'failed'
      // Refused for good: nothing of it is worth keeping over a closed app.
      if (!passing) this.forget(item.key)
      return
    }
    item.state = 'paused'
    this.remember(item)
    // Without a net `wake` goes on; otherwise time does.
    if (!this.world.online()) return
    way.undo = this.world.later(waitBefore(way.tries, trouble instanceof Problem ? trouble.retryAfter : null), () => {
      way.undo = null
      if (item.state !== 'paused' || item.held) return
      item.state = 'waiting'
      this.pump()
    })
  }
}
