// Shows a PDF on the web page with pdf.js, drawn page by page as one scrolls: phones' browsers cannot show one inside a page.
// The library lies beside the page as it comes (no eval, same origin) and is fetched when the first paper is opened.

interface Task { promise: Promise<Document>; destroy(): Promise<void> }
interface Document { numPages: number; getPage(number: number): Promise<Page> }
interface Page {
  getViewport(options: { scale: number }): { width: number; height: number }
  render(options: { canvasContext: CanvasRenderingContext2D; viewport: { width: number; height: number } }): { promise: Promise<void> }
  getTextContent(): Promise<{ items: { str?: string; hasEOL?: boolean }[] }>
}
interface Library { GlobalWorkerOptions: { workerSrc: string }; getDocument(options: { data: ArrayBuffer; isEvalSupported: boolean }): Task }

const FOLDER = 'pdf/'
let library: Promise<Library> | null = null

function load(): Promise<Library> {
  library ??= import(/* @vite-ignore */ new URL(`${FOLDER}pdf.min.mjs`, document.baseURI).href).then((found: Library) => {
    found.GlobalWorkerOptions.workerSrc = new URL(`${FOLDER}pdf.worker.min.mjs`, document.baseURI).href
    return found
  }).catch((trouble) => { library = null; throw trouble })
  return library
}

/** `first` is there once the first page has been drawn. */
export interface Shown { pages: number; first: Promise<void>; close(): void }

/** Puts one sheet per page into the element; each is drawn when it comes near the screen. */
export async function showPdf(file: unknown, into: HTMLElement, labelOf: (page: number, all: number) => string): Promise<Shown> {
  const task = (await load()).getDocument({ data: await (file as Blob).arrayBuffer(), isEvalSupported: false })
  const paper = await task.promise
  const first = (await paper.getPage(1)).getViewport({ scale: 1 })
  let drawn: { done(): void; failed(trouble: unknown): void }
  const begun = new Promise<void>((done, failed) => { drawn = { done, failed } })
  begun.catch(() => undefined)
  const watcher = new IntersectionObserver((seen) => {
    for (const one of seen.filter((entry) => entry.isIntersecting)) {
      watcher.unobserve(one.target)
      const sheet = one.target as HTMLElement
      draw(paper, sheet).then(() => { if (sheet.dataset.page === '1') drawn.done() }, (trouble) => { if (sheet.dataset.page === '1') drawn.failed(trouble) })
    }
  }, { rootMargin: '800px 0px' })
  into.replaceChildren(...Array.from({ length: paper.numPages }, (_, at) => sheet(at + 1, first, labelOf(at + 1, paper.numPages))))
  for (const one of into.children) watcher.observe(one)
  return { pages: paper.numPages, first: begun, close() { watcher.disconnect(); void task.destroy() } }
}

function sheet(number: number, size: { width: number; height: number }, label: string): HTMLElement {
  const element = document.createElement('div')
  element.className = 'paper-sheet'
  element.style.aspectRatio = `${size.width} / ${size.height}`
  element.dataset.page = String(number)
  element.setAttribute('role', 'img')
  element.setAttribute('aria-label', label)
  return element
}

async function draw(paper: Document, element: HTMLElement) {
  const page = await paper.getPage(Number(element.dataset.page))
  const natural = page.getViewport({ scale: 1 })
  // Sharp enough to read small print when one spreads two fingers.
  const scale = (element.clientWidth / natural.width) * Math.min(3, Math.max(2, devicePixelRatio))
  const viewport = page.getViewport({ scale })
  const canvas = document.createElement('canvas')
  // By class: uni-app reads `canvas` in a style sheet as its own element.
  canvas.className = 'paper-canvas'
  canvas.width = Math.round(viewport.width)
  canvas.height = Math.round(viewport.height)
  const context = canvas.getContext('2d')
  if (!context) return
  await page.render({ canvasContext: context, viewport }).promise
  element.style.aspectRatio = `${natural.width} / ${natural.height}`
  // For those who have papers read to them: the words of the page stand behind its picture.
  const words = (await page.getTextContent()).items.map((one) => (one.str ?? '') + (one.hasEOL ? '\n' : '')).join('')
  const spoken = document.createElement('div')
  spoken.className = 'visually-hidden'
  spoken.textContent = words
  element.removeAttribute('role')
  element.replaceChildren(canvas, spoken)
}
