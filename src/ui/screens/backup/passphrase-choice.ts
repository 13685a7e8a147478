import { createSignal, type Accessor } from 'solid-js'
import type { NewPassphrase } from '../../passphrase/new-passphrase.ts'

/** Which passphrase a backup is made under: the vault's own, or one that is chosen for it. */
export interface PassphraseChoice {
  readonly kind: Accessor<'own' | 'other'>
  setKind(kind: 'own' | 'other'): void
  /** What was typed as the vault's own. */
  readonly own: Accessor<string>
  setOwn(text: string): void
  /** Why the own one was refused. */
  readonly ownError: Accessor<string | undefined>
  refuseOwn(why: string): void
  /** The other one, while it is being chosen. */
  setOther(choice: NewPassphrase | undefined): void
  readonly passphrase: Accessor<string>
  /** It can be used as far as this side can tell: whether the own one is right, only the vault knows. */
  readonly usable: Accessor<boolean>
}

/** A choice that starts at the vault's own. */
export function createPassphraseChoice(): PassphraseChoice {
  const [kind, setKind] = createSignal<'own' | 'other'>('own')
  const [own, setOwn] = createSignal('')
  const [ownError, setOwnError] = createSignal<string>()
  const [other, setOther] = createSignal<NewPassphrase>()
  return {
    kind,
    setKind(next) {
      setOwnError(undefined)
      setKind(next)
    },
    own,
    setOwn(text) {
      setOwnError(undefined)
      setOwn(text)
    },
    ownError,
    refuseOwn: setOwnError,
    setOther: (choice) => setOther(() => choice),
    passphrase: () => (kind() === 'own' ? own() : (other()?.passphrase() ?? '')),
    // An empty own one is told of when the person goes on, not by a button that does nothing.
    usable: () => kind() === 'own' || (other()?.usable() ?? false),
  }
}
