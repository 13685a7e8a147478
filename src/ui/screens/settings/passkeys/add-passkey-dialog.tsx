import { createSignal, onCleanup, Show, type JSX } from 'solid-js'
import type { Vault } from '../../../../vault/index.ts'
import { FormDialog } from '../../../components/form-dialog.tsx'
import { PassphraseField, TextField } from '../../../components/field.tsx'
import { passkeysText } from '../../../messages/passkeys.ts'
import { useServices } from '../../../services.tsx'
import styles from '../passphrase-dialog.module.css'
import { createAddingPasskey, type AddingPasskey } from './adding-passkey.ts'
import { longestName, suggestName } from './passkey-name.ts'

interface AddProps {
  readonly vault: Vault
  readonly onClose: () => void
}

/** Adds a passkey: the passphrase once more and a name, then the browser's questions. */
export function AddPasskeyDialog(props: AddProps): JSX.Element {
  const services = useServices()
  const adding = createAddingPasskey({ vault: props.vault, passkeys: services.passkeys })
  const [passphrase, setPassphrase] = createSignal('')
  const [name, setName] = createSignal('')
  const [doneFor, setDoneFor] = createSignal('')
  onCleanup(services.update.guard(() => adding.stage() !== 'done' && (passphrase() !== '' || adding.busy())))
  // While the browser asks, leaving takes the question back first.
  const close = (): void => {
    if (!adding.busy()) props.onClose()
    else adding.stop()
  }
  const go = async (): Promise<void> => {
    if (adding.stage() === 'prove') {
      await adding.prove(passphrase(), name())
      // What has served is not kept in a field.
      if (adding.stage() === 'ask') setPassphrase('')
      setDoneFor(name().trim())
    } else if (adding.stage() === 'ask') await adding.ask()
    else props.onClose()
  }
  const text = passkeysText
  return (
    <FormDialog
      bare
      title={adding.stage() === 'done' ? text().doneTitle : text().add}
      text={{ prove: text().proveText, ask: text().askText, done: text().doneText(doneFor()) }[adding.stage()]}
      cancel={adding.stage() === 'done' ? undefined : text().cancel}
      submit={affirmation(adding)}
      busy={adding.busy()}
      error={problemAt(adding, 'form')}
      onSubmit={() => void go()}
      onClose={close}
    >
      <Show when={adding.stage() === 'prove'}>
        <ProveFields
          vault={props.vault}
          adding={adding}
          passphrase={passphrase()}
          name={name()}
          onPassphrase={setPassphrase}
          onName={setName}
        />
      </Show>
      <p class={styles['status']} role="status">
        {adding.step()}
      </p>
    </FormDialog>
  )
}

function affirmation({ stage, busy }: AddingPasskey): string {
  const text = passkeysText()
  const words = {
    prove: [text.goOn, text.checking],
    ask: [text.ask, text.asking],
    done: [text.done, text.done],
  } as const
  return words[stage()][busy() ? 1 : 0]
}

function problemAt({ problem }: AddingPasskey, at: 'passphrase' | 'name' | 'form'): string | undefined {
  const found = problem()
  return found?.at === at ? found.text : undefined
}

interface ProveProps {
  readonly vault: Vault
  readonly adding: AddingPasskey
  readonly passphrase: string
  readonly name: string
  readonly onPassphrase: (typed: string) => void
  readonly onName: (typed: string) => void
}

function ProveFields(props: ProveProps): JSX.Element {
  const suggest = async (): Promise<void> => {
    const taken = (await props.vault.passkeys()).flatMap(({ name }) => name ?? [])
    if (props.name === '') props.onName(suggestName(navigator, taken))
  }
  // A field that stays empty asks for a name all the same.
  suggest().catch(() => undefined)
  return (
    <>
      <PassphraseField
        label={passkeysText().passphrase}
        autocomplete="current-password"
        value={props.passphrase}
        readOnly={props.adding.busy()}
        error={problemAt(props.adding, 'passphrase')}
        onInput={(typed) => {
          props.onPassphrase(typed)
          props.adding.forgetProblem()
        }}
      />
      <TextField
        label={passkeysText().name}
        help={passkeysText().nameHelp}
        maxlength={longestName}
        value={props.name}
        readOnly={props.adding.busy()}
        error={problemAt(props.adding, 'name')}
        onInput={(typed) => {
          props.onName(typed)
          props.adding.forgetProblem()
        }}
      />
    </>
  )
}
