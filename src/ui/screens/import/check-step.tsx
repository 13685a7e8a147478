import { createSignal, createUniqueId, For, onCleanup, onMount, Show, type JSX } from 'solid-js'
import type { RowChoice } from '../../../transfer/index.ts'
import { Button } from '../../components/button.tsx'
import { Select } from '../../components/choice.tsx'
import { downloadIcon } from '../../components/icon-paths.ts'
import { FormAlert } from '../../components/form-alert.tsx'
import { TickOption } from '../../components/tick-box.tsx'
import { errorText } from '../../messages/errors.ts'
import { importText } from '../../messages/import.ts'
import { useWorkspace } from '../../workspace.tsx'
import { panelClass, TransferPage } from '../transfer/transfer-page.tsx'
import { takesKeys } from '../accounts/accounts-keys.ts'
import type { ImportCheck } from './import-check.ts'
import type { RowFilter } from './import-choices.ts'
import { ImportNotes } from './import-notes.tsx'
import type { ImportSession } from './import-session.ts'
import { ImportTable } from './import-table.tsx'
import { RefusedFiles } from './refused-files.tsx'
import { saveUnreadable } from './save-unreadable.ts'
import { Steps } from './steps.tsx'
import styles from './check-step.module.css'

interface CheckProps {
  readonly session: ImportSession
  readonly onCancel: () => void
}

/** What would come in, before anything is saved. */
export function CheckStep(props: CheckProps): JSX.Element {
  const files = (): readonly string[] => [...new Set(props.session.opened().flatMap((one) => one.files))]
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape' || event.defaultPrevented || takesKeys(event)) return
    if (!document.getElementById('app')?.hasAttribute('inert')) props.onCancel()
  }
  window.addEventListener('keydown', onKeyDown)
  onCleanup(() => window.removeEventListener('keydown', onKeyDown))
  return (
    <TransferPage
      takesFocus
      width="wide"
      title={importText().checkHeading}
      line={importText().checkLine(files(), props.session.check.rows().length)}
      backLabel={importText().backToImport}
      onBack={() => props.onCancel()}
      aside={<Steps at="check" />}
      foot={<Foot session={props.session} onCancel={() => props.onCancel()} />}
    >
      <RefusedFiles refused={props.session.opening.refused()} onDismiss={props.session.opening.dismissRefused} />
      <ImportNotes opened={props.session.opened()} />
      <Options check={props.session.check} />
      <div class={styles['tools']}>
        <Filters check={props.session.check} />
        <ResolveAll check={props.session.check} />
      </div>
      <ImportTable check={props.session.check} />
    </TransferPage>
  )
}

const filters: readonly RowFilter[] = ['all', 'new', 'duplicate', 'conflict', 'invalid']

function Filters(props: { readonly check: ImportCheck }): JSX.Element {
  const name = (filter: RowFilter): string => (filter === 'all' ? importText().all : importText().statuses[filter])
  return (
    <div class={styles['filters']} role="group" aria-label={importText().filters}>
      <For each={filters}>
        {(filter) => (
          <button
            type="button"
            aria-pressed={props.check.filter() === filter}
            onClick={() => props.check.setFilter(filter)}
          >
            {importText().filter(name(filter), props.check.counts()[filter])}
          </button>
        )}
      </For>
    </div>
  )
}

/** One answer to all conflicts, where there are several. */
function ResolveAll(props: { readonly check: ImportCheck }): JSX.Element {
  const answers: readonly RowChoice[] = ['keep-both', 'take-theirs', 'skip']
  const options = (): { value: RowChoice | 'mixed'; label: string }[] => [
    ...(props.check.conflictChoice() === undefined
      ? [{ value: 'mixed' as const, label: importText().resolveAllMixed }]
      : []),
    ...answers.map((value) => ({ value, label: importText().choices[value] })),
  ]
  return (
    <Show when={props.check.counts().conflict > 1}>
      <span class={styles['resolve']}>
        <span aria-hidden="true">{importText().resolveAll}</span>
        <Select
          inRow
          label={importText().resolveAll}
          options={options()}
          value={props.check.conflictChoice() ?? 'mixed'}
          onChange={(choice) => {
            if (choice !== 'mixed') props.check.resolveAll(choice)
          }}
        />
      </span>
    </Show>
  )
}

function Options(props: { readonly check: ImportCheck }): JSX.Element {
  const unreadable = (): boolean => props.check.counts().invalid > 0
  return (
    <Show when={unreadable() || props.check.offersSettings()}>
      <div class={`${panelClass} ${styles['options']}`}>
        <Show when={props.check.offersSettings()}>
          <TickOption
            label={importText().restoreSettings}
            help={importText().restoreSettingsHelp}
            checked={props.check.restoreSettings()}
            onChange={props.check.setRestoreSettings}
          />
        </Show>
        <Show when={unreadable()}>
          <div class={styles['unreadable']}>
            <TickOption
              label={importText().keepUnreadable}
              help={importText().keepUnreadableHelp}
              checked={props.check.keepUnreadable()}
              onChange={props.check.setKeepUnreadable}
            />
            <SaveUnreadable check={props.check} />
          </div>
        </Show>
      </div>
    </Show>
  )
}

function SaveUnreadable(props: { readonly check: ImportCheck }): JSX.Element {
  const workspace = useWorkspace()
  const helpId = createUniqueId()
  return (
    <>
      <Button
        size="small"
        look="quiet"
        icon={downloadIcon}
        title={importText().saveUnreadableHelp}
        aria-describedby={helpId}
        onClick={() => saveUnreadable(props.check.rows(), workspace.now())}
      >
        {importText().saveUnreadable}
      </Button>
      <span id={helpId} hidden>
        {importText().saveUnreadableHelp}
      </span>
    </>
  )
}

function Foot(props: CheckProps): JSX.Element {
  const workspace = useWorkspace()
  const [armed, setArmed] = createSignal(false)
  // The numbers are said when they change, not when the page opens.
  onMount(() => queueMicrotask(() => setArmed(true)))
  const check = (): ImportCheck => props.session.check
  const count = (): number => check().taken().added + check().taken().changed
  const kept = (): number => (check().keepUnreadable() ? check().counts().invalid : 0)
  return (
    <>
      <div class={styles['count']}>
        <p aria-live={armed() ? 'polite' : 'off'}>
          <strong>{importText().footerCount(check().taken().added, check().rows().length)}</strong>
          {importText().footer(check().taken().changed)}
        </p>
        <FormAlert text={props.session.failure() === undefined ? undefined : errorText(props.session.failure())} />
      </div>
      <Button onClick={() => props.onCancel()}>{importText().cancel}</Button>
      <Button
        look="primary"
        disabled={workspace.readOnly() || (count() === 0 && kept() === 0)}
        onClick={() => void props.session.save()}
      >
        {count() === 0 && kept() > 0 ? importText().keepOnly(kept()) : importText().importNow(count())}
      </Button>
    </>
  )
}
