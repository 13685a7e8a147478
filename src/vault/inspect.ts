import { StorageError, type StoreContent, type VaultStore } from '../storage/index.ts'
import type { AnchorStore } from './anchor.ts'
import { isOfNewerFormat, pickHeader } from './header-copies.ts'
import type { VaultStatus } from './vault.ts'

/** Looks at storage and says what there is. Never rejects. */
export async function inspectStore(store: VaultStore, anchor: AnchorStore): Promise<VaultStatus> {
  try {
    return statusOf(await store.inspect(), anchor)
  } catch (error) {
    if (!(error instanceof StorageError)) throw error
    if (error.code === 'storage/removed') return statusOf({ state: 'absent' }, anchor)
    return {
      name: 'unavailable',
      code: error.code === 'storage/blocked' ? error.code : 'storage/unavailable',
    }
  }
}

function statusOf(content: StoreContent, anchor: AnchorStore): VaultStatus {
  if (content.state !== 'present') {
    return anchor.read() === undefined ? { name: 'absent' } : { name: 'removed', inMemory: false }
  }
  if (pickHeader(content.copies) !== undefined) return { name: 'locked', reason: 'start' }
  if (content.isNewer || isOfNewerFormat(content.copies)) return { name: 'too-new' }
  return { name: 'damaged', records: content.records }
}
