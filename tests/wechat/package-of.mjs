// The built package: its files, and where WeChat draws the line between the main package and sub-packages.
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'

export const root = fileURLToPath(new URL('../../miniprogram/dist/build/mp-weixin', import.meta.url))

/** All files below a folder, as paths relative to it. */
export function filesBelow(folder, within = folder) {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name)
    return entry.isDirectory() ? filesBelow(path, within) : [relative(within, path)]
  })
}

export const readJson = (path) => JSON.parse(readFileSync(join(root, path), 'utf8'))

/** Bytes of the main package and of each sub-package, by its root. */
export function packageSizes() {
  const roots = (readJson('app.json').subPackages ?? []).map((one) => one.root.replace(/\/?$/, '/'))
  const sizes = { main: 0 }
  for (const file of filesBelow(root)) {
    const owner = roots.find((one) => file.startsWith(one)) ?? 'main'
    sizes[owner] = (sizes[owner] ?? 0) + statSync(join(root, file)).size
  }
  return sizes
}

/** Paths of all pages, those in sub-packages too. */
export function pagePaths() {
  const app = readJson('app.json')
  return [...app.pages, ...(app.subPackages ?? []).flatMap((one) => one.pages.map((page) => `${one.root}/${page}`))]
}
