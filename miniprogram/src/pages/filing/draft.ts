// One draft on this phone: what the person sees is always the newest; it is written down here at once, sent a moment later, and
// sent again when the network is back. When another phone was quicker, the person is told, sees what is there now, and chooses.
// Pure: calls, storage, clock and timers are handed in, so that tests can drive every turn.
import type { Filing } from '@/api/client'
import { Problem, Unreachable } from '@/api/problem'
import { tidy, type Content } from './content'
import { at, choose, merge, put, sameContent, type Difference, type Json } from './merge'

/** A filing as this phone knows it: without a net at a cold start, no more than what it kept itself. */
export type KnownFiling = Pick<Filing, 'id' | 'state' | 'version' | 'content'> & Partial<Filing>
export type SaveState = 'saved' | 'unsaved' | 'saving' | 'offline' | 'refused' | 'conflict' | 'closed'
export interface Kept { id: string; version: number; base: Content; mine: Content; changedAt: number; owner: string }
export interface Conflict { filing: KnownFiling; merged: Json; differences: Difference[]; news: Change[]; on: string | null; at: string | null }

/** What another phone changed where this one did not: what stood here before, and what stands there now. */
export interface Change { pointer: string; before: Json; now: Json }
export interface News { on: string | null; at: string | null; changes: Change[] }

export interface DraftWorld {
  read(id: string): Promise<KnownFiling>
  save(id: string, content: Content, version: number): Promise<KnownFiling>
  keep(kept: Kept): void
  kept(id: string): Kept | null
  forget(id: string): void
  owner(): string
  now(): Date
  later(work: () => void, ms: number): () => void
  changed(): void
}

/** So long after the last stroke a change is sent. */
export const PAUSE_MS = 900
/** While the court cannot be reached, it is tried again at these intervals. */
const AGAIN_MS = [3_000, 10_000, 30_000, 60_000]
/** States whose content the person may change. */
const OPEN = ['draft', 'returned_for_correction']

export class Draft {
  filing: KnownFiling | null = null
  content: Content = {}
  state: SaveState = 'saved'
  savedAt: Date | null = null
  trouble: unknown = null
  conflict: Conflict | null = null
  /** What came in from another phone without touching what was changed here; told, until the person has kept it or put it back. */
  arrived: News | null = null
  /** It was handed in elsewhere while this phone still had it open. */
  handedIn = false
  private base: Content = {}
  private cancel: (() => void) | null = null
  private running: Promise<void> | null = null
  private tries = 0

  constructor(readonly id: string, private readonly world: DraftWorld) {}

  /** From the court, or without a network from this phone. Unsent changes of this phone are laid on top and sent. */
  async load(): Promise<void> {
    const kept = this.world.kept(this.id)
    const unsent = kept !== null && !sameContent(kept.base, kept.mine)
    try {
      const filing = await this.world.read(this.id)
      this.take(filing)
      if (!OPEN.includes(filing.state)) { this.world.forget(this.id); this.state = 'closed'; this.handedIn = unsent }
      else if (unsent && kept) this.lay(kept, filing)
      else this.write()
    } catch (error) {
      if (!(error instanceof Unreachable) || !kept) throw error
      Object.assign(this, { content: kept.mine, base: kept.base, state: 'offline', filing: this.filing ?? { id: this.id, state: 'draft', version: kept.version, content: kept.base } })
      this.retryLater()
    }
    this.world.changed()
  }

  private lay(kept: Kept, filing: KnownFiling) {
    if (kept.version === filing.version) { this.content = kept.mine; this.touch() } else this.compare(kept.base, kept.mine, filing)
  }

  private take(filing: KnownFiling) {
    this.filing = filing
    this.base = filing.content
    this.content = filing.content
    this.savedAt = filing.saved_at ? new Date(filing.saved_at) : this.savedAt
    this.state = 'saved'
    this.tries = 0
  }

  /** The only way to change content. `edit` gets a copy. */
  change(edit: (content: Content) => void) {
    const next = JSON.parse(JSON.stringify(this.content)) as Content
    edit(next)
    // A signature is under what was read: once a draft says something else, it is signed anew.
    this.content = this.filing?.state === 'draft' && sameContent(signatureOf(this.content), signatureOf(next)) ? unsigned(next) : next
    this.touch()
  }

  private touch() {
    if (this.state === 'closed') return
    this.write()
    if (this.state !== 'conflict') {
      this.state = this.state === 'offline' ? 'offline' : 'unsaved'
      this.plan(PAUSE_MS)
    }
    this.world.changed()
  }

  private write() {
    if (this.filing) this.world.keep({ id: this.id, version: this.filing.version, base: this.base, mine: this.content, changedAt: this.world.now().getTime(), owner: this.world.owner() })
  }

  private plan(ms: number) {
    this.cancel?.()
    this.cancel = this.world.later(() => { void this.flush().catch(() => undefined) }, ms)
  }

  private retryLater() { this.plan(AGAIN_MS[Math.min(this.tries++, AGAIN_MS.length - 1)]) }

  get unsent(): boolean { return !sameContent(tidy(this.content), tidy(this.base)) }

  /** Sends what is unsent, now; resolves when all of it is at the court, throws when it could not get there. */
  async flush(): Promise<void> {
    this.cancel?.()
    while (this.running) await this.running.catch(() => undefined)
    if (this.state === 'conflict') throw new DraftConflict()
    if (!this.filing || this.state === 'closed') return
    if (!this.unsent) {
      if (this.state !== 'saved' && this.state !== 'refused') { this.state = 'saved'; this.world.changed() }
      return
    }
    this.running = this.send().finally(() => { this.running = null })
    await this.running
    // Typed on while the last change was on its way.
    if (this.unsent) return this.flush()
  }

