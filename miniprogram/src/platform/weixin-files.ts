// Files on WeChat: chosen with its own dialogs, kept in the mini-program's folder, sent and fetched with its own calls.
import type { Carried, Fetched, PickKind, Picked, Post } from './shared'

interface FileSystem {
  readFile(options: { filePath: string; position?: number; length?: number; encoding?: string; success(answer: { data: ArrayBuffer | string }): void; fail(trouble: { errMsg: string }): void }): void
  copyFile(options: { srcPath: string; destPath: string; success(): void; fail(trouble: { errMsg: string }): void }): void
  access(options: { path: string; success(): void; fail(): void }): void
  getFileInfo(options: { filePath: string; success(answer: { size: number }): void; fail(trouble: { errMsg: string }): void }): void
  mkdir(options: { dirPath: string; recursive: boolean; success(): void; fail(trouble: { errMsg: string }): void }): void
  rmdir(options: { dirPath: string; recursive: boolean; success(): void; fail(): void }): void
}
interface MediaFile { tempFilePath: string; size: number; fileType: 'image' | 'video' }
interface WeixinFiles {
  env?: { USER_DATA_PATH: string }
  getFileSystemManager?(): FileSystem
  chooseMedia?(options: { count: number; mediaType: string[]; sourceType: string[]; sizeType?: string[]; camera?: string; maxDuration?: number; success(answer: { tempFiles: MediaFile[] }): void; fail(): void }): void
  chooseMessageFile?(options: { count: number; type: string; success(answer: { tempFiles: { path: string; size: number; name: string }[] }): void; fail(): void }): void
  openDocument?(options: { filePath: string; fileType?: string; showMenu: boolean; success(): void; fail(): void }): void
  previewMedia?(options: { sources: { url: string; type: string }[]; success(): void; fail(): void }): void
  shareFileMessage?(options: { filePath: string; fileName: string; success(): void; fail(): void }): void
  canvasToTempFilePath?(options: { canvas: unknown; fileType: string; success(answer: { tempFilePath: string }): void; fail(): void }): void
}
declare const wx: WeixinFiles

const disk = () => wx.getFileSystemManager?.() ?? null
const home = (key: string) => `${wx.env?.USER_DATA_PATH ?? ''}/uploads/${key}`
/** A name that any file system takes, with its ending. */
const safe = (name: string) => name.replace(/[\\/:*?"<>|\u0000-\u001f]/g, '_').slice(-80) || 'file'
const ending = (path: string) => /\.[A-Za-z0-9]{1,5}$/.exec(path)?.[0].toLowerCase() ?? ''

/** Both dialogs answer a closed one with `fail`: that is an empty choice, not an error. */
export function pickFiles(kind: PickKind, max: number): Promise<Picked[]> {
  return new Promise((resolve) => {
    const none = () => resolve([])
    if (kind === 'chat') {
      if (!wx.chooseMessageFile) return none()
      return wx.chooseMessageFile({ count: Math.min(100, max), type: 'all', fail: none, success: (answer) => resolve(answer.tempFiles.map((file) => picked(file.name, file.size, file.path))) })
    }
    if (!wx.chooseMedia) return none()
    wx.chooseMedia({
      count: Math.min(20, max), fail: none,
      mediaType: kind === 'video' ? ['video'] : kind === 'camera' ? ['image'] : ['image', 'video'],
      sourceType: kind === 'album' ? ['album'] : ['camera'],
      sizeType: ['original'],
      camera: kind === 'video' ? 'front' : 'back',
      maxDuration: 60,
      success: (answer) => resolve(answer.tempFiles.map((file) => picked('', file.size, file.tempFilePath))),
    })
  })
}

/** `name` is empty where WeChat knows none (camera, album): the caller gives one. */
function picked(name: string, size: number, path: string): Picked {
  const image = /^\.(jpe?g|png|gif|webp|bmp|heic)$/.test(ending(name || path))
  return { name: name || '', size, type: ending(name || path), source: path, preview: image ? path : '' }
}

/** What was drawn on a canvas (the node of one with `type="2d"`), as a PNG. */
export async function fileOfCanvas(canvas: unknown, name: string): Promise<Picked | null> {
  const path = await new Promise<string>((resolve) => {
    if (!wx.canvasToTempFilePath) return resolve('')
    wx.canvasToTempFilePath({ canvas, fileType: 'png', success: (answer) => resolve(answer.tempFilePath), fail: () => resolve('') })
  })
  return path ? { name, size: await sizeOf(path), type: '.png', source: path, preview: path } : null
}

function sizeOf(filePath: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const files = disk()
    if (!files) return reject(new Error('no file system'))
    files.getFileInfo({ filePath, success: (answer) => resolve(answer.size), fail: (trouble) => reject(new Error(trouble.errMsg)) })
  })
}

