import { createSignal, onCleanup, type Accessor } from 'solid-js'
import { unlockText } from '../../messages/unlock.ts'
import { makeTick } from '../../primitives/tick.ts'
import type { Services } from '../../services.tsx'
import { waitAfterMs } from './unlock-wait.ts'

/** How an attempt to unlock ended, where it did not open the vault. */
type UnlockFailure = 'empty' | 'wrong' | 'stopped' | 'damaged' | 'other'

/** Codes of damage that no passphrase mends: what is stored should be saved before anything else. */
const damage: ReadonlySet<unknown> = new Set(['vault/damaged', 'crypto/slot-damaged', 'crypto/kdf-limits'])

export interface Unlocking {
  /** The passphrase is being tried, or waits for the vault's code to load. */
  readonly busy: Accessor<boolean>
  /** What went wrong, as a sentence. */
  readonly problem: Accessor<string | undefined>
  readonly failure: Accessor<UnlockFailure | undefined>
  /** Whole seconds until the next attempt. */
  readonly waitLeft: Accessor<number>
  /** Resolves to whether the vault is open. Does nothing while busy or waiting. */
  attempt(passphrase: string): Promise<boolean>
  /** Ends the attempt under way. */
  stop(): void
  /** The text was changed: what was said about the one before it no longer holds. */
  forget(): void
}

/** What attempts need. */
type UnlockingServices = Pick<Services, 'clock' | 'vault'>

/** One person's attempts to open the vault, until the owner goes. */
export function createUnlocking(services: UnlockingServices): Unlocking {
  const [busy, setBusy] = createSignal(false)
  const [refusal, setRefusal] = createSignal<{ readonly failure: UnlockFailure; readonly problem?: string }>()
  const wait = createWait(services)
  let failures = 0
  let abort: AbortController | undefined
  onCleanup(() => abort?.abort())

  const explain = async (thrown: unknown, signal: AbortSignal): Promise<void> => {
    if (signal.aborted) {
      setRefusal({ failure: 'stopped' })
    } else if (codeOf(thrown) === 'vault/wrong-passphrase') {
      failures += 1
      wait.start(waitAfterMs(failures))
      setRefusal({ failure: 'wrong', problem: unlockText().wrong })
    } else {
      const failure = damage.has(codeOf(thrown)) ? 'damaged' : 'other'
      setRefusal({ failure, problem: await sentenceFor(thrown) })
    }
  }
  const tryOut = async (passphrase: string): Promise<boolean> => {
    setBusy(true)
    abort = new AbortController()
    const { signal } = abort
    try {
      await open(services, passphrase, signal)
      return true
    } catch (thrown) {
      await explain(thrown, signal)
      return false
    } finally {
      setBusy(false)
    }
  }

  return {
    busy,
    problem: () => refusal()?.problem,
    failure: () => refusal()?.failure,
    waitLeft: wait.left,
    async attempt(passphrase) {
      if (busy() || wait.left() > 0) return false
      setRefusal(passphrase === '' ? { failure: 'empty', problem: unlockText().empty } : undefined)
      return passphrase !== '' && tryOut(passphrase)
    },
    stop: () => abort?.abort(),
    forget() {
      if (wait.left() === 0) setRefusal(undefined)
    },
  }
}

async function open(services: UnlockingServices, passphrase: string, signal: AbortSignal): Promise<void> {
  const vault = await unlessAborted(services.vault, signal)
  // The code has only just loaded, and storage has not been looked at.
  if (vault.status().name === 'checking') await vault.inspect()
  signal.throwIfAborted()
  await vault.unlock(passphrase, { signal })
}

function unlessAborted<Value>(promise: Promise<Value>, signal: AbortSignal): Promise<Value> {
  return new Promise((resolve, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason as Error), { once: true })
    promise.then(resolve, reject)
  })
}

function codeOf(thrown: unknown): unknown {
  return thrown instanceof Error && 'code' in thrown ? thrown.code : undefined
}

/** All other errors are rare: their sentences load when one of them happens. */
async function sentenceFor(thrown: unknown): Promise<string> {
  try {
    const { errorText } = await import('../../messages/errors.ts')
    return errorText(thrown)
  } catch {
    return unlockText().failed
  }
}

/** Whole seconds of a wait, counted down by the clock; ticks only while there is one. */
function createWait({ clock }: UnlockingServices): { readonly left: Accessor<number>; start(waitMs: number): void } {
  const [left, setLeft] = createSignal(0)
  let stop: (() => void) | undefined
  onCleanup(() => stop?.())
  return {
    left,
    start(waitMs) {
      stop?.()
      if (waitMs === 0) return
      // The wall clock may be set while this counts, so the other one measures.
      const until = clock.monotonic() + waitMs
      stop = makeTick(clock, document, () => {
        setLeft(Math.max(0, Math.ceil((until - clock.monotonic()) / 1000)))
        if (left() === 0) stop?.()
      })
    },
  }
}
