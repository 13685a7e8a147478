import { createEffect, createSignal, createUniqueId, Match, onMount, Show, Switch, untrack, type JSX } from 'solid-js'
import type { OpenImport } from '../../../transfer/index.ts'
import { isImport } from '../../arrivals.ts'
import { TextLink, WideSubmit } from '../../components/button.tsx'
import { FormAlert } from '../../components/form-alert.tsx'
import { fileLockIcon, keyIcon } from '../../components/icon-paths.ts'
import { Segments } from '../../components/segments.tsx'
import { Tip } from '../../components/tip.tsx'
import { errorText } from '../../messages/errors.ts'
import { importText } from '../../messages/import.ts'
import { welcomeText } from '../../messages/welcome.ts'
import type { StrengthWorker } from '../../passphrase/estimator.ts'
import { NewPassphraseFields, PassphraseAdvice } from '../../passphrase/new-passphrase-fields.tsx'
import { createNewPassphrase } from '../../passphrase/new-passphrase.ts'
import { useServices } from '../../services.tsx'
import { FileButton } from '../import/file-button.tsx'
import { LockedFile } from '../import/locked-step.tsx'
import { createOpening, type Opening } from '../import/opening.ts'
import { RefusedFiles } from '../import/refused-files.tsx'
import styles from './restore-form.module.css'

interface RestoreProps {
  /** Test seam: what judges a new passphrase. */
  readonly startWorker?: (() => StrengthWorker) | undefined
  /** Back to making an empty vault. */
  readonly onBack: () => void
}

/**
 * A first visit with a backup at hand: the file is opened before there is a vault, which is then made under the same
 * passphrase or a new one, and gets all that the backup holds.
 */
export function RestoreForm(props: RestoreProps): JSX.Element {
  const { arrivals, importer } = useServices()
  const [password, setPassword] = createSignal('')
  const opened = createOpening(importer)
  const opening: Opening = {
    ...opened,
    unlock(text) {
      setPassword(text)
      return opened.unlock(text)
    },
  }
  const isReady = (): boolean =>
    opening.reading() === 0 && opening.locked() === undefined && opening.opened().length > 0
  createEffect(() => {
    // What this form brings itself is for the screen after it.
    if (arrivals.waiting().every((arrival) => arrival.what === 'restore' || !isImport(arrival))) return
    for (const arrival of untrack(arrivals.takeImports)) if (arrival.what === 'files') void opening.take(arrival.files)
  })
  return (
    <div class={styles['restore']}>
      <Heading />
      <RefusedFiles refused={opening.refused()} onDismiss={opening.dismissRefused} />
      <Switch fallback={<ChooseBackup opening={opening} />}>
        <Match when={opening.locked()} keyed>
          {(locked) => (
            <LockedFile
              locked={locked}
              opening={opening}
              class={styles['card'] ?? ''}
              onCancel={() => opening.clear()}
              onOther={(files) => {
                opening.clear()
                void opening.take(files)
              }}
            />
          )}
        </Match>
        <Match when={isReady()}>
          <NewVault {...props} opened={opening.opened()} password={password()} />
        </Match>
      </Switch>
      <TextLink
        href="#"
        onClick={(event) => {
          event.preventDefault()
          props.onBack()
        }}
      >
        {importText().restoreBack}
      </TextLink>
    </div>
  )
}

function Heading(): JSX.Element {
  let heading: HTMLHeadingElement | undefined
  onMount(() => heading?.focus({ preventScroll: true }))
  return (
    <h2 ref={heading} class={styles['heading']} tabindex={-1}>
      {importText().restoreHeading}
    </h2>
  )
}

function ChooseBackup(props: { readonly opening: Opening }): JSX.Element {
  const reading = (): boolean => props.opening.reading() > 0
  return (
    <>
      <Tip icon={fileLockIcon}>{importText().restoreHelp}</Tip>
      <FileButton
        look="primary"
        size="big"
        wide
        aria-busy={reading()}
        onFiles={(files) => void props.opening.take(files)}
      >
        {reading() ? importText().reading(props.opening.reading()) : importText().restoreChoose}
      </FileButton>
    </>
  )
}

interface NewVaultProps extends RestoreProps {
  readonly opened: readonly OpenImport[]
  /** What opened the backup; empty where it was not locked. */
  readonly password: string
}

/** What the backup holds, and the passphrase of the vault that it goes into. */
function NewVault(props: NewVaultProps): JSX.Element {
  const services = useServices()
  const headingId = createUniqueId()
  const choice = createNewPassphrase(untrack(() => props.startWorker))
  const [under, setUnder] = createSignal<'same' | 'new'>(untrack(() => props.password) === '' ? 'new' : 'same')
  const [creating, setCreating] = createSignal(false)
  const [error, setError] = createSignal<string>()
  const count = (): number =>
    props.opened.reduce((sum, { entries }) => sum + entries.filter(({ outcome }) => outcome === 'account').length, 0)
  const passphrase = (): string => (under() === 'same' ? props.password : choice.passphrase())
  const isUsable = (): boolean => under() === 'same' || choice.usable()

  const restore = async (): Promise<void> => {
    if (creating() || !isUsable()) return
    setCreating(true)
    setError(undefined)
    try {
      const { opened } = props
      const vault = await services.vault
      await vault.create(passphrase())
      choice.clear()
      services.arrivals.bring({ what: 'restore', opened })
    } catch (thrown) {
      setError(errorText(thrown))
      // A passphrase that no vault may have is no reason to give the backup up.
      setUnder('new')
    } finally {
      setCreating(false)
    }
  }
  return (
    <form
      class={styles['form']}
      aria-labelledby={headingId}
      onSubmit={(event) => {
        event.preventDefault()
        void restore()
      }}
    >
      <h3 id={headingId} class={styles['found']}>
        {importText().restoreFound(count())}
      </h3>
      <Show when={props.password !== ''}>
        <Segments
          labelled
          full
          label={importText().restoreUnder}
          options={[
            { value: 'same', label: importText().restoreSame },
            { value: 'new', label: importText().restoreNew },
          ]}
          value={under()}
          onChange={setUnder}
        />
      </Show>
      <Show when={under() === 'new'}>
        <NewPassphraseFields
          choice={choice}
          label={welcomeText().passphrase}
          confirmLabel={welcomeText().confirm}
          disabled={creating()}
        />
        <PassphraseAdvice
          choice={choice}
          disabled={creating()}
          enough={
            <Tip icon={keyIcon} title={welcomeText().tipTitle}>
              {welcomeText().tip}
            </Tip>
          }
        />
      </Show>
      <FormAlert text={error()} />
      <WideSubmit busy={creating()} blocked={!isUsable()}>
        {creating() ? importText().restoring : importText().restoreNow}
      </WideSubmit>
    </form>
  )
}
