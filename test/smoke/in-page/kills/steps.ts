/** How a tab ends: at once, in the middle of what it does, or standing still until it is ended from outside. */
export type Ending = 'abort' | 'hang'

/** What a tab says on its console when it stands still. */
export const hangMark = 'standing still'

declare global {
  interface Window {
    /** Ends this process. Only a browser that takes `%AbortJS` for JavaScript can do it. */
    abortProcess: () => void
  }
}

let count = 0
let armed: { readonly at: number; readonly ending: Ending | (() => void) } | undefined
let names: string[] = []

/** Starts to count from here, and at the step with the number `at` ends the tab, or does what it is told. */
export function armSteps(at?: number, ending: Ending | (() => void) = 'abort'): void {
  count = 0
  names = []
  armed = at === undefined ? undefined : { at, ending }
}

/** Names of the steps since {@link armSteps}. */
export function stepsSoFar(): readonly string[] {
  return [...names]
}

function step(name: string): void {
  count++
  names.push(name)
  if (armed?.at !== count) return
  if (typeof armed.ending === 'function') {
    armed.ending()
    return
  }
  if (armed.ending === 'abort') window.abortProcess()
  console.debug(hangMark)
  for (;;) continue
}

/**
 * Makes a step of each call into IndexedDB, WebCrypto, local storage, locks and the channel between tabs, and of each
 * answer, before anybody else hears of it.
 */
export function watchSteps(): void {
  watch(IDBFactory.prototype, ['open', 'deleteDatabase'])
  watch(IDBDatabase.prototype, ['transaction', 'createObjectStore'])
  watch(IDBObjectStore.prototype, ['put', 'add', 'delete', 'clear', 'get', 'getAll', 'getAllKeys', 'count'])
  watch(IDBTransaction.prototype, ['commit', 'abort'])
  watch(SubtleCrypto.prototype, ['encrypt', 'decrypt', 'sign', 'verify', 'digest', 'deriveBits', 'importKey'])
  watch(Storage.prototype, ['getItem', 'setItem', 'removeItem'])
  watch(LockManager.prototype, ['request'])
  watch(BroadcastChannel.prototype, ['postMessage'])
}

type Method = (this: unknown, ...given: unknown[]) => unknown

function watch(prototype: object, methods: readonly string[]): void {
  const owner = prototype as Record<string, Method | undefined>
  for (const name of methods) {
    const original = owner[name]
    if (original === undefined) continue
    owner[name] = function (...given) {
      step(name)
      return watched(name, original.apply(this, given))
    }
  }
}

function watched(name: string, answer: unknown): unknown {
  const events =
    answer instanceof IDBRequest ? requestEvents : answer instanceof IDBTransaction ? transactionEvents : []
  for (const type of events) (answer as EventTarget).addEventListener(type, () => step(`${name}: ${type}`))
  if (!(answer instanceof Promise)) return answer
  return answer.then((value: unknown) => {
    step(`${name}: answer`)
    return value
  })
}

const requestEvents = ['upgradeneeded', 'blocked', 'success', 'error']
const transactionEvents = ['complete', 'abort']
