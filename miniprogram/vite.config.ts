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

export default defineConfig(() => {
  exportIcons()
  return {
    plugins: [uni(), withoutForeignHosts],
    // Messages are functions, so vue-i18n comes without its compiler, which needs eval (forbidden by our CSP).
    resolve: { alias: { '@': here('./src'), 'vue-i18n': here('./node_modules/vue-i18n/dist/vue-i18n.runtime.esm-bundler.js') } },
    define: { __VUE_I18N_FULL_INSTALL__: false, __VUE_I18N_LEGACY_API__: false, __INTLIFY_PROD_DEVTOOLS__: false },
    css: { preprocessorOptions: { scss: { api: 'legacy', silenceDeprecations: ['legacy-js-api'] } } },
    build: { target: 'es2018', chunkSizeWarningLimit: 700 },
  }
})
