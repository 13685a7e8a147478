import { maxEpoch } from '../crypto/index.ts'

/** How far a vault had come when this browser last wrote to it, kept apart from the database. */
export interface Anchor {
  readonly vaultId: string
  readonly epoch: number
}

/** Where the anchor is kept. None of it throws: an anchor that cannot be kept is one alarm less, not a fault. */
export interface AnchorStore {
  read(): Anchor | undefined
  write(anchor: Anchor): void
  remove(): void
}

/** What the anchor is called in `localStorage`. */
export const anchorKey = 'mfa-manager:anchor'

const anchorText = /^([A-Za-z0-9_-]{22}):(0|[1-9][0-9]{0,15})$/

/** Keeps the anchor as `vaultId:epoch` in a `Storage`, where there is one and the browser lets us. */
export function createAnchorStore(storage: () => Storage | undefined = () => globalThis.localStorage): AnchorStore {
  const attempt = <T>(work: (storage: Storage) => T): T | undefined => {
    try {
      const found = storage()
      return found === undefined ? undefined : work(found)
    } catch (error) {
      // Denied or full: see AnchorStore. Anything else is a fault of ours.
      if (error instanceof DOMException) return undefined
      throw error
    }
  }
  return {
    read: () => attempt((found) => parseAnchor(found.getItem(anchorKey) ?? '')),
    write: ({ vaultId, epoch }) => attempt((found) => found.setItem(anchorKey, `${vaultId}:${epoch}`)),
    remove: () => attempt((found) => found.removeItem(anchorKey)),
  }
}

function parseAnchor(text: string): Anchor | undefined {
  const [, vaultId, epoch] = anchorText.exec(text) ?? []
  return vaultId === undefined || Number(epoch) > maxEpoch ? undefined : { vaultId, epoch: Number(epoch) }
}

/** Moves the anchor on. It never goes back for the same vault: tabs may come here in another order than they wrote. */
export function raiseAnchor(store: AnchorStore, { vaultId, epoch }: Anchor): void {
  const known = store.read()
  if (known === undefined || known.vaultId !== vaultId || known.epoch < epoch) store.write({ vaultId, epoch })
}

/**
 * Whether the anchor has seen a later state of this very vault: an older copy was put in its place.
 *
 * @param known - The anchor as it was before the state was read: another tab may write, and raise it, at any moment.
 */
export function isOlderThan(known: Anchor | undefined, { vaultId, epoch }: Anchor): boolean {
  return known !== undefined && known.vaultId === vaultId && epoch < known.epoch
}
