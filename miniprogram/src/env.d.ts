/// <reference types="vite/client" />

interface ImportMetaEnv {
  /** Where the WeChat build finds the server, e.g. https://court.example. The web page always asks its own origin. */
  readonly VITE_API_BASE?: string
}

declare module '*.vue' {
  import type { DefineComponent } from 'vue'
  const component: DefineComponent<{}, {}, any>
  export default component
}
