import { createSignal, type Accessor } from 'solid-js'
import type { OpenImport } from '../transfer/index.ts'

/** What came to the app from outside and waits for the screen that imports. */
export type Arrival =
  | { readonly what: 'files'; readonly files: readonly File[] }
  /** Backups that were opened before there was a vault; they are put into the new one without another question. */
  | { readonly what: 'restore'; readonly opened: readonly OpenImport[] }
  /** No file yet: the person wants to restore one, as soon as there is no vault. */
  | { readonly what: 'restore-wish' }

/** Keeps arrivals, while the vault is locked too, until they are taken. They live in memory only. */
export interface Arrivals {
  readonly waiting: Accessor<readonly Arrival[]>
  bring(arrival: Arrival): void
  /** Gives all that waits, and forgets it. */
  take(): readonly Arrival[]
  /** Files are held over the page. */
  readonly over: Accessor<boolean>
  setOver(over: boolean): void
}

/** {@link Arrivals} of a page. */
export function createArrivals(): Arrivals {
  const [waiting, setWaiting] = createSignal<readonly Arrival[]>([])
  const [over, setOver] = createSignal(false)
  return {
    over,
    setOver,
    waiting,
    bring: (arrival) => setWaiting((before) => [...before, arrival]),
    take() {
      const taken = waiting()
      if (taken.length > 0) setWaiting([])
      return taken
    },
  }
}
