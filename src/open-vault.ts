import kdfWorkerUrl from './crypto/kdf.worker.ts?worker&url'
import type { Clock } from './clock.ts'
import { createKdf } from './crypto/index.ts'
import { scriptUrl } from './ui/primitives/script-url.ts'
import { createVault, tabChannelName, type Vault } from './vault/index.ts'

/** This browser's vault, with everything it stands on. In a file of its own so that it loads behind the first screen. */
export function openBrowserVault(clock: Clock): Vault {
  return createVault({
    clock,
    kdf: createKdf({ workerUrl: scriptUrl(kdfWorkerUrl) }),
    ...('BroadcastChannel' in window ? { channel: new BroadcastChannel(tabChannelName) } : {}),
    ...('locks' in navigator ? { locks: navigator.locks } : {}),
  })
}
