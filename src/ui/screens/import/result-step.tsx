import { createSignal, For, lazy, Show, Suspense, type JSX } from 'solid-js'
import { Button, TextLink } from '../../components/button.tsx'
import { checkIcon, downloadIcon, undoIcon, warningIcon } from '../../components/icon-paths.ts'
import { Icon } from '../../components/icon.tsx'
import { Tip } from '../../components/tip.tsx'
import { importText } from '../../messages/import.ts'
import { useWorkspace } from '../../workspace.tsx'
import type { AccountForm } from '../add-account/account-form-state.ts'
import { panelClass, TransferPage } from '../transfer/transfer-page.tsx'
import { byHandForm } from './by-hand-form.ts'
import type { ImportResult } from './import-result.ts'
import type { ImportSession } from './import-session.ts'
import { RefusedFiles } from './refused-files.tsx'
import styles from './result-step.module.css'
import { rowLines, unreadableReason } from './row-words.ts'
import { saveUnreadable } from './save-unreadable.ts'
import { Steps } from './steps.tsx'

const AddAccountDialog = lazy(async () => ({
  default: (await import('../add-account/add-account-dialog.tsx')).AddAccountDialog,
}))

interface ResultProps {
  readonly session: ImportSession
  readonly result: ImportResult
  readonly onShowAccounts: () => void
  /** Makes a backup; absent where that is not to be had. */
  readonly onBackUp?: (() => void) | undefined
}

/** What an import has done, counted in storage, and what is left to do. */
export function ResultStep(props: ResultProps): JSX.Element {
  const workspace = useWorkspace()
  const [mending, setMending] = createSignal<AccountForm>()
  const undo = async (): Promise<void> => {
    if (!(await props.session.undo())) return
    props.session.clear()
    workspace.toasts.show({ text: importText().undone, icon: undoIcon })
  }
  return (
    <TransferPage
      width="narrow"
      title={importText().title}
      backLabel={importText().backToImport}
      onBack={() => props.session.clear()}
      aside={<Steps at="done" finished />}
    >
      <RefusedFiles refused={props.session.opening.refused()} onDismiss={props.session.opening.dismissRefused} />
      <section class={`${panelClass} ${styles['result']}`}>
        <span class={styles['sign']}>
          <Icon path={checkIcon} size={34} />
        </span>
        <Summary result={props.result} />
        <Facts result={props.result} onMend={setMending} />
        <Show when={props.result.added + props.result.changed > 0}>
          <Tip icon={warningIcon} tone="care" title={importText().checkTitle}>
            {importText().checkText}
          </Tip>
        </Show>
        <div class={styles['actions']}>
          <Button look="ghost" icon={undoIcon} onClick={() => void undo()}>
            {importText().undoImport}
          </Button>
          <span class={styles['grow']} />
          <Show when={props.onBackUp}>
            {(backUp) => (
              <Button icon={downloadIcon} onClick={() => backUp()()}>
                {importText().backUpNow}
              </Button>
            )}
          </Show>
          <Button look="primary" onClick={() => props.onShowAccounts()}>
            {importText().showAccounts}
          </Button>
        </div>
      </section>
      <Suspense>
        <Show when={mending()} keyed>
          {(form) => (
            <AddAccountDialog form={form} onClose={() => setMending(undefined)} onAdded={() => setMending(undefined)} />
          )}
        </Show>
      </Suspense>
    </TransferPage>
  )
}

function Summary(props: { readonly result: ImportResult }): JSX.Element {
  const sentence = (): string => {
    const { added, changed, duplicates, unreadable, settings } = props.result
    return [
      added + changed > 0 ? importText().saved : importText().nothingAdded,
      ...(settings ? [importText().savedSettings] : []),
      importText().skippedSentence(duplicates, unreadable.length),
    ].join(' ')
  }
  return (
    <div>
      <h2 ref={(heading) => queueMicrotask(() => heading.focus())} class={styles['heading']} tabindex={-1}>
        {importText().imported(props.result.added + props.result.changed)}
      </h2>
      <p class={styles['sentence']}>{sentence()}</p>
    </div>
  )
}

/** Of very many entries that were not read, the first are named and the others saved as a file. */
const namedEntries = 20

function Facts(props: { readonly result: ImportResult; readonly onMend: (form: AccountForm) => void }): JSX.Element {
  const fresh = (): number => props.result.added - props.result.beside - props.result.again
  const skipped = (): string =>
    importText().factSkipped(props.result.duplicates, props.result.conflicts, props.result.unchosen)
  return (
    <dl class={styles['facts']}>
      <Show when={props.result.added > 0}>
        <dt>{importText().facts.added}</dt>
        <dd>{importText().factAdded(fresh(), props.result.beside, props.result.again)}</dd>
      </Show>
      <Show when={props.result.changed > 0}>
        <dt>{importText().facts.changed}</dt>
        <dd>{importText().factChanged(props.result.changed)}</dd>
      </Show>
      <Show when={skipped() !== ''}>
        <dt>{importText().facts.skipped}</dt>
        <dd>{skipped()}</dd>
      </Show>
      <Show when={props.result.unreadable.length > 0}>
        <dt>{importText().facts.notRead}</dt>
        <dd>
          <NotRead result={props.result} onMend={(form) => props.onMend(form)} />
        </dd>
      </Show>
      <Show when={props.result.kept > 0}>
        <dt>{importText().facts.kept}</dt>
        <dd>{importText().factKept(props.result.kept)}</dd>
      </Show>
    </dl>
  )
}

function NotRead(props: { readonly result: ImportResult; readonly onMend: (form: AccountForm) => void }): JSX.Element {
  const workspace = useWorkspace()
  const rest = (): number => Math.max(0, props.result.unreadable.length - namedEntries)
  return (
    <>
      <ul role="list">
        <For each={props.result.unreadable.slice(0, namedEntries)}>
          {(row) => (
            <li>
              {importText().notReadEntry(...rowLines(row), unreadableReason(row.entry))}{' '}
              <TextLink
                class={styles['link'] ?? ''}
                href="#/import"
                onClick={(event) => {
                  event.preventDefault()
                  props.onMend(byHandForm(row.entry))
                }}
              >
                {importText().fixByHand}
              </TextLink>
            </li>
          )}
        </For>
      </ul>
      <Show when={rest() > 0}>
        <p>{importText().andMore(rest())}</p>
      </Show>
      <Button
        class={styles['save'] ?? ''}
        size="small"
        look="quiet"
        icon={downloadIcon}
        onClick={() => saveUnreadable(props.result.unreadable, workspace.now())}
      >
        {importText().saveUnreadable}
      </Button>
    </>
  )
}
