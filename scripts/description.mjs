// description.mjs check|write: what the built server says of itself stands in the repository: openapi.json, and the table of
// error codes in docs/API.md. `write` puts it there. The example of the settings must be one that it takes.
import { execFileSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const at = (path) => fileURLToPath(new URL(`../${path}`, import.meta.url))
const court = process.env.COURT_BIN ?? at('target/debug/micro-court')
const ask = (...words) => execFileSync(court, words, { encoding: 'utf8', stdio: 'pipe', maxBuffer: 64 * 1024 * 1024 })

/** docs/API.md with the table between its two marks replaced; the rooms become headings one level deeper. */
function withErrors(document) {
  const table = ask('errors').trim().replace(/^#+ /gm, '#### ')
  return document.replace(/(<!-- errors:.*-->\n)[\s\S]*?(<!-- \/errors -->)/, `$1${table}\n$2`)
}

const now = {
  'openapi.json': () => ask('openapi'),
  'docs/API.md': withErrors,
}

const write = process.argv[2] === 'write'
let drifted = false
for (const [path, make] of Object.entries(now)) {
  const there = readFileSync(at(path), 'utf8')
  const wanted = make(there)
  if (there.trim() === wanted.trim()) continue
  if (write) writeFileSync(at(path), wanted)
  else drifted = true
  console.log(`${path} ${write ? 'written' : 'has drifted: node scripts/description.mjs write'}`)
}
try {
  ask('check-config', '--config', at('config/production.toml.example'))
} catch (refused) {
  drifted = true
  console.log(`config/production.toml.example: ${refused.stderr.trim()}`)
}
process.exit(drifted ? 1 : 0)
