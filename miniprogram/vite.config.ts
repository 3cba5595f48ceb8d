import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import uniPlugin from '@dcloudio/vite-plugin-uni'
import { defineConfig } from 'vite'
import { exportIcons } from './scripts/export-icons.mjs'

// The plugin is CommonJS: under ESM its function sits one level deeper.
const uni = (uniPlugin as unknown as { default?: typeof uniPlugin }).default ?? uniPlugin
const here = (path: string) => fileURLToPath(new URL(path, import.meta.url))

// uni-app's runtimes fetch a shadow picture from their maker and name an advertising service. Nothing is fetched from elsewhere here.
const FOREIGN = /https:\/\/[a-z0-9.]*dcloud\.net\.cn[\w./-]*/g
const withoutForeignHosts = {
  name: 'without-foreign-hosts',
  transform(code: string, id: string) {
    return id.includes('uni-mp-weixin') ? { code: code.replace('isFunction(wx.preloadAssets)', 'false'), map: null } : null
  },
  generateBundle(_options: unknown, bundle: Record<string, { type: string; code?: string; source?: string | Uint8Array }>) {
    for (const file of Object.values(bundle)) {
      if (file.code) file.code = file.code.replace(FOREIGN, '')
      if (typeof file.source === 'string') file.source = file.source.replace(new RegExp(`url\\(${FOREIGN.source}\\)`, 'g'), 'none')
    }
  },
}

// The reader of papers (pdf.js) lies beside the web page as its makers built it: its worker is a file of its own in any case.
const READER = ['pdf.min.mjs', 'pdf.worker.min.mjs']
const readerFile = (name: string) => here(`./node_modules/pdfjs-dist/legacy/build/${name}`)
const pdfReader = {
  name: 'pdf-reader',
  generateBundle(this: { emitFile(file: { type: 'asset'; fileName: string; source: Uint8Array }): void }) {
    if (process.env.UNI_PLATFORM === 'h5') for (const name of READER) this.emitFile({ type: 'asset', fileName: `pdf/${name}`, source: readFileSync(readerFile(name)) })
  },
  configureServer(server: { middlewares: { use(path: string, serve: (request: { url?: string }, answer: { setHeader(name: string, value: string): void; end(body: Uint8Array): void }, next: () => void) => void): void } }) {
    server.middlewares.use('/pdf', (request, answer, next) => {
      const name = READER.find((one) => request.url === `/${one}`)
      if (!name) return next()
      answer.setHeader('content-type', 'text/javascript')
      answer.end(readFileSync(readerFile(name)))
    })
  },
}

export default defineConfig(() => {
  exportIcons()
  return {
    plugins: [uni(), withoutForeignHosts, pdfReader],
    // Messages are functions, so vue-i18n comes without its compiler, which needs eval (forbidden by our CSP).
    resolve: { alias: { '@': here('./src'), 'vue-i18n': here('./node_modules/vue-i18n/dist/vue-i18n.runtime.esm-bundler.js') } },
    define: { __VUE_I18N_FULL_INSTALL__: false, __VUE_I18N_LEGACY_API__: false, __INTLIFY_PROD_DEVTOOLS__: false },
    css: { preprocessorOptions: { scss: { api: 'legacy', silenceDeprecations: ['legacy-js-api'] } } },
    build: { target: 'es2018', chunkSizeWarningLimit: 700 },
  }
})
