import { createApp } from 'vue'
import { createWebHistory } from 'vue-router'
import 'tdesign-vue-next/es/style/index.css'
import './design/tokens.css'
import './design/tdesign.css'
import './design/base.css'
import './design/theme'
import App from './App.vue'
import { createDeskRouter } from './router'
import { CHANNEL, createBrowserSession } from './session/browser'
import { sessionKey } from './session/session'
import { joinTabs, tabsKey } from './session/tabs'

const tabs = joinTabs(CHANNEL)
const session = createBrowserSession(tabs)
createApp(App)
  .provide(tabsKey, tabs)
  .provide(sessionKey, session)
  .use(createDeskRouter(session, createWebHistory(import.meta.env.BASE_URL)))
  .mount('#app')
void session.start()
