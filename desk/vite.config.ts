import { fileURLToPath } from 'node:url'
import vue from '@vitejs/plugin-vue'
import { defineConfig } from 'vitest/config'

export default defineConfig({
  base: '/desk/',
  plugins: [vue()],
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
  },
})
