import kdfWorkerUrl from './crypto/kdf.worker.ts?worker&url'
import type { Clock } from './clock.ts'
import { createKdf, type Kdf } from './crypto/index.ts'
import { scriptUrl } from './ui/primitives/script-url.ts'
import { createVault, tabChannelName, type Vault } from './vault/index.ts'

export { makeAutoJoin } from './vault/index.ts'

/** This browser's vault, with everything it stands on. In a file of its own so that it loads behind the first screen. */
export function openBrowserVault(clock: Clock): Vault {
  return createVault({
    clock,
    kdf: createBrowserKdf(),
    ...('BroadcastChannel' in window ? { channel: new BroadcastChannel(tabChannelName) } : {}),
    ...('locks' in navigator ? { locks: navigator.locks } : {}),
  })
}

/** The slow hash in a worker, under the page's policy. */
export function createBrowserKdf(): Kdf {
  return createKdf({ workerUrl: scriptUrl(kdfWorkerUrl) })
}