export function sliceFile(source: unknown, from: number, to: number): Promise<ArrayBuffer> {
  return new Promise((resolve, reject) => {
    const files = disk()
    if (!files) return reject(new Error('no file system'))
    files.readFile({ filePath: source as string, position: from, length: to - from, success: (answer) => resolve(answer.data as ArrayBuffer), fail: (trouble) => reject(new Error(trouble.errMsg)) })
  })
}

/** Copies it into the mini-program's own folder (200 MB in all). What WeChat hands out is gone when it closes. */
export function keepFile(key: string, name: string, source: unknown): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const files = disk()
    if (!files) return reject(new Error('no file system'))
    const destPath = `${home(key)}/${safe(name)}`
    const fail = (trouble: { errMsg: string }) => reject(new Error(trouble.errMsg))
    files.mkdir({ dirPath: home(key), recursive: true, fail, success: () => files.copyFile({ srcPath: source as string, destPath, fail, success: () => resolve(destPath) }) })
  })
}

export function keptFile(key: string, name: string): Promise<{ source: unknown; preview: string } | null> {
  const path = `${home(key)}/${safe(name)}`
  return new Promise((resolve) => {
    const files = disk()
    if (!files) return resolve(null)
    files.access({ path, success: () => resolve({ source: path, preview: picked(name, 0, path).preview }), fail: () => resolve(null) })
  })
}

export function dropFile(key: string): Promise<void> {
  return new Promise((resolve) => {
    const files = disk()
    if (!files) return resolve()
    files.rmdir({ dirPath: home(key), recursive: true, success: () => resolve(), fail: () => resolve() })
  })
}

export const mayResume = async (): Promise<boolean> => true

export function postFile({ url, headers, fields, source, timeout, progress }: Post): Promise<Carried> {
  return new Promise((resolve, reject) => {
    const task = uni.uploadFile({
      url, header: headers, formData: fields, filePath: source as string, name: 'file', timeout,
      success: (answer) => resolve({ status: answer.statusCode, body: asJson(answer.data), headers: {} }),
      fail: (trouble: { errMsg?: string }) => reject(new Error(trouble.errMsg ?? 'fail')),
    })
    task?.onProgressUpdate?.((told) => progress(told.totalBytesSent))
  })
}

function asJson(text: string): unknown {
  try { return JSON.parse(text) } catch { return null }
}

/** A refusal comes as a file too: its words are read out of it. */
export async function fetchFile(url: string, headers: Record<string, string>): Promise<Fetched> {
  const { status, path } = await new Promise<{ status: number; path: string }>((resolve, reject) => {
    uni.downloadFile({ url, header: headers, success: (answer) => resolve({ status: answer.statusCode, path: answer.tempFilePath }), fail: (trouble: { errMsg?: string }) => reject(new Error(trouble.errMsg ?? 'fail')) })
  })
  if (status >= 200 && status < 300) return { status, body: null, headers: {}, file: path }
  return { status, body: asJson(await textOf(path)), headers: {}, file: null }
}

function textOf(filePath: string): Promise<string> {
  return new Promise((resolve) => {
    const files = disk()
    if (!files || !filePath) return resolve('')
    files.readFile({ filePath, encoding: 'utf8', success: (answer) => resolve(String(answer.data)), fail: () => resolve('') })
  })
}

export const addressOf = (file: unknown) => file as string
export const releaseFile = (_address: string) => undefined

/** WeChat's reader has "save" in its menu. */
export const saveFile = (file: unknown, name: string): Promise<boolean> => openOutside(file, name)

/** Forwards it to a chat; `null`: the person thought better of it. */
export function shareFile(file: unknown, name: string): Promise<'shared' | 'saved' | null> {
  return new Promise((resolve) => {
    if (!wx.shareFileMessage) return void openOutside(file, name).then((opened) => resolve(opened ? 'saved' : null))
    wx.shareFileMessage({ filePath: file as string, fileName: name, success: () => resolve('shared'), fail: () => resolve(null) })
  })
}

const DOCUMENTS = ['pdf', 'doc', 'docx', 'xls', 'xlsx', 'ppt', 'pptx']

/** WeChat's own reader for papers, its viewer for pictures and films. False when it can show neither. */
export function openOutside(file: unknown, name: string): Promise<boolean> {
  const kind = ending(name).slice(1)
  return new Promise((resolve) => {
    const yes = () => resolve(true)
    const no = () => resolve(false)
    if (DOCUMENTS.includes(kind)) return wx.openDocument ? wx.openDocument({ filePath: file as string, fileType: kind, showMenu: true, success: yes, fail: no }) : no()
    const type = /^(mp4|mov|m4v|3gp)$/.test(kind) ? 'video' : /^(jpe?g|png|gif|webp|bmp)$/.test(kind) ? 'image' : ''
    if (!type || !wx.previewMedia) return no()
    wx.previewMedia({ sources: [{ url: file as string, type }], success: yes, fail: no })
  })
}
