// Turns the symbols of src/design/icons.svg that the pages import into Vue components (src/design/icons.ts).
// `node scripts/icons.mjs` writes the file; with --check it only says whether the file is up to date.
import { readFileSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const source = fileURLToPath(new URL('../src', import.meta.url))
const sheet = join(source, 'design/icons.svg')
const target = join(source, 'design/icons.ts')

const componentName = (symbol) => 'Icon' + symbol.split('_').map((part) => part[0].toUpperCase() + part.slice(1)).join('')

function symbolsOf(svg) {
  const symbols = new Map()
  for (const [, id, inner] of svg.matchAll(/<symbol id="i-([a-z_]+)"[^>]*>(.*?)<\/symbol>/gs)) {
    const shapes = [...inner.matchAll(/<([a-z]+) ([^>]*?)\/>/g)].map(([, tag, attributes]) => {
      const pairs = [...attributes.matchAll(/([a-z-]+)="([^"]*)"/g)].map(([, name, value]) => [name, value])
      return [tag, Object.fromEntries(pairs)]
    })
    symbols.set(componentName(id), shapes)
  }
  return symbols
}

function namesInUse() {
  const files = readdirSync(source, { recursive: true, encoding: 'utf8' }).filter((file) => /\.(vue|ts)$/.test(file))
  const names = new Set()
  for (const file of files) {
    if (join(source, file) === target) continue
    const text = readFileSync(join(source, file), 'utf8')
    for (const [, list] of text.matchAll(/import \{([^}]*)\} from '@\/design\/icons'/g)) {
      for (const name of list.split(',')) if (name.trim()) names.add(name.trim())
    }
  }
  return [...names].sort()
}

function componentFile() {
  const symbols = symbolsOf(readFileSync(sheet, 'utf8'))
  const lines = namesInUse().map((name) => {
    const shapes = symbols.get(name)
    if (!shapes) throw new Error(`no symbol for ${name} in ${sheet}`)
    return `export const ${name} = /* @__PURE__ */ draw(${JSON.stringify(shapes)})`
  })
  return `// Written by scripts/icons.mjs from icons.svg: change the sheet or the imports, then run \`npm run icons\`.
import { h, type FunctionalComponent } from 'vue'

type Shape = [tag: string, attributes: Record<string, string>]

const pen = { viewBox: '0 0 24 24', fill: 'none', stroke: 'currentColor', 'stroke-width': '1.75', 'stroke-linecap': 'round', 'stroke-linejoin': 'round' }

// An icon always stands beside its word, so it is hidden from those who listen.
const draw = (shapes: unknown): FunctionalComponent => () =>
  h('svg', { ...pen, class: 'icon', 'aria-hidden': 'true' }, (shapes as Shape[]).map(([tag, attributes]) => h(tag, attributes)))

${lines.join('\n')}
`
}

const wanted = componentFile()
if (process.argv.includes('--check')) {
  if (readFileSync(target, 'utf8') !== wanted) {
    console.error('src/design/icons.ts is not what the pages import: run `npm run icons`')
    process.exit(1)
  }
} else {
  writeFileSync(target, wanted)
}
