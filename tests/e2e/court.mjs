// A sandbox court of its own for one file of journeys: an empty data folder, a free port, gone at the end.
import assert from 'node:assert/strict'
import { execFile, spawn } from 'node:child_process'
import { closeSync, openSync, readFileSync } from 'node:fs'
import { access, mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { once } from 'node:events'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'

const run = promisify(execFile)
const root = fileURLToPath(new URL('../../', import.meta.url))
const binary = process.env.COURT_BIN ?? join(root, 'target/debug/micro-court')
const PATIENCE_MS = 20_000

async function freePort() {
  const holder = createServer().listen(0, '127.0.0.1')
  await once(holder, 'listening')
  const { port } = holder.address()
  holder.close()
  await once(holder, 'close')
  return port
}

async function needBuilt(folder, how) {
  await access(join(folder, 'index.html')).catch(() => assert.fail(`${folder} is not built: ${how}`))
}

export class Court {
  #server
  #folder
  #env
  #log

  static async start() {
    await access(binary).catch(() => assert.fail(`the server is not built at ${binary}: cargo build`))
    await needBuilt(process.env.COURT__SERVER__WEB_ROOT ?? join(root, 'miniprogram/dist/build/h5'), 'npm run build:h5 in miniprogram')
    await needBuilt(process.env.COURT__SERVER__DESK_ROOT ?? join(root, 'desk/dist'), 'npm run build in desk')
    const court = new Court()
    await court.#open()
    return court
  }

  async #open() {
    this.#folder = await mkdtemp(join(tmpdir(), 'court-journey-'))
    const address = `127.0.0.1:${await freePort()}`
    this.url = `http://${address}`
    this.#env = { ...process.env, COURT__DATA_DIR: join(this.#folder, 'data'), COURT__SERVER__LISTEN: address }
    this.#log = join(this.#folder, 'server.log')
    await this.startServer()
  }

  /** The address and the data stay, so a server can be stopped and started again in mid-journey. */
  async startServer() {
    const log = openSync(this.#log, 'a')
    this.#server = spawn(binary, ['serve'], { cwd: root, env: this.#env, stdio: ['ignore', log, log] })
    closeSync(log)
    await run(process.execPath, [join(root, 'scripts/wait-ready.mjs'), this.url, String(this.#server.pid)]).catch((error) => {
      assert.fail(`the server did not start: ${error.message}\n${this.lastLines()}`)
    })
  }

  async stopServer() {
    if (this.#server.exitCode !== null) return
    this.#server.kill('SIGTERM')
    await once(this.#server, 'exit', { signal: AbortSignal.timeout(PATIENCE_MS) })
  }

  async close() {
    await this.stopServer()
    await rm(this.#folder, { recursive: true })
  }

  lastLines() {
    return readFileSync(this.#log, 'utf8').split('\n').slice(-40).join('\n')
  }

  /** Answers the shared secret of the authenticator, in base32. */
  async addStaff({ username, roles, name, password }) {
    const words = ['staff', 'add', '--username', username, '--name', name, '--password-stdin', ...roles.flatMap((role) => ['--role', role])]
    const asked = run(binary, words, { cwd: root, env: this.#env })
    asked.child.stdin.end(password)
    const { stdout } = await asked
    const address = stdout.match(/otpauth:\/\/\S+/)
    assert.ok(address, 'staff add prints the otpauth address')
    return new URL(address[0]).searchParams.get('secret')
  }

  async fetchJson(path, request) {
    const response = await fetch(this.url + path, request)
    assert.ok(response.ok, `${path} answered ${response.status}`)
    return response.json()
  }

  post(path, body, token) {
    const headers = { 'content-type': 'application/json', ...(token && { authorization: `Bearer ${token}` }) }
    return this.fetchJson(path, { method: 'POST', headers, body: JSON.stringify(body) })
  }

  /** Sets something on the demo phone: a fault, the clock, a consent to messages. */
  sandbox(what, body) {
    return this.post(`/sandbox/${what}`, body)
  }

  state() {
    return this.fetchJson('/sandbox/state')
  }

  /** Logs a person in from elsewhere, as another device would, and answers the tokens. */
  async logInElsewhere(deviceName, place = 0) {
    const code = await this.#codeOf(place, 'login')
    const headers = { 'content-type': 'application/json', 'x-device-name': encodeURIComponent(deviceName) }
    return this.fetchJson('/api/v1/auth/wechat', { method: 'POST', headers, body: JSON.stringify({ code }) })
  }

  async #codeOf(place, kind) {
    const { people } = await this.state()
    return (await this.sandbox('codes', { person_id: people[place].id, kind })).code
  }

  /** A person of the demo phone who has proved by face who they are, on another device. */
  async proveByFace(place = 0) {
    const { access_token: token } = await this.logInElsewhere('网页版 电脑', place)
    const { name, id_number } = (await this.state()).people[place]
    await this.post('/api/v1/me/phone', { code: await this.#codeOf(place, 'phone') }, token)
    await this.post('/api/v1/me/real-name', { name, id_type: 'prc_resident_id', id_number }, token)
    const { version } = await this.fetchJson('/api/v1/legal/privacy-notice')
    await this.post('/api/v1/me/consents', { kind: 'face', given: true, version }, token)
    const { verify_id } = await this.post('/api/v1/me/face', {}, token)
    await this.sandbox('face', { verify_id, result: 'pass' })
    await this.post('/api/v1/me/face/result', { verify_id }, token)
  }
}
