import { createSignal, onCleanup, Show, type JSX } from 'solid-js'
import { Button } from '../../components/button.tsx'
import { SelectField } from '../../components/choice.tsx'
import { FormDialog } from '../../components/form-dialog.tsx'
import { PassphraseField } from '../../components/field.tsx'
import { FormAlert } from '../../components/form-alert.tsx'
import { fingerprintIcon, unlockIcon } from '../../components/icon-paths.ts'
import { TickOption } from '../../components/tick-box.tsx'
import { errorText } from '../../messages/errors.ts'
import { exportText } from '../../messages/export.ts'
import { passkeyOfferText } from '../../messages/passkey-offer.ts'
import { createHasPasskeys, createPasskeyQuestion, isQuiet } from '../../passkeys/passkey-question.ts'
import { useServices } from '../../services.tsx'
import type { Proof } from '../../../vault/index.ts'
import { useWorkspace } from '../../workspace.tsx'
import { createPlan } from './create-plan.ts'
import type { ExportChoice } from './export-choice.ts'
import styles from './export-dialogs.module.css'
import { PlanSummary } from './plan-summary.tsx'
import { saveExport } from './save-export.ts'

const formats = ['key-uris', 'aegis', '2fas', 'bitwarden-csv'] as const
type PlainFormat = (typeof formats)[number]

/** A file that anyone can read: only after the passphrase, or a passkey, and a tick. */
export function PlainDialog(props: { readonly choice: ExportChoice; readonly onClose: () => void }): JSX.Element {
  const workspace = useWorkspace()
  const services = useServices()
  const { clock, update } = services
  const hasPasskeys = createHasPasskeys(services)
  const [format, setFormat] = createSignal<PlainFormat>('key-uris')
  const planned = createPlan(workspace, props.choice, format)
  const [passphrase, setPassphrase] = createSignal('')
  const [consents, setConsents] = createSignal(false)
  const [busy, setBusy] = createSignal(false)
  const [fieldError, setFieldError] = createSignal<string>()
  const [error, setError] = createSignal<string>()
  let field: HTMLInputElement | undefined
  onCleanup(update.guard(() => passphrase() !== ''))
  const nothing = (): boolean => planned()?.plan.included === 0
  const text = exportText

  const refuse = (why: string): void => {
    setFieldError(why)
    field?.focus()
    field?.select()
  }
  const mayGo = (): boolean => !busy() && !nothing() && consents()
  const saveFor = async (proof: Proof, onWrong: () => void): Promise<void> => {
    setBusy(true)
    setFieldError(undefined)
    setError(undefined)
    try {
      if (await workspace.vault.confirmProof(proof)) {
        await saveExport(format(), props.choice, { workspace, clock })
        props.onClose()
      } else onWrong()
    } catch (thrown) {
      setError(errorText(thrown))
    } finally {
      setBusy(false)
    }
  }
  const question = createPasskeyQuestion(services, async (passkeySecret) => {
    if (mayGo()) await saveFor({ passkeySecret }, () => setError(text().wrongPasskey))
  })
  const usePasskey = (): void => {
    setError(undefined)
    question.ask().catch((thrown: unknown) => isQuiet(thrown) || setError(errorText(thrown)))
  }
  const save = async (): Promise<void> => {
    question.stop()
    if (!mayGo()) return
    if (passphrase() === '') {
      refuse(text().passphraseMissing)
      return
    }
    await saveFor(passphrase(), () => refuse(text().wrongPassphrase))
  }

  return (
    <FormDialog
      role="alertdialog"
      sign={unlockIcon}
      signTone="care"
      title={text().plainTitle}
      text={text().plainText(planned()?.plan.included ?? props.choice.accounts().length)}
      cancel={text().cancel}
      submit={busy() ? text().exporting : text().exportUnencrypted}
      danger
      busy={busy()}
      holds
      blocked={!busy() && (nothing() || !consents())}
      between={
        <Show when={hasPasskeys()}>
          <Button
            look="ghost"
            class={styles['passkey']}
            icon={fingerprintIcon}
            disabled={!mayGo()}
            aria-busy={question.asking()}
            onClick={usePasskey}
          >
            {passkeyOfferText().use}
          </Button>
        </Show>
      }
      formClass={styles['form']}
      error={error()}
      onSubmit={() => void save()}
      onClose={() => props.onClose()}
    >
      <SelectField
        label={text().format}
        options={formats.map((value) => ({ value, label: text().formats[value] }))}
        value={format()}
        disabled={busy()}
        onChange={setFormat}
      />
      <PlanSummary words={planned()?.words} />
      <PassphraseField
        ref={(element) => {
          field = element
          element.dataset['autofocus'] = ''
        }}
        label={text().passphrase}
        autocomplete="current-password"
        plain
        value={passphrase()}
        readOnly={busy()}
        error={fieldError()}
        onInput={(typed) => {
          question.stop()
          setPassphrase(typed)
          setFieldError(undefined)
        }}
      />
      <TickOption label={text().consent} checked={consents()} disabled={busy()} onChange={setConsents} />
      <Show when={nothing()}>
        <FormAlert text={text().nothingFits(format())} />
      </Show>
    </FormDialog>
  )
}
