import { createEffect, createSignal, type Accessor } from 'solid-js'
import type { PassphraseHash } from '../../../vault/index.ts'
import type { Workspace } from '../../workspace.tsx'

/** What the header says of the passphrase's slot; follows what is written here and in other tabs. */
export function createPassphraseHash({ vault, settings }: Workspace): Accessor<PassphraseHash | undefined> {
  const [hash, setHash] = createSignal<PassphraseHash>()
  createEffect(() => {
    // Each change of the slot is a change of the settings as well.
    settings()
    vault.passphraseHash().then(
      (found) => setHash(found),
      // Locked meanwhile, or not loaded: nothing is said of it then.
      () => undefined,
    )
  })
  return hash
}
