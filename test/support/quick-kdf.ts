import { checkKdfBounds, kdfText, type Kdf, type KdfParameters } from '../../src/crypto/index.ts'

/** A Kdf that is no protection and takes no time. Bounds are checked as the real one checks them. */
export interface QuickKdf extends Kdf {
  /** The parameters of each derivation so far. */
  readonly asked: readonly KdfParameters[]
  /** Lets derivations wait until the returned function is called. */
  hold(): () => void
}

export function createQuickKdf(): QuickKdf {
  const asked: KdfParameters[] = []
  let gate: Promise<void> = Promise.resolve()
  return {
    asked,
    hold: () => {
      let release = () => {}
      gate = new Promise((resolve) => {
        release = resolve
      })
      return release
    },
    derive: async (passphrase, parameters, { signal } = {}) => {
      checkKdfBounds(parameters)
      signal?.throwIfAborted()
      asked.push(parameters)
      const input = Uint8Array.from([...passphrase, ...new TextEncoder().encode(kdfText(parameters))])
      await Promise.race([gate, aborted(signal)])
      signal?.throwIfAborted()
      return new Uint8Array(await crypto.subtle.digest('SHA-256', input))
    },
    dispose: () => {},
  }
}

function aborted(signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve) => {
    signal?.addEventListener('abort', () => resolve(), { once: true })
  })
}
