// Two phones changed one draft. Three versions lie side by side: what both began with, mine, theirs. What only one of them
// changed is taken as it is; where both changed the same field differently, the person chooses, field by field.

export type Json = null | string | number | boolean | Json[] | { [key: string]: Json }
export interface Difference { pointer: string; base: Json | undefined; mine: Json | undefined; theirs: Json | undefined }
export interface Merged { merged: Json; conflicts: Difference[]; /** pointers that only the other side changed */ taken: string[] }

const isObject = (value: Json | undefined): value is { [key: string]: Json } => typeof value === 'object' && value !== null && !Array.isArray(value)
/** A missing field, a null and an empty list say the same. */
const same = (one: Json | undefined, other: Json | undefined): boolean => canonical(one) === canonical(other)

function canonical(value: Json | undefined): string {
  if (value === undefined || value === null) return 'null'
  if (Array.isArray(value)) return value.length ? `[${value.map(canonical).join(',')}]` : 'null'
  if (isObject(value)) {
    const parts = Object.keys(value).sort().map((key) => [key, canonical(value[key])]).filter(([, part]) => part !== 'null')
    return parts.length ? `{${parts.map(([key, part]) => `${key}:${part}`).join(',')}}` : 'null'
  }
  return JSON.stringify(value)
}

export const sameContent = (one: unknown, other: unknown): boolean => same(one as Json, other as Json)

/** Until the person has chosen, `merged` holds mine where both changed. */
export function merge(base: Json, mine: Json, theirs: Json): Merged {
  const found: Merged = { merged: null, conflicts: [], taken: [] }
  found.merged = walk('', base, mine, theirs, found) ?? null
  return found
}

function walk(pointer: string, base: Json | undefined, mine: Json | undefined, theirs: Json | undefined, found: Merged): Json | undefined {
  if (same(mine, theirs) || same(theirs, base)) return mine
  if (isObject(mine) && isObject(theirs)) return walkObject(pointer, isObject(base) ? base : {}, mine, theirs, found)
  // Rows of a list are matched by place as long as nobody added or took one away; after that places mean nothing.
  if (Array.isArray(mine) && Array.isArray(theirs) && Array.isArray(base) && mine.length === theirs.length && mine.length === base.length) {
    return mine.map((one, at) => walk(`${pointer}/${at}`, base[at], one, theirs[at], found) ?? null)
  }
  if (same(mine, base)) { found.taken.push(pointer); return theirs }
  const both = Array.isArray(mine) && Array.isArray(theirs) ? union(Array.isArray(base) ? base : [], mine, theirs) : null
  if (both) { found.taken.push(pointer); return both }
  found.conflicts.push({ pointer, base, mine, theirs })
  return mine
}

function walkObject(pointer: string, base: { [key: string]: Json }, mine: { [key: string]: Json }, theirs: { [key: string]: Json }, found: Merged): Json {
  const merged: { [key: string]: Json } = {}
  for (const key of new Set([...Object.keys(theirs), ...Object.keys(mine)])) {
    const value = walk(`${pointer}/${key.replace(/~/g, '~0').replace(/\//g, '~1')}`, base[key], mine[key], theirs[key], found)
    if (value !== undefined) merged[key] = value
  }
  return merged
}

/** Both only added rows (two phones, each with its photographs): all of them stay. Null when a row was changed or taken away. */
function union(base: Json[], mine: Json[], theirs: Json[]): Json[] | null {
  const holdsAll = (list: Json[]) => base.every((one, at) => same(one, list[at]))
  if (!holdsAll(mine) || !holdsAll(theirs)) return null
  const added = mine.slice(base.length).filter((one) => !theirs.some((other) => same(one, other)))
  return [...theirs, ...added]
}

/** The content with the person's choices put in; `choice` by pointer, mine where nothing was chosen. */
export function choose(merged: Json, conflicts: Difference[], choice: Record<string, 'mine' | 'theirs'>): Json {
  return conflicts.reduce((content, one) => (choice[one.pointer] === 'theirs' ? put(content, one.pointer, one.theirs ?? null) : content), merged)
}

/** A copy with one field set. Missing objects on the way are made. */
export function put(content: Json, pointer: string, value: Json): Json {
  if (pointer === '') return value
  const [first, ...rest] = pointer.slice(1).split('/')
  const key = first.replace(/~1/g, '/').replace(/~0/g, '~')
  const deeper = rest.length ? `/${rest.join('/')}` : ''
  if (Array.isArray(content)) return content.map((one, at) => (String(at) === key ? put(one, deeper, value) : one))
  const object = isObject(content) ? content : {}
  return { ...object, [key]: put(object[key] ?? null, deeper, value) }
}

export function at(content: unknown, pointer: string): Json | undefined {
  if (pointer === '') return content as Json
  return pointer.slice(1).split('/').reduce<Json | undefined>((value, part) => {
    const key = part.replace(/~1/g, '/').replace(/~0/g, '~')
    if (Array.isArray(value)) return value[Number(key)]
    return isObject(value) ? value[key] : undefined
  }, content as Json)
}
