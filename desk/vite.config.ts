import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import vue from '@vitejs/plugin-vue'
import type { Plugin } from 'vite'
import { defineConfig } from 'vitest/config'

/** What PDF.js fetches beside its code, when a paper needs it: character maps of Chinese, plain faces, the decoder of old scans. */
const PDF_FILES: Record<string, RegExp> = { cmaps: /\.bcmap$/, standard_fonts: /\.(pfb|ttf)$/, wasm: /nowasm_fallback\.js$/ }

function pdfFiles(): Plugin {
  const root = fileURLToPath(new URL('./node_modules/pdfjs-dist', import.meta.url))
  return {
    name: 'pdf-files',
    apply: 'build',
    generateBundle() {
      for (const [folder, wanted] of Object.entries(PDF_FILES)) {
        for (const name of readdirSync(join(root, folder)).filter((one) => wanted.test(one))) {
          this.emitFile({ type: 'asset', fileName: `pdf/${folder}/${name}`, source: readFileSync(join(root, folder, name)) })
        }
      }
    },
  }
}

export default defineConfig({
  base: '/desk/',
  plugins: [vue(), pdfFiles()],
  resolve: { alias: { '@': fileURLToPath(new URL('./src', import.meta.url)) } },
  build: { outDir: 'dist', target: 'es2022' },
  // While developing, the pages come from Vite and the data from a running server.
  server: { proxy: { '/api': process.env['COURT_SERVER'] ?? 'http://127.0.0.1:8080' } },
  test: {
    environment: 'jsdom',
    include: ['src/**/*.test.ts'],
    // TDesign's modules import style sheets and folders, which Node alone cannot load.
    server: { deps: { inline: [/tdesign-vue-next/] } },
    setupFiles: ['src/testing/setup.ts'],
    restoreMocks: true,
    // The first test of a file waits for its modules, on a busy machine for long.
    testTimeout: 30_000,
  },
})
