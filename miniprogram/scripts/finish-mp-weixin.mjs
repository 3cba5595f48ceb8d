// Last look at the WeChat build: the main package stays under 1 MB, and nothing in the styles is unknown to WXSS.
import { readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const LIMIT = 1024 * 1024
const root = fileURLToPath(new URL('../dist/build/mp-weixin/', import.meta.url))
const files = (folder) => readdirSync(folder, { withFileTypes: true }).flatMap((one) => (one.isDirectory() ? files(join(folder, one.name)) : [join(folder, one.name)]))

// WeChat reads the role of a view from `aria-role`, browsers from `role`; the templates have one spelling.
for (const file of files(root).filter((one) => one.endsWith('.wxml'))) {
  const template = readFileSync(file, 'utf8')
  writeFileSync(file, template.replace(/ role="([^"]*)"/g, ' role="$1" aria-role="$1"'))
}

let size = 0
for (const file of files(root)) {
  size += statSync(file).size
  if (!file.endsWith('.wxss')) continue
  const styles = readFileSync(file, 'utf8')
  const unknown = /(^|[},\s])\*\s*[,{]|color-mix\(|:root\b|:focus-visible/.exec(styles)
  if (unknown) throw new Error(`${file}: ${unknown[0].trim()} has no place in WXSS`)
}
if (size > LIMIT) throw new Error(`the main package has ${size} bytes, more than 1 MB`)
console.log(`main package: ${Math.round(size / 1024)} KB`)
