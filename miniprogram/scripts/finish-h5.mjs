// Last look at the web build: it must run under `script-src 'self'`, so no inline script and no eval may be left in it.
import { readFileSync, readdirSync } from 'node:fs'

const root = new URL('../dist/build/h5/', import.meta.url)
const page = readFileSync(new URL('index.html', root), 'utf8')
if (/<script(?![^>]*\bsrc=)[^>]*>/i.test(page)) throw new Error('index.html holds an inline script')
if (/(src|href)="(https?:)?\/\//i.test(page)) throw new Error('index.html loads something from elsewhere')
for (const name of readdirSync(new URL('assets/', root))) {
  if (!/\.(js|css)$/.test(name)) continue
  const code = readFileSync(new URL(`assets/${name}`, root), 'utf8')
  const foreign = code.match(/https?:\/\/(?!www\.w3\.org\/|vuejs\.org\/error-reference\/)[\w.-]+\.\w+/)
  if (foreign) throw new Error(`${name} names a place elsewhere: ${foreign[0]}`)
  if (/\bnew Function\(|\beval\(/.test(code)) throw new Error(`${name} compiles code from text`)
}
