import { createSignal, createUniqueId, on, createEffect, onMount, Show, type JSX } from 'solid-js'
import type { LockedImport } from '../../../transfer/index.ts'
import { Button } from '../../components/button.tsx'
import { PassphraseField } from '../../components/field.tsx'
import { fileLockIcon, hourglassIcon } from '../../components/icon-paths.ts'
import { Icon } from '../../components/icon.tsx'
import { Tip } from '../../components/tip.tsx'
import { appNamesText } from '../../messages/app-names.ts'
import { importText } from '../../messages/import.ts'
import { panelClass, TransferPage } from '../transfer/transfer-page.tsx'
import { FileButton } from './file-button.tsx'
import type { Opening } from './opening.ts'
import { RefusedFiles } from './refused-files.tsx'
import { Steps } from './steps.tsx'
import styles from './locked-step.module.css'

interface LockedProps {
  readonly opening: Opening
  readonly onCancel: () => void
}

/** A locked export asks for its password; several ask one after the other. */
export function LockedStep(props: LockedProps): JSX.Element {
  return (
    <TransferPage
      width="narrow"
      title={importText().title}
      backLabel={importText().backToImport}
      onBack={() => props.onCancel()}
      aside={<Steps at="choose" />}
    >
      <RefusedFiles refused={props.opening.refused()} onDismiss={props.opening.dismissRefused} />
      <Show when={props.opening.locked()} keyed>
        {(locked) => (
          <LockedFile
            locked={locked}
            opening={props.opening}
            class={panelClass}
            onCancel={() => props.onCancel()}
            onOther={(files) => {
              props.opening.skip()
              void props.opening.take(files)
            }}
          />
        )}
      </Show>
    </TransferPage>
  )
}

interface LockedFileProps {
  readonly locked: LockedImport
  readonly opening: Opening
  /** What the cards look like. */
  readonly class?: string
  readonly onCancel: () => void
  /** Other files in its place. */
  readonly onOther: (files: readonly File[]) => void
}

/** The locked file, and the form that opens it. */
export function LockedFile(props: LockedFileProps): JSX.Element {
  return (
    <>
      <FileCard {...props} />
      <UnlockForm {...props} />
    </>
  )
}

function FileCard(props: LockedFileProps): JSX.Element {
  const facts = (): string => {
    const parts = [importText().encryptedFile(appNamesText()[props.locked.format])]
    const [name] = props.locked.files
    const file = name === undefined ? undefined : props.opening.file(name)
    if (file) parts.push(importText().fileFacts(file.size, file.lastModified))
    return parts.join(' ')
  }
  return (
    <div class={`${props.class ?? ''} ${styles['file']}`}>
      <span class={styles['sign']}>
        <Icon path={fileLockIcon} size={20} />
      </span>
      <span class={styles['words']}>
        <strong dir="auto">{importText().joinNames(props.locked.files)}</strong>
        <span>{facts()}</span>
      </span>
      <FileButton
        size="small"
        look="quiet"
        aria-label={importText().changeFile}
        disabled={props.opening.unlocking()}
        onFiles={(files) => props.onOther(files)}
      >
        {importText().change}
      </FileButton>
    </div>
  )
}

function UnlockForm(props: LockedFileProps): JSX.Element {
  const headingId = createUniqueId()
  const [password, setPassword] = createSignal('')
  const [missing, setMissing] = createSignal(false)
  let field: HTMLInputElement | undefined
  const busy = (): boolean => props.opening.unlocking()
  const others = (): boolean => props.opening.lockedPlace().count > 1 || props.opening.opened().length > 0

  onMount(() => field?.focus({ preventScroll: true }))
  createEffect(
    on(props.opening.problem, (problem) => {
      if (problem === undefined) return
      field?.focus()
      field?.select()
    }),
  )
  const submit = (): void => {
    if (busy()) return
    setMissing(password() === '')
    if (password() === '') field?.focus()
    else void props.opening.unlock(password())
  }
  const cancel = (): void => {
    if (busy()) props.opening.stop()
    else props.onCancel()
  }
  return (
    <form
      class={`${props.class ?? ''} ${styles['form']}`}
      aria-labelledby={headingId}
      onSubmit={(event) => {
        event.preventDefault()
        submit()
      }}
    >
      <div class={styles['head']}>
        <h2 id={headingId}>{importText().lockedHeading}</h2>
        <p>{helpFor(props.locked)}</p>
        <Show when={props.opening.lockedPlace().count > 1}>
          <p>{importText().lockedCount(props.opening.lockedPlace().place, props.opening.lockedPlace().count)}</p>
        </Show>
      </div>
      <PassphraseField
        ref={(element) => (field = element)}
        label={importText().passphrase}
        autocomplete="off"
        value={password()}
        readOnly={busy()}
        error={missing() ? importText().passphraseMissing : props.opening.problem()}
        onInput={(text) => {
          setPassword(text)
          setMissing(false)
        }}
      />
      <Show when={props.locked.memoryBytes}>
        {(bytes) => (
          <Tip icon={hourglassIcon} tone="care" title={importText().memoryTitle}>
            {importText().memory(bytes())}
          </Tip>
        )}
      </Show>
      <div class={styles['actions']}>
        <Show when={others()}>
          <Button look="ghost" disabled={busy()} onClick={() => props.opening.skip()}>
            {importText().skipFile}
          </Button>
        </Show>
        <Button onClick={cancel}>{importText().cancel}</Button>
        <Button look="primary" type="submit" aria-busy={busy()}>
          {busy() ? importText().openingBackup : importText().openBackup}
        </Button>
      </div>
    </form>
  )
}

function helpFor({ format }: LockedImport): string {
  if (format === 'mfa-manager') return importText().lockedOwn
  if (format === 'zip') return importText().lockedArchive
  return importText().lockedApp(appNamesText()[format])
}
