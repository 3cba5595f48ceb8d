// Many parties at once: lines "name, ID or credit code, address, telephone" as they come out of a table or a message.
import { MOST_PARTIES, type PartyEntry } from './content'
import { creditCodeFault, looksLikeCreditCode, looksLikeResidentId, plainId, residentIdFault, type IdFault } from './idnumbers'
import { isPhone, nameFault, plainPhone, type NameFault } from './names'

export type LineFault =
  | { what: 'name'; why: NameFault }
  | { what: 'id'; why: IdFault; by: number }
  | { what: 'unknown'; word: string }
  | { what: 'twice'; line: number }
  | { what: 'too_many' }

export interface PastedLine { line: number; text: string; party: PartyEntry | null; faults: LineFault[] }

const HEADING = /^(姓名|名称|name|序号|被告|原告|第三人)$/i
const PARTS = /[\t,，;；|]+/

/** `room`: how many more this side may have. Empty lines and a table's heading are passed over. */
export function readPasted(text: string, room = MOST_PARTIES): PastedLine[] {
  const seen = new Map<string, number>()
  const lines: PastedLine[] = []
  text.split(/\r?\n/).forEach((raw, at) => {
    const words = raw.replace(/^\s*\d{1,3}[.、)）]\s*/, '').split(PARTS).map((word) => word.trim()).filter(Boolean)
    if (!words.length || HEADING.test(words[0])) return
    const read = readLine(words)
    const key = read.party?.id_number || read.party?.name || raw
    const before = seen.get(key)
    if (before !== undefined) read.faults.push({ what: 'twice', line: before })
    else seen.set(key, at + 1)
    if (lines.filter((one) => !one.faults.length).length >= room && !read.faults.length) read.faults.push({ what: 'too_many' })
    lines.push({ line: at + 1, text: raw.trim(), party: read.faults.length ? null : read.party, faults: read.faults })
  })
  return lines
}

// People leave out columns and change their order: the name comes first (after a running number), the rest is known by its look.
function readLine(words: string[]): { party: PartyEntry; faults: LineFault[] } {
  const rest = /^\d{1,3}[.、)]?$/.test(words[0]) && words.length > 1 ? words.slice(1) : words
  const [name, ...others] = rest
  const party: PartyEntry = { kind: 'person', name, id_type: 'prc_resident_id', id_number: null, address: null, phone: null }
  const faults: LineFault[] = []
  const wrongName = nameFault(name)
  if (wrongName) faults.push({ what: 'name', why: wrongName })
  const addresses: string[] = []
  for (const word of others) {
    if (!party.phone && isPhone(word) && !looksLikeResidentId(word)) party.phone = plainPhone(word)
    else if (!party.id_number && looksLikeNumber(word)) takeNumber(party, word, faults)
    else if (/\p{L}/u.test(word) && word.length > 1) addresses.push(word)
    else faults.push({ what: 'unknown', word })
  }
  if (!party.id_number && ORGANISATION.test(name)) Object.assign(party, { kind: 'organisation', id_type: 'uscc' })
  party.address = addresses.join(' ') || null
  return { party, faults }
}

const ORGANISATION = /(公司|企业|中心|合伙|商行|商店|超市|工作室|事务所|协会|基金会|学校|医院|店|厂|社)$|\b(Ltd|Inc|LLC|GmbH)\.?$/i
// Digits and letters only, of about the length of such a number.
const looksLikeNumber = (word: string) => /^[0-9A-Z]{14,22}$/.test(plainId(word)) && /\d{6}/.test(word)

function takeNumber(party: PartyEntry, word: string, faults: LineFault[]) {
  const number = plainId(word)
  const organisation = looksLikeCreditCode(number) || (!looksLikeResidentId(number) && ORGANISATION.test(party.name ?? ''))
  const fault = organisation ? creditCodeFault(number) : residentIdFault(number)
  Object.assign(party, organisation ? { kind: 'organisation', id_type: 'uscc' } : {}, { id_number: number })
  if (fault) faults.push({ what: 'id', why: fault.fault, by: fault.by })
}
