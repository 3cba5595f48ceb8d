// Writes every symbol of src/design/icons.svg as a CSS mask (WeChat knows no <use>) and the list of their names.
// A mask takes the colour of the text around it, so one file serves light, dark and large print.
import { readFileSync, writeFileSync } from 'node:fs'
import { pathToFileURL } from 'node:url'

const SOURCE = new URL('../src/design/icons.svg', import.meta.url)
const STYLES = new URL('../src/design/icons.css', import.meta.url)
const NAMES = new URL('../src/design/icons.ts', import.meta.url)
const SYMBOL = /<symbol id="i-([a-z0-9_]+)" viewBox="([^"]+)"[^>]*>([\s\S]*?)<\/symbol>/g
const STROKE = "fill='none' stroke='%23000' stroke-width='1.75' stroke-linecap='round' stroke-linejoin='round'"

function dataUri(viewBox, shapes) {
  const body = shapes.replace(/currentColor/g, '%23000').replace(/"/g, "'").replace(/</g, '%3C').replace(/>/g, '%3E').replace(/\s+/g, ' ').trim()
  return `data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='${viewBox}' ${STROKE}%3E${body}%3C/svg%3E`
}

function writeWhenChanged(file, text) {
  let present = ''
  try { present = readFileSync(file, 'utf8') } catch { /* first run */ }
  if (present !== text) writeFileSync(file, text)
}

export function exportIcons() {
  const symbols = [...readFileSync(SOURCE, 'utf8').matchAll(SYMBOL)]
  if (!symbols.length) throw new Error('icons.svg holds no symbol')
  const rules = symbols.map(([, name, viewBox, shapes]) => `.i-${name} { --i: url("${dataUri(viewBox, shapes)}"); }`)
  const names = symbols.map(([, name]) => `  '${name}',`)
  writeWhenChanged(STYLES, `/* Written by scripts/export-icons.mjs from icons.svg. */\n${rules.join('\n')}\n`)
  writeWhenChanged(NAMES, `// Written by scripts/export-icons.mjs from icons.svg.\nexport const iconNames = [\n${names.join('\n')}\n] as const\nexport type IconName = (typeof iconNames)[number]\n`)
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) exportIcons()
