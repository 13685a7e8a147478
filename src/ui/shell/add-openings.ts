import { createEffect, createMemo, createSignal, untrack, type Accessor } from 'solid-js'
import type { AppUpdate } from '../../pwa/index.ts'
import { isAdd, type AddArrival, type Arrivals } from '../arrivals.ts'
import { arrivalsText } from '../messages/arrivals.ts'
import type { Toasts } from '../primitives/toasts.ts'
import type { HashLocation } from './hash-location.ts'

/** What `Add account` opens with, or gets while it is open. */
export interface AddOpening {
  /** Links, one a line, or a name to begin with. */
  readonly initial?: string | undefined
  readonly pictures?: readonly File[] | undefined
  readonly tab?: 'scan' | 'by-hand' | undefined
}

/** When `Add account` is open, and with what. */
export interface AddOpenings {
  /** `undefined`: it is closed. */
  readonly opening: Accessor<AddOpening | undefined>
  open(opening: AddOpening): void
  /** The dialog has taken what it was opened with: from now on it takes what comes later, too. */
  ready(): void
}

interface AddOpeningsContext {
  readonly location: HashLocation
  readonly arrivals: Arrivals
  readonly update: Pick<AppUpdate, 'hasUnsaved'>
  readonly toasts: Pick<Toasts, 'show'>
}

/** How long a sentence about what came stays, ms. */
const toldForMs = 10_000

const plain: AddOpening = {}
const scan: AddOpening = { tab: 'scan' }

/**
 * Opens `Add account` at its addresses, by the app itself, and for what arrives: one thing at a time, and none of them
 * over a form that is half filled in. Lives as long as its owner.
 */
export function createAddOpenings({ location, arrivals, update, toasts }: AddOpeningsContext): AddOpenings {
  const [given, setGiven] = createSignal<AddOpening>()
  const [takesMore, setTakesMore] = createSignal(false)
  const place = createMemo(() => location.parts()[0])
  const isOpen = createMemo(() => place() === 'add' || place() === 'scan')
  let told = 0

  const open = (opening: AddOpening): void => {
    setTakesMore(false)
    setGiven(opening)
    if (!untrack(isOpen)) location.go('add')
  }
  const give = (arrival: AddArrival): void => {
    const wasOpen = untrack(isOpen)
    open(openingFor(arrival))
    // It reads what it is given before the next thing comes.
    if (wasOpen) queueMicrotask(() => setTakesMore(untrack(isOpen)))
  }
  const sayThatItWaits = (count: number): void => {
    if (count > told) toasts.show({ text: arrivalsText().waits, stayMs: toldForMs })
    told = count
  }
  createEffect(() => {
    for (const { why } of arrivals.takeRefused()) toasts.show({ text: arrivalsText().refused(why), stayMs: toldForMs })
  })
  createEffect(() => {
    if (isOpen()) return
    setGiven(undefined)
    setTakesMore(false)
  })
  // Looked at again at each place, because work that must not be lost ends with its place.
  createEffect(() => {
    location.parts()
    const coming = arrivals.waiting().filter(isAdd)
    const [next] = coming
    if (next === undefined || (isOpen() && !takesMore())) return
    if (!update.hasUnsaved()) {
      told = 0
      const arrival = untrack(arrivals.takeAdd)
      if (arrival) give(arrival)
    } else if (next.what === 'add' && isOpen()) {
      // Who is at it already wants nothing else.
      untrack(arrivals.takeAdd)
    } else sayThatItWaits(coming.length)
  })
  return {
    opening: createMemo(() => (isOpen() ? (given() ?? (place() === 'scan' ? scan : plain)) : undefined)),
    open,
    ready() {
      setTakesMore(true)
    },
  }
}

function openingFor(arrival: AddArrival): AddOpening {
  if (arrival.what === 'pictures') return { pictures: arrival.files }
  return arrival.what === 'text' ? { initial: arrival.text } : { tab: arrival.tab }
}
