import { readFileSync } from 'node:fs'

interface Pages { pages: { path: string }[]; tabBar: { list: { pagePath: string }[] } }
const pages = JSON.parse(readFileSync(new URL('../src/pages.json', import.meta.url), 'utf8')) as Pages

export const pagePaths = pages.pages.map((page) => page.path)
export const tabPaths = pages.tabBar.list.map((tab) => tab.pagePath)
