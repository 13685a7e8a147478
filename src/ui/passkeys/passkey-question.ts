import { createSignal, onCleanup, type Accessor } from 'solid-js'
import type { Services } from '../services.tsx'

/** What passkeys are asked with. */
export type PasskeyParts = Pick<Services, 'vault' | 'passkeys'>

/** A question of the browser for one of the vault's passkeys. */
interface PasskeyQuestion {
  /** The browser asks, or what it gave is being used. */
  readonly asking: Accessor<boolean>
  /** Asks, in the place of the question that is open. Rejects with what went wrong; see {@link isQuiet}. */
  ask(): Promise<void>
  /** Takes the question back. */
  stop(): void
}

/**
 * One question at a time, until the owner goes.
 *
 * @param use - Gets the 32 bytes of the PRF, which are zeroed once it is done.
 */
export function createPasskeyQuestion(
  parts: PasskeyParts,
  use: (secret: Uint8Array) => Promise<void>,
): PasskeyQuestion {
  const [asking, setAsking] = createSignal(false)
  let abort: AbortController | undefined
  let last: Promise<void> = Promise.resolve()
  let isOver = false
  const stop = (): void => abort?.abort()
  onCleanup(() => {
    isOver = true
    stop()
  })

  const putQuestion = async (signal: AbortSignal): Promise<void> => {
    const [vault, passkeys] = await Promise.all([parts.vault, parts.passkeys()])
    const known = await vault.passkeys()
    const { secret } = await passkeys.use(known, { signal })
    try {
      await use(secret)
    } finally {
      secret.fill(0)
    }
  }
  return {
    asking,
    stop,
    async ask() {
      stop()
      const mine = new AbortController()
      abort = mine
      if (isOver) stop()
      setAsking(true)
      // Browsers refuse a second question while the first is not quite gone.
      const next = last.catch(() => undefined).then(() => putQuestion(mine.signal))
      last = next
      try {
        await next
      } finally {
        if (abort === mine) setAsking(false)
      }
    },
  }
}

/** Whether a passkey can stand in for the passphrase; false until that is known. */
export function createHasPasskeys({ vault, passkeys }: PasskeyParts): Accessor<boolean> {
  const [has, setHas] = createSignal(false)
  const look = async (): Promise<void> => {
    const known = await (await vault).passkeys()
    if (known.length > 0) setHas((await (await passkeys()).support()).possible)
  }
  // Where it does not load, the passphrase is there as always.
  look().catch(() => undefined)
  return has
}

/** Whether nothing went wrong: the person does not want to, or somebody took the question back. */
export function isQuiet(error: unknown): boolean {
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  return code === 'passkey/declined' || code === 'passkey/cancelled'
}
