import type { TabChannel } from '../../src/vault/index.ts'

type Listener = (event: { readonly data: unknown }) => void

/** BroadcastChannels of one browser. */
export interface TabBus {
  /** Another tab's channel. */
  join(): TabChannel
  /** Everything that was posted. */
  readonly posted: readonly unknown[]
}

/** Channels that hear each other, but not themselves, in the next microtask. */
export function createTabBus(): TabBus {
  const tabs = new Set<Set<Listener>>()
  const posted: unknown[] = []
  return {
    posted,
    join: () => {
      const own = new Set<Listener>()
      tabs.add(own)
      return {
        postMessage: (message) => {
          const data: unknown = structuredClone(message)
          posted.push(data)
          queueMicrotask(() => {
            for (const listeners of tabs) if (listeners !== own) for (const listener of listeners) listener({ data })
          })
        },
        addEventListener: (_type, listener) => void own.add(listener),
        removeEventListener: (_type, listener) => void own.delete(listener),
        close: () => void tabs.delete(own),
      }
    },
  }
}
