import { createSignal, type Accessor } from 'solid-js'
import type { OpenImport } from '../transfer/index.ts'

/** What came from outside and waits for the screen that imports. */
export type ImportArrival =
  | { readonly what: 'files'; readonly files: readonly File[] }
  /** Backups that were opened before there was a vault; they are put into the new one without another question. */
  | { readonly what: 'restore'; readonly opened: readonly OpenImport[] }
  /** No file yet: the person wants to restore one, as soon as there is no vault. */
  | { readonly what: 'restore-wish' }

/** What came from outside and waits for `Add account`, which shows it before anything is saved. */
export type AddArrival =
  | { readonly what: 'pictures'; readonly files: readonly File[] }
  /** Links, one a line, or whatever else somebody sent here. */
  | { readonly what: 'text'; readonly text: string }
  /** Nothing yet: the person wants to add an account. */
  | { readonly what: 'add'; readonly tab: 'scan' | 'by-hand' }

/** Something was sent here and is not kept; the person is told why. */
export interface RefusedArrival {
  readonly what: 'refused'
  readonly why: 'too-large' | 'too-many' | 'damaged' | 'nothing' | 'lost' | 'link-too-long'
}

export type Arrival = ImportArrival | AddArrival | RefusedArrival

/** What is held over the page, as far as a browser tells before it is let go. */
export type HeldOver = 'pictures' | 'files'

/** Keeps arrivals, while the vault is locked too, until they are taken. They live in memory only. */
export interface Arrivals {
  readonly waiting: Accessor<readonly Arrival[]>
  bring(arrival: Arrival): void
  /** Gives all that waits for the screen that imports, and forgets it. */
  takeImports(): readonly ImportArrival[]
  /** Gives the first that waits for `Add account`, with those of its kind that came after it, and forgets them. */
  takeAdd(): AddArrival | undefined
  /** Gives what is to be told, and forgets it. */
  takeRefused(): readonly RefusedArrival[]
  /** Files are held over the page. */
  readonly over: Accessor<HeldOver | undefined>
  setOver(over: HeldOver | undefined): void
}

/** {@link Arrivals} of a page. */
export function createArrivals(): Arrivals {
  const [waiting, setWaiting] = createSignal<readonly Arrival[]>([])
  const [over, setOver] = createSignal<HeldOver>()
  const take = <Kind extends Arrival>(isWanted: (arrival: Arrival) => arrival is Kind): readonly Kind[] => {
    const taken = waiting().filter(isWanted)
    if (taken.length > 0) setWaiting((all) => all.filter((arrival) => !isWanted(arrival)))
    return taken
  }
  return {
    over,
    setOver,
    waiting,
    bring: (arrival) => setWaiting((before) => [...before, arrival]),
    takeImports: () => take(isImport),
    takeAdd() {
      const first = waiting().find(isAdd)
      return first && joined(take((arrival): arrival is AddArrival => arrival.what === first.what))
    },
    takeRefused: () => take((arrival) => arrival.what === 'refused'),
  }
}

/** Whether it is for the screen that imports. */
export function isImport(arrival: Arrival): arrival is ImportArrival {
  return arrival.what === 'files' || arrival.what === 'restore' || arrival.what === 'restore-wish'
}

/** Whether it is for `Add account`. */
export function isAdd(arrival: Arrival): arrival is AddArrival {
  return arrival.what === 'pictures' || arrival.what === 'text' || arrival.what === 'add'
}

/** Whether there is something in it that is looked at before it is saved; a mere wish to add has nothing. */
export function isToReview(arrival: Arrival): boolean {
  return isAdd(arrival) && arrival.what !== 'add'
}

/** Several of one kind as one: all pictures, all lines; of wishes the last. */
function joined(arrivals: readonly AddArrival[]): AddArrival | undefined {
  return arrivals.reduce((before, next) => {
    if (before.what === 'pictures' && next.what === 'pictures') {
      return { what: 'pictures', files: [...before.files, ...next.files] }
    }
    return before.what === 'text' && next.what === 'text'
      ? { what: 'text', text: `${before.text}\n${next.text}` }
      : next
  })
}
