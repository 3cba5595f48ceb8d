// The built mini-program as WeChat sees it when it is uploaded: its own compilers, its limits, its rules.
import assert from 'node:assert/strict'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, test } from 'node:test'
import { JSDOM } from 'jsdom'
import { filesBelow, packageSizes, pagePaths, readJson, root } from './package-of.mjs'

const compiler = createRequire(import.meta.url)('miniprogram-compiler')
const compilerRuns = process.platform === 'linux' && process.arch === 'x64'
const skip = compilerRuns ? false : `wcc and wcsc ship for x86-64 Linux only, this is ${process.platform} ${process.arch}`
// What the compilers print is as large as the package itself.
const maxBuffer = 64 * 1024 * 1024

const files = filesBelow(root)
const ending = (suffix) => files.filter((file) => file.endsWith(suffix))
/** wcc and wcsc answer with the text of a program for a browser, which returns a function. */
function run(program) {
  const { window } = new JSDOM('<head></head>')
  return new Function('window', 'document', 'navigator', program)(window, window.document, window.navigator)
}

describe("WeChat's own compilers", { skip }, () => {
  test('wcc takes every template', () => {
    const template = run(compiler.wxmlToJs(root, { maxBuffer }))
    for (const file of ending('.wxml')) assert.equal(typeof template(file), 'function', file)
  })

  test('wcsc takes every style sheet', () => {
    const style = run(compiler.wxssToJs(root, { maxBuffer }))
  })

  test('they refuse what is wrong, so their silence means something', () => {
    const folder = mkdtempSync(join(tmpdir(), 'wxml-'))
    writeFileSync(join(folder, 'page.wxml'), '<view><text></view>')
    writeFileSync(join(folder, 'page.wxss'), '.a { color: red')
    assert.throws(() => compiler.wxmlToJs(folder, { maxBuffer }))
    assert.throws(() => compiler.wxssToJs(folder, { maxBuffer }))
    rmSync(folder, { recursive: true })
  })
})

describe('the package', () => {
  test('stays within its sizes: main under 1 MB, a sub-package under 2 MB', () => {
    const sizes = packageSizes()
    console.log(Object.entries(sizes).map(([name, bytes]) => `${name} ${Math.round(bytes / 1024)} KB`).join(', '))
    assert.ok(sizes.main < 1024 * 1024, `the main package has ${sizes.main} bytes`)
    for (const [name, bytes] of Object.entries(sizes)) assert.ok(bytes < 2 * 1024 * 1024, `${name} has ${bytes} bytes`)
  })

  test('has all four files of every page, and of every component a page or component uses', () => {
    const uses = (path) => Object.values(readJson(`${path}.json`).usingComponents ?? {})
    const seen = new Set()
    const visit = (path) => {
      if (seen.has(path)) return
      seen.add(path)
      for (const suffix of ['.js', '.json', '.wxml']) assert.ok(existsSync(join(root, path + suffix)), path + suffix)
      const folder = new URL(`file:///${path}`)
      for (const used of uses(path)) visit(new URL(used, folder).pathname.slice(1))
    }
    pagePaths().forEach(visit)
  })

  test('asks no address outside the court at run time', () => {
    // uni-app's runtime preloads a picture from its maker's CDN, its host hidden in character codes.
    for (const file of ending('.js')) {
      const code = readFileSync(join(root, file), 'utf8')
      assert.ok(!code.includes('preloadAssets'), `${file} preloads assets`)
      assert.doesNotMatch(code, /https?:\/\/[a-z0-9.-]*(dcloud|jsdelivr|unpkg|alicdn|bootcdn)/i, file)
    }
    for (const file of [...ending('.wxss'), ...ending('.wxml')]) {
      assert.doesNotMatch(readFileSync(join(root, file), 'utf8'), /(url\(|src=)["']?https?:/i, file)
    }
  })
})
