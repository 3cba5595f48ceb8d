// The tabs of one browser share the refresh cookie, so they tell each other who came, who left and that someone is here.
import { inject, type InjectionKey } from 'vue'
import type { TabMessage } from './session'

type Listener = (message: TabMessage) => void

export interface Tabs {
  tell: (message: TabMessage) => void
  /** Gives back how to stop listening. */
  listen: (listener: Listener) => () => void
}

export function joinTabs(name: string): Tabs {
  const channel = new BroadcastChannel(name)
  const listeners = new Set<Listener>()
  channel.onmessage = (event: MessageEvent<TabMessage>) => listeners.forEach((listener) => listener(event.data))
  return {
    tell: (message) => channel.postMessage(message),
    listen: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}

export const tabsKey: InjectionKey<Tabs> = Symbol('tabs')

export function useTabs(): Tabs {
  const tabs = inject(tabsKey)
  if (!tabs) throw new Error('no tabs were provided to this page')
  return tabs
}
