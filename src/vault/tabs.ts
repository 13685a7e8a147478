import { isCount, isJson } from './json-members.ts'

/** What tabs tell each other. No keys, no names, nothing but that something happened. */
export type TabMessage =
  | { readonly type: 'locked' }
  /** Another tab has written. */
  | { readonly type: 'changed'; readonly epoch: number }
  /** Database and anchor are gone because the person wanted it. */
  | { readonly type: 'erased' }

/** The part of a `BroadcastChannel` that is used here. */
export interface TabChannel {
  postMessage(message: unknown): void
  addEventListener(type: 'message', listener: (event: { readonly data: unknown }) => void): void
  removeEventListener(type: 'message', listener: (event: { readonly data: unknown }) => void): void
  close(): void
}

/** The name of the channel between the tabs of this app. */
export const tabChannelName = 'mfa-manager'

/** The other tabs. */
export interface Tabs {
  post(message: TabMessage): void
  /** Stops listening and closes the channel. */
  close(): void
}

/**
 * Joins the tabs. Messages of other shapes are ignored: an older or newer version of the app may be open beside this one.
 *
 * @param channel - `undefined` where the browser has none: the epoch check alone keeps tabs from harming each other.
 */
export function joinTabs(channel: TabChannel | undefined, onMessage: (message: TabMessage) => void): Tabs {
  const listener = (event: { readonly data: unknown }) => {
    const message = parseMessage(event.data)
    if (message !== undefined) onMessage(message)
  }
  channel?.addEventListener('message', listener)
  return {
    post: (message) => channel?.postMessage(message),
    close: () => {
      channel?.removeEventListener('message', listener)
      channel?.close()
    },
  }
}

function parseMessage(data: unknown): TabMessage | undefined {
  if (!isJson(data)) return undefined
  const { type, epoch } = data
  if (type === 'locked' || type === 'erased') return { type }
  return type === 'changed' && isCount(epoch) ? { type, epoch } : undefined
}
