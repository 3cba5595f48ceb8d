// PDF.js, fetched when the first PDF is opened and kept by our own server: no page of the court loads code from elsewhere.
// Nothing in a PDF is executed or followed: neither scripts nor links nor forms are drawn, only pages and their text.
import type { PDFDocumentProxy, PDFPageProxy } from 'pdfjs-dist'
import workerUrl from 'pdfjs-dist/legacy/build/pdf.worker.min.mjs?url'

export type Pdf = PDFDocumentProxy
export type PdfPage = PDFPageProxy

const load = () => import('pdfjs-dist/legacy/build/pdf.mjs')
const beside = (folder: string): string => `${import.meta.env.BASE_URL}pdf/${folder}/`

export async function openPdf(file: Blob): Promise<{ pdf: Pdf; close: () => void }> {
  const pdfjs = await load()
  pdfjs.GlobalWorkerOptions.workerSrc = workerUrl
  const task = pdfjs.getDocument({
    data: await file.arrayBuffer(),
    // Chinese faces that a PDF names without bringing them, and old scans.
    cMapUrl: beside('cmaps'), cMapPacked: true, standardFontDataUrl: beside('standard_fonts'), wasmUrl: beside('wasm'),
    // Our content policy allows no WebAssembly; the plain code does the same more slowly.
    useWasm: false, enableXfa: false, stopAtErrors: false,
  })
  return { pdf: await task.promise, close: () => void task.destroy() }
}

/** Draws a page so wide, and lays its text over it, so that it can be selected and read out. */
export async function drawPage(page: PdfPage, canvas: HTMLCanvasElement, text: HTMLElement, width: number, turn: number): Promise<void> {
  const { TextLayer } = await load()
  const rotation = (page.rotate + turn) % 360
  const scale = width / page.getViewport({ scale: 1, rotation }).width
  const viewport = page.getViewport({ scale, rotation })
  const density = Math.min(window.devicePixelRatio || 1, 3)
  canvas.width = Math.floor(viewport.width * density)
  canvas.height = Math.floor(viewport.height * density)
  await page.render({ canvas, viewport, transform: density === 1 ? undefined : [density, 0, 0, density, 0, 0] } as Parameters<PdfPage['render']>[0]).promise
  text.replaceChildren()
  text.style.setProperty('--total-scale-factor', String(scale))
  await new TextLayer({ textContentSource: page.streamTextContent(), container: text, viewport }).render()
  // PDF.js measures text on a canvas of its own at the end of the page; nobody is to read it out.
  document.querySelectorAll('.hiddenCanvasElement').forEach((one) => one.setAttribute('aria-hidden', 'true'))
}
