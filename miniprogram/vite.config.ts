import { fileURLToPath } from 'node:url'
import uniPlugin from '@dcloudio/vite-plugin-uni'
import { defineConfig } from 'vite'
import { exportIcons } from './scripts/export-icons.mjs'

// The plugin is CommonJS: under ESM its function sits one level deeper.
const uni = (uniPlugin as unknown as { default?: typeof uniPlugin }).default ?? uniPlugin
const here = (path: string) => fileURLToPath(new URL(path, import.meta.url))

export default defineConfig(() => {
  exportIcons()
  return {
    plugins: [uni()],
    // Messages are functions, so vue-i18n comes without its compiler, which needs eval (forbidden by our CSP).
    resolve: { alias: { '@': here('./src'), 'vue-i18n': here('./node_modules/vue-i18n/dist/vue-i18n.runtime.esm-bundler.js') } },
    define: { __VUE_I18N_FULL_INSTALL__: false, __VUE_I18N_LEGACY_API__: false, __INTLIFY_PROD_DEVTOOLS__: false },
    css: { preprocessorOptions: { scss: { api: 'legacy', silenceDeprecations: ['legacy-js-api'] } } },
    build: { target: 'es2018', chunkSizeWarningLimit: 700 },
  }
})
