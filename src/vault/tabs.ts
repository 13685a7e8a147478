import type { VaultKeys } from '../crypto/index.ts'
import { isCount, isJson, isText } from './json-members.ts'

/** What tabs tell each other. No names, no accounts; keys only in answer to a tab that asked. */
export type TabMessage =
  | { readonly type: 'locked' }
  /** Another tab was unlocked, by somebody who knows a way in. */
  | { readonly type: 'unlocked' }
  /** Another tab has written. */
  | { readonly type: 'changed'; readonly epoch: number }
  /** Database and anchor are gone because the person wanted it. `vaultId`: whose, where that was known. */
  | { readonly type: 'erased'; readonly vaultId?: string }
  /** A tab that is locked asks those that are not to let it in. `ask` is random, and comes back with the answer. */
  | { readonly type: 'ask'; readonly ask: string; readonly vaultId: string }
  /** The two working keys of a vault, which cannot be exported; structured clone hands them over (docs/vault-format.md, "Keys"). */
  | { readonly type: 'keys'; readonly ask: string; readonly vaultId: string; readonly keys: VaultKeys }

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
  if (type === 'locked' || type === 'unlocked') return { type }
  if (type === 'changed') return isCount(epoch) ? { type, epoch } : undefined
  const { ask, vaultId, keys } = data
  if (type === 'erased') return { type, ...(isText(vaultId) && { vaultId }) }
  if (!isText(ask) || !isText(vaultId)) return undefined
  if (type === 'ask') return { type, ask, vaultId }
  return type === 'keys' && isVaultKeys(keys) ? { type, ask, vaultId, keys } : undefined
}

function isVaultKeys(value: unknown): value is VaultKeys {
  return isJson(value) && value['recordKey'] instanceof CryptoKey && value['manifestKey'] instanceof CryptoKey
}