  private async send() {
    const filing = this.filing as KnownFiling
    const sent = this.content
    this.state = 'saving'
    this.world.changed()
    try {
      this.accept(await this.world.save(this.id, tidy(sent), filing.version), sent)
    } catch (error) {
      await this.refused(error)
    } finally { this.world.changed() }
  }

  private accept(answer: KnownFiling, sent: Content) {
    const typedOn = this.content !== sent
    const [mine, filing] = [this.content, { ...this.filing, ...answer } as KnownFiling]
    this.take(filing)
    // Blanks and half-typed rows that did not travel stay on the screen.
    this.content = mine
    this.base = sent
    this.savedAt = answer.saved_at ? new Date(answer.saved_at) : this.world.now()
    this.state = typedOn ? 'unsaved' : 'saved'
    this.trouble = null
    this.write()
  }

  private async refused(error: unknown): Promise<void> {
    if (error instanceof Problem && error.status === 412) return this.meet()
    this.trouble = error
    if (error instanceof Unreachable || (error instanceof Problem && (error.status >= 500 || error.status === 429))) {
      this.state = 'offline'
      this.retryLater()
    } else this.state = 'refused'
    throw error
  }

  /** Another phone may have saved, or handed it in, in between: what is at the court is laid beside what is here. */
  async meet(): Promise<void> {
    const filing = await this.world.read(this.id)
    if (filing.version !== this.filing?.version) this.compare(this.base, this.content, filing)
    this.world.changed()
    if (this.state === 'conflict' || this.state === 'closed') throw new DraftConflict()
  }

  /** The version that may be handed in: all of this phone is at the court, and the person has seen all that is there. */
  async settled(): Promise<number> {
    await this.flush()
    await this.meet()
    if (this.arrived) throw new DraftConflict()
    return this.unsent ? this.settled() : this.filing?.version ?? 0
  }

  private compare(base: Content, mine: Content, filing: KnownFiling) {
    if (!OPEN.includes(filing.state)) return this.close(filing)
    // Two signatures under one draft are no difference to choose from: it is signed where it is handed in.
    const read = (content: Content) => tidy(filing.state === 'draft' ? unsigned(content) : content) as Json
    const found = merge(read(base), read(mine), read(filing.content))
    const [on, since] = [filing.saved_on ?? null, filing.saved_at ?? null]
    const news = found.taken.map((pointer): Change => ({ pointer, before: at(read(mine), pointer) ?? null, now: at(found.merged, pointer) ?? null }))
    if (found.conflicts.length) {
      this.conflict = { filing, merged: found.merged, differences: found.conflicts, news, on, at: since }
      this.content = mine
      this.state = 'conflict'
      this.cancel?.()
      return
    }
    this.take(filing)
    this.content = { ...(found.merged as Content), ...(filing.state === 'draft' && !news.length ? signatureOf(mine) : {}) }
    this.tell(on, since, news)
    this.write()
    if (this.unsent) { this.state = 'unsaved'; this.plan(0) }
  }

  private close(filing: KnownFiling) {
    this.cancel?.()
    this.take(filing)
    this.state = 'closed'
    this.handedIn = true
    this.world.forget(this.id)
  }

  // What came twice before it was read is told as one change.
  private tell(on: string | null, since: string | null, news: Change[]) {
    if (!news.length) return
    const before = this.arrived?.changes ?? []
    const again = (pointer: string) => before.find((one) => one.pointer === pointer)
    this.arrived = { on, at: since, changes: [...before.filter((one) => !news.some((other) => other.pointer === one.pointer)), ...news.map((one) => ({ ...one, before: again(one.pointer)?.before ?? one.before }))] }
  }

  /** The person has seen what came from elsewhere, and it stays. */
  keepNews() {
    this.arrived = null
    this.world.changed()
  }

  /** What came from elsewhere is put back to what stood here, unless it has been changed again since. */
  undoNews() {
    const changes = this.arrived?.changes ?? []
    this.arrived = null
    this.change((content) => {
      for (const one of changes) if (sameContent(at(content, one.pointer), one.now)) Object.assign(content, put(content as Json, one.pointer, one.before))
    })
  }

  /** The person has chosen, field by field; from here on it is one draft again. */
  async settle(choice: Record<string, 'mine' | 'theirs'>): Promise<void> {
    const conflict = this.conflict
    if (!conflict) return
    const settled = choose(conflict.merged, conflict.differences, choice) as Content
    this.conflict = null
    this.take(conflict.filing)
    this.content = settled
    this.tell(conflict.on, conflict.at, conflict.news)
    this.write()
    this.world.changed()
    await this.flush()
  }

  /** After submit, recall and the like: the filing as the court has it now. */
  replaced(filing: KnownFiling) {
    this.cancel?.()
    this.take(filing)
    Object.assign(this, { conflict: null, arrived: null, handedIn: false })
    if (OPEN.includes(filing.state)) this.write()
    else { this.state = 'closed'; this.world.forget(this.id) }
    this.world.changed()
  }

  stop() { this.cancel?.() }
}

const signatureOf = ({ signature_upload_id, signature_typed }: Content): Content => ({ signature_upload_id: signature_upload_id ?? null, signature_typed: signature_typed ?? null })
const unsigned = (content: Content): Content => ({ ...content, ...signatureOf({}) })

/** Nothing goes on before the person has seen what another phone did, and chosen. */
export class DraftConflict extends Error {
  constructor() { super('conflict') }
}
