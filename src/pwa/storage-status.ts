/** What the browser says about this origin's storage. Each answer is `unknown` where the browser does not say. */
export interface StorageStatus {
  /** Whether the browser has promised not to clear the storage by itself. */
  persisted(): Promise<boolean | 'unknown'>
  /**
   * Asks for that promise. Firefox asks the person and may stay pending for good: never wait for it before going on.
   * Elsewhere the browser decides by how much the app is used.
   */
  persist(): Promise<boolean | 'unknown'>
  /** Bytes used, and the browser's limit, which is not a measure of free space. */
  estimate(): Promise<{ readonly usage: number; readonly quota: number } | 'unknown'>
}

interface StorageNavigator {
  readonly storage?: {
    persisted?(): Promise<boolean>
    persist?(): Promise<boolean>
    estimate?(): Promise<{ readonly usage?: number; readonly quota?: number }>
  }
}

/** {@link StorageStatus} of a page; `navigator.storage` is missing over plain HTTP, and in part in WebKit. */
export function storageStatus(navigator: StorageNavigator): StorageStatus {
  const { storage } = navigator
  return {
    persisted: () => orUnknown(() => storage?.persisted?.()),
    persist: () => orUnknown(() => storage?.persist?.()),
    async estimate() {
      const answer = await orUnknown(() => storage?.estimate?.())
      if (answer === 'unknown' || answer.usage === undefined || answer.quota === undefined) return 'unknown'
      return { usage: answer.usage, quota: answer.quota }
    },
  }
}

/** Storage questions reject in some private windows; that is an answer of the kind "does not say". */
async function orUnknown<Answer>(ask: () => Promise<Answer> | undefined): Promise<Answer | 'unknown'> {
  try {
    return (await ask()) ?? 'unknown'
  } catch {
    return 'unknown'
  }
}
