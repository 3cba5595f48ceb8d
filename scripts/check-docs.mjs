// check-docs.mjs: what the documents say of the repository is so. Links resolve; every function and test that docs/LAW.md
// names exists; every setting stands in config/production.toml.example, and nothing else does.
import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { dirname, join, normalize } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))
const read = (path) => readFileSync(join(root, path), 'utf8')
const faults = []

/** Paths that git would see, by how they end. */
function filesEnding(suffix, ...folders) {
  const list = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard', '--', ...folders], { cwd: root })
  return list.toString().split('\n').filter((path) => path.endsWith(suffix) && existsSync(join(root, path)))
}

/** Headings as anchors, the way code hosts make them. */
function anchors(markdown) {
  const headings = markdown.replace(/^```[\s\S]*?^```/gm, '').match(/^#+ .*$/gm) ?? []
  return headings.map((line) =>
    line.replace(/^#+ /, '').toLowerCase().replace(/[^\p{L}\p{N} _-]/gu, '').trim().replaceAll(' ', '-'),
  )
}

function checkLinks(path) {
  const prose = read(path).replace(/^```[\s\S]*?^```/gm, '').replace(/`[^`\n]*`/g, '')
  for (const [, inText, inImage] of prose.matchAll(/\]\(([^)\s]+)\)|<img src="([^"]+)"/g)) {
    const target = inText ?? inImage
    if (/^[a-z]+:/.test(target)) continue
    const [file, anchor] = target.split('#')
    const to = file ? normalize(join(dirname(path), decodeURI(file))) : path
    if (!existsSync(join(root, to))) faults.push(`${path}: ${target} leads nowhere`)
    else if (anchor && !anchors(read(to)).includes(decodeURI(anchor))) faults.push(`${path}: ${to} has no heading #${anchor}`)
  }
}

/**
 * Rows of LAW.md: rule, article, functions, tests, named as `module::name`. Each must be a function of a file of that
 * module, and a test must be one that runs.
 */
function checkLaw() {
  const sources = [...filesEnding('.rs', 'src/law'), ...filesEnding('.rs', 'src/rooms'), ...filesEnding('.rs', 'tests')]
  const inModule = (path, module) => path.includes(`/${module}.rs`) || path.includes(`/${module}/`)
  const stands = (name, before) => {
    const [module, last] = name.split('::')
    const definition = new RegExp(`${before}fn ${last}\\b`)
    return sources.some((path) => inModule(path, module) && definition.test(read(path)))
  }
  const rows = read('docs/LAW.md').split('\n').filter((line) => line.startsWith('|') && line.includes('::'))
  if (rows.length === 0) faults.push('docs/LAW.md names no function')
  for (const row of rows) {
    const [, rule, , functions, tests] = row.split('|')
    const named = (cell) => [...(cell ?? '').matchAll(/`([a-z_]+::[a-z_0-9]+)`/g)].map(([, name]) => name)
    if (!named(functions).length || !named(tests).length) faults.push(`docs/LAW.md: no function or no test for "${rule.trim()}"`)
    for (const name of named(functions)) if (!stands(name, '')) faults.push(`docs/LAW.md: there is no function ${name}`)
    for (const name of named(tests)) if (!stands(name, '#\\[(?:tokio::)?test\\]\\s+(?:async )?')) faults.push(`docs/LAW.md: there is no test ${name}`)
  }
}

/** Dotted names of the settings in a file, those in comments too when `commented`. */
function settingsOf(path, { commented }) {
  const names = []
  let table = ''
  for (const raw of read(path).split('\n')) {
    const line = commented ? raw.replace(/^# (?=[a-z0-9_]+ = )/, '') : raw
    const header = line.match(/^\[\[?([a-z0-9_.]+)\]\]?/)
    const key = line.match(/^([a-z0-9_]+) = /)
    if (header) table = header[1]
    if (header && raw.startsWith('[[')) names.push(table)
    else if (key) names.push([table, key[1]].filter(Boolean).join('.'))
  }
  return names
}

function checkSettings() {
  // The server's own list of the settings that have no default stands beside the code that reads them.
  const optional = read('src/kit/settings.rs').match(/const OPTIONAL: &\[&str\] = &\[([^\]]*)\]/)[1].match(/[a-z0-9_.]+\.[a-z0-9_]+/g)
  const known = new Set([...settingsOf('config/default.toml', { commented: false }), ...optional])
  const shown = new Set(settingsOf('config/production.toml.example', { commented: true }))
  const free = (name) => /^(wechat\.templates|sms\.templates|law\.small_claims_base_annual_wage)\./.test(name)
  for (const name of known) if (!shown.has(name)) faults.push(`config/production.toml.example: ${name} is missing`)
  for (const name of shown) if (!known.has(name) && !free(name)) faults.push(`config/production.toml.example: there is no setting ${name}`)
}

const documents = filesEnding('.md')
documents.forEach(checkLinks)
checkLaw()
checkSettings()
for (const fault of faults) console.error(fault)
console.log(`HEADLINE ${documents.length} documents`)
process.exit(faults.length ? 1 : 0)
