import type { JSX } from 'solid-js'
import { newKdfParameters, systemRandom, type KdfParameters, type KeyStrength } from '../../../crypto/index.ts'
import { ReauthDialog } from '../../components/reauth-dialog.tsx'
import { keyIcon } from '../../components/icon-paths.ts'
import { keyCareText } from '../../messages/key-care.ts'
import { useWorkspace } from '../../workspace.tsx'
import type { PassphraseHash } from '../../../vault/index.ts'

interface StrengthProps {
  readonly strength: KeyStrength
  /** What the slot is now. */
  readonly hash: PassphraseHash
  /** How long an unlock would take on this device, ms; `undefined`: not measured. */
  readonly ms?: number | undefined
  readonly onClose: () => void
}

/** Asks for the passphrase to wrap the vault key anew. Where it fails, the vault has the slot that it had. */
export function KeyStrengthDialog(props: StrengthProps): JSX.Element {
  const workspace = useWorkspace()
  const next = (): KdfParameters =>
    newKdfParameters({ argon2: props.hash.canChoose, strength: props.strength, random: systemRandom })
  const set = async (passphrase: string): Promise<void> => {
    await workspace.vault.setKeyStrength(passphrase, props.strength)
    workspace.toasts.show({ text: keyCareText().set(props.strength), icon: keyIcon })
    props.onClose()
  }
  return (
    <ReauthDialog
      action={keyCareText().proceed}
      why={keyCareText().why(next(), { ms: props.ms, factor: factorOf(props.hash.parameters, next()) })}
      onConfirm={set}
      onClose={() => props.onClose()}
    />
  )
}

/** How many times as long the second takes; 1 where they cannot be compared. */
function factorOf(now: KdfParameters, next: KdfParameters): number {
  return now.name === 'argon2id' && next.name === 'argon2id' ? (next.m * next.t) / (now.m * now.t) : 1
}
