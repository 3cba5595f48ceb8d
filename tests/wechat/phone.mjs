// A phone with the built mini-program on it. miniprogram-simulate renders the compiled pages; this file adds what it
// lacks: an app, a page stack, and a small `wx` whose requests go to the real server over real HTTP. A call of `wx`
// that is not here is undefined, as on an old WeChat, and an error that a page logs fails the test.
import assert from 'node:assert/strict'
import { cpSync, mkdtempSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { JSDOM } from 'jsdom'
import { readJson, root } from './package-of.mjs'

const require = createRequire(import.meta.url)
const patience = 10_000

/** The pages are CommonJS, so they are run from a folder that says so. */
function copyOfPackage() {
  const folder = mkdtempSync(join(tmpdir(), 'mp-weixin-'))
  cpSync(root, folder, { recursive: true })
  writeFileSync(join(folder, 'package.json'), '{"type":"commonjs"}')
  return folder
}

function installBrowser() {
  const { window } = new JSDOM('<!doctype html><html><head></head><body></body></html>', { pretendToBeVisual: true })
  const names = ['document', 'HTMLElement', 'Node', 'Element', 'Event', 'CustomEvent', 'TouchEvent', 'MutationObserver']
  globalThis.window = window
  for (const name of names) if (window[name]) globalThis[name] = window[name]
}

/** `wx` calls answer through callbacks, later, and through a promise when no callback is given. */
function asynchronous(name, work) {
  return (options = {}) => {
    const done = Promise.resolve()
      .then(() => work(options))
      .then(
        (result) => ({ ok: { errMsg: `${name}:ok`, ...result } }),
        (error) => ({ no: { errMsg: `${name}:fail ${error.message}` } }),
      )
      .then(({ ok, no }) => {
        if (ok) options.success?.(ok)
        else options.fail?.(no)
        options.complete?.(ok ?? no)
        if (no && !options.fail && !options.complete) throw new Error(no.errMsg)
        return ok
      })
    if (options.success || options.fail || options.complete) return void done
    return done
  }
}

export class Phone {
  #folder
  #simulate
  #exparser
  #app
  #stack = []
  #errors = []
  storage = new Map()
  toasts = []
  requests = []
  listeners = new Map()

  /** `court`: the server's address. `person`: who holds the phone, as the sandbox lists them. */
  constructor(court, person) {
    this.court = court
    this.person = person
  }

  start() {
    installBrowser()
    this.#simulate = require('miniprogram-simulate')
    this.#exparser = require('miniprogram-exparser')
    this.#folder = copyOfPackage()
    this.#installRuntime()
    require(join(this.#folder, 'app.js'))
    this.#app.onLaunch?.({ path: readJson('app.json').pages[0], query: {}, scene: 1001 })
    this.#app.onShow?.({ path: readJson('app.json').pages[0], query: {}, scene: 1001 })
  }

  #installRuntime() {
    const simulated = globalThis.wx
    globalThis.wx = this.#wx(simulated)
    globalThis.App = (app) => (this.#app = app)
    globalThis.getApp = () => this.#app
    globalThis.getCurrentPages = () => this.#stack.map((page) => page.component.instance)
    globalThis.Page = () => assert.fail('uni-app makes pages by Component()')
    // … and tells them from components by their route.
    const component = globalThis.Component
    globalThis.Component = (definition) => {
      const route = this.#loading
      if (definition.methods?.onLoad && route) {
        const created = definition.created
        definition.created = function () {
          this.route = route
          created?.call(this)
        }
      }
      component(definition)
    }
    const log = console.error
    console.error = (...words) => {
      this.#errors.push(words.map(String).join(' '))
      log(...words)
    }
    process.on('unhandledRejection', (error) => this.#errors.push(String(error?.stack ?? error)))
  }

  #loading

  #wx(simulated) {
    const size = { windowWidth: 390, windowHeight: 760, screenWidth: 390, screenHeight: 844, pixelRatio: 3, statusBarHeight: 47 }
    const safeArea = { left: 0, top: 47, right: 390, bottom: 810, width: 390, height: 763 }
    const device = { brand: 'iPhone', model: 'iPhone 15', system: 'iOS 17.4', platform: 'ios' }
    const base = { SDKVersion: '3.5.0', version: '8.0.50', language: 'zh_CN', fontSizeSetting: 16, theme: 'light', host: { env: 'WeChat' } }
    const value = (key) => this.storage.get(key) ?? ''
    const remember = (event) => (listener) => this.listeners.set(event, [...(this.listeners.get(event) ?? []), listener])
    const nothing = (name) => asynchronous(name, () => ({}))
    return {
      env: simulated.env,
      canIUse: () => true,
      getWindowInfo: () => ({ ...size, safeArea }),
      getDeviceInfo: () => device,
      getAppBaseInfo: () => base,
      getSystemInfoSync: () => ({ ...size, ...device, ...base, safeArea }),
      getMenuButtonBoundingClientRect: () => ({ top: 51, right: 383, bottom: 83, left: 296, width: 87, height: 32 }),
      getLaunchOptionsSync: () => ({ path: '', query: {}, scene: 1001 }),
      getEnterOptionsSync: () => ({ path: '', query: {}, scene: 1001 }),
      getAccountInfoSync: () => ({ miniProgram: { appId: 'wx0000000000000000', envVersion: 'develop', version: '' } }),
      getStorageSync: value,
      setStorageSync: (key, data) => void this.storage.set(key, data),
      removeStorageSync: (key) => void this.storage.delete(key),
      clearStorageSync: () => this.storage.clear(),
      getStorage: asynchronous('getStorage', ({ key }) => {
        if (!this.storage.has(key)) throw new Error('data not found')
        return { data: this.storage.get(key) }
      }),
      setStorage: asynchronous('setStorage', ({ key, data }) => void this.storage.set(key, data)),
      removeStorage: asynchronous('removeStorage', ({ key }) => void this.storage.delete(key)),
      request: (options) => this.#request(options),
      login: asynchronous('login', () => this.code('login')),
      getNetworkType: asynchronous('getNetworkType', () => ({ networkType: 'wifi' })),
      requestSubscribeMessage: asynchronous('requestSubscribeMessage', ({ tmplIds }) =>
        Object.fromEntries(tmplIds.map((id) => [id, 'accept'])),
      ),
      getPrivacySetting: asynchronous('getPrivacySetting', () => ({ needAuthorization: false, privacyContractName: '' })),
      showModal: asynchronous('showModal', () => ({ confirm: true, cancel: false })),
      showToast: asynchronous('showToast', ({ title }) => void this.toasts.push(title)),
      hideToast: nothing('hideToast'),
      showLoading: nothing('showLoading'),
      hideLoading: nothing('hideLoading'),
      stopPullDownRefresh: nothing('stopPullDownRefresh'),
      pageScrollTo: nothing('pageScrollTo'),
      setNavigationBarTitle: nothing('setNavigationBarTitle'),
      setNavigationBarColor: nothing('setNavigationBarColor'),
      setTabBarItem: nothing('setTabBarItem'),
      setTabBarStyle: nothing('setTabBarStyle'),
      setTabBarBadge: nothing('setTabBarBadge'),
      removeTabBarBadge: nothing('removeTabBarBadge'),
      setBackgroundColor: nothing('setBackgroundColor'),
      setClipboardData: nothing('setClipboardData'),
      navigateTo: asynchronous('navigateTo', ({ url }) => void this.open(url)),
      redirectTo: asynchronous('redirectTo', ({ url }) => (this.#close(), void this.open(url))),
      reLaunch: asynchronous('reLaunch', ({ url }) => void this.#openAlone(url)),
      switchTab: asynchronous('switchTab', ({ url }) => void this.#openAlone(url)),
      navigateBack: asynchronous('navigateBack', () => void this.#close()),
      createSelectorQuery: simulated.createSelectorQuery,
      createIntersectionObserver: simulated.createIntersectionObserver,
      nextTick: (work) => void Promise.resolve().then(work),
      onAppShow: remember('show'),
      onAppHide: remember('hide'),
      onNetworkStatusChange: remember('network'),
      onThemeChange: remember('theme'),
      onError: remember('error'),
      onUnhandledRejection: remember('rejection'),
      onPageNotFound: remember('page-not-found'),
      onNeedPrivacyAuthorization: remember('privacy'),
    }
  }

  /** The mini-program is built for the court's public address; here that is the server under test. */
  #request({ url, method = 'GET', data, header = {}, timeout = 60_000, ...options }) {
    const { pathname, search } = new URL(url, this.court)
    const control = new AbortController()
    const send = asynchronous('request', async () => {
      this.requests.push(`${method} ${pathname}`)
      const body = data === undefined || method === 'GET' ? undefined : typeof data === 'string' ? data : JSON.stringify(data)
      const signal = AbortSignal.any([control.signal, AbortSignal.timeout(timeout)])
      const headers = { 'content-type': 'application/json', ...header }
      const answer = await fetch(this.court + pathname + search, { method, body, headers, signal })
      const text = await answer.text()
      let parsed = text
      try {
        parsed = JSON.parse(text)
      } catch {
        // WeChat hands over as text what is not JSON.
      }
      return { statusCode: answer.status, data: parsed, header: Object.fromEntries(answer.headers), cookies: [] }
    })
    send(options)
    return { abort: () => control.abort(), onHeadersReceived() {}, offHeadersReceived() {} }
  }

  /** A code as wx.login and the phone-number button get it. */
  async code(kind) {
    const answer = await fetch(`${this.court}/sandbox/codes`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ person_id: this.person.id, kind }),
    })
    if (!answer.ok) throw new Error(`the sandbox gave no code: ${answer.status} ${await answer.text()}`)
    return answer.json()
  }

  /** Opens a page on top of the stack, by its address as `navigateTo` takes it. */
  open(url) {
    const address = new URL(url, `file:///${this.path ?? ''}`)
    const path = address.pathname.slice(1)
    this.#loading = path
    const id = this.#simulate.load(join(this.#folder, path), 'page', {
      compiler: 'official',
      rootPath: this.#folder,
      compilerOptions: { maxBuffer: 64 * 1024 * 1024 },
      usingComponents: this.#globalComponents(),
    })
    const component = this.#simulate.render(id, {})
    this.#top?.component.instance.onHide?.()
    this.#top?.component.dom.remove()
    this.#stack.push({ path, component })
    component.attach(document.body)
    component.instance.onLoad?.(Object.fromEntries(address.searchParams))
    component.instance.onShow?.()
    component.instance.onReady?.()
  }

  #globalComponents() {
    const used = readJson('app.json').usingComponents ?? {}
    return Object.fromEntries(Object.entries(used).map(([name, path]) => [name, `/${path.replace(/^\//, '')}`]))
  }

  #openAlone(url) {
    while (this.#stack.length) this.#close()
    this.open(url)
  }

  #close() {
    const page = this.#stack.pop()
    page.component.instance.onUnload?.()
    page.component.detach()
    if (!this.#top) return
    document.body.append(this.#top.component.dom)
    this.#top.component.instance.onShow?.()
  }

  get #top() {
    return this.#stack.at(-1)
  }

  /** The path of the page on top. */
  get path() {
    return this.#top?.path
  }

  /** All that can be read on the page on top. */
  get text() {
    return this.#top?.component.dom.textContent ?? ''
  }

  /** Errors that pages or their handlers logged. */
  get errors() {
    return this.#errors
  }

  /** Elements of the page whose attributes hold the wanted words: `find('button', { openType: 'getPhoneNumber' })`. */
  find(tag, wanted = {}) {
    const attributes = (element) => element.__wxElement?._vt?.attrs ?? []
    const fits = (element) =>
      Object.entries(wanted).every(([name, words]) =>
        attributes(element).some((one) => one.name === name && String(one.value).includes(words)),
      )
    return [...this.#top.component.dom.querySelectorAll(`wx-${tag}`)].filter(fits)
  }

  /** The first such element, once there is one. */
  see(tag, wanted) {
    return this.until(() => this.find(tag, wanted)[0], `${tag} ${JSON.stringify(wanted ?? {})}`)
  }

  /** Taps the innermost element that shows exactly these words. */
  tap(words) {
    const shows = [...this.#top.component.dom.querySelectorAll('*')].filter((one) => one.textContent.trim() === words)
    const element = shows.at(-1)
    if (!element) throw new Error(`nothing shows "${words}" on ${this.path}:\n${this.text}`)
    this.fire(element, 'tap', {}, true)
  }

  type(element, value) {
    this.fire(element, 'input', { value, cursor: value.length })
  }

  fire(element, name, detail = {}, bubbles = false) {
    const event = this.#exparser.Event.create(name, detail, {
      bubbles,
      composed: bubbles,
      capturePhase: bubbles,
      extraFields: { touches: [], changedTouches: [] },
    })
    this.#exparser.Event.dispatchEvent(element.__wxElement, event)
  }

  /** Waits for the page to change until `condition` holds, and answers what it gave. */
  until(condition, what = String(condition)) {
    return new Promise((resolve, reject) => {
      const look = () => {
        const result = condition()
        if (!result) return
        observer.disconnect()
        clearTimeout(timer)
        resolve(result)
      }
      const observer = new MutationObserver(look)
      const timer = setTimeout(() => {
        observer.disconnect()
        reject(new Error(`waited ${patience} ms for: ${what}\nrequests: ${this.requests.join(', ')}\n${this.path} shows:\n${this.text}`))
      }, patience)
      observer.observe(document.body, { subtree: true, childList: true, characterData: true, attributes: true })
      look()
    })
  }
}
