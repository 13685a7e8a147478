import { createSignal, createUniqueId, lazy, Match, onCleanup, Show, Suspense, Switch, type JSX } from 'solid-js'
import { Button } from '../../components/button.tsx'
import { SelectField } from '../../components/choice.tsx'
import { Dialog } from '../../components/dialog.tsx'
import { FormAlert } from '../../components/form-alert.tsx'
import { downloadIcon, fileLockIcon, uploadIcon } from '../../components/icon-paths.ts'
import { Tip } from '../../components/tip.tsx'
import { backupsText } from '../../messages/backups.ts'
import type { StrengthWorker } from '../../passphrase/estimator.ts'
import { useServices } from '../../services.tsx'
import { useWorkspace } from '../../workspace.tsx'
import styles from './backup-dialog.module.css'
import { createBackUpRun, type BackUpRun } from './back-up-run.ts'
import type { BackupFileType } from './back-up-target.ts'
import { BackUpDone } from './back-up-done.tsx'
import { createPassphraseChoice } from './passphrase-choice.ts'
import { PassphraseChoiceFields } from './passphrase-choice-fields.tsx'
import { Progress } from './progress.tsx'

const CheckFileDialog = lazy(async () => ({ default: (await import('./check-file-dialog.tsx')).CheckFileDialog }))

interface BackUpProps {
  readonly onClose: () => void
  /** Test seam: what judges another passphrase. */
  readonly startWorker?: () => StrengthWorker
}

/** `Back up now`: which passphrase, which kind of file, and then what became of it. */
export function BackUpDialog(props: BackUpProps): JSX.Element {
  const [checking, setChecking] = createSignal(false)
  return (
    <Show
      when={checking()}
      fallback={
        <MakeDialog startWorker={props.startWorker} onCheck={() => setChecking(true)} onClose={() => props.onClose()} />
      }
    >
      <Suspense>
        <CheckFileDialog onClose={() => props.onClose()} />
      </Suspense>
    </Show>
  )
}

function MakeDialog(props: {
  readonly startWorker: (() => StrengthWorker) | undefined
  readonly onCheck: () => void
  readonly onClose: () => void
}): JSX.Element {
  const workspace = useWorkspace()
  const services = useServices()
  const formId = createUniqueId()
  const run = createBackUpRun(workspace, services)
  const choice = createPassphraseChoice()
  const [type, setType] = createSignal<BackupFileType>('backup')
  let ownField: HTMLInputElement | undefined
  const text = () => backupsText().dialog
  const asking = (): boolean => run.step() === 'ask'
  const working = (): boolean => !asking() && run.step() !== 'done'
  onCleanup(services.update.guard(() => working() || choice.passphrase() !== ''))

  const refuse = (why: string): void => {
    choice.refuseOwn(why)
    // The form was out of reach until now.
    queueMicrotask(() => {
      ownField?.focus()
      ownField?.select()
    })
  }
  const save = async (): Promise<void> => {
    if (working() || !choice.usable()) return
    if (choice.passphrase() === '') refuse(text().missing)
    else if (!(await run.start({ passphrase: choice.passphrase(), isOwn: choice.kind() === 'own', type: type() })))
      refuse(text().wrong)
  }
  const close = (): void => {
    if (working()) run.stop()
    else props.onClose()
  }

  return (
    <Dialog
      title={asking() || working() ? text().title : text().done}
      text={asking() ? text().text(workspace.accounts().length, workspace.bin().length) : undefined}
      bare={working()}
      onClose={close}
      foot={
        <Foot
          run={run}
          formId={formId}
          usable={choice.usable()}
          onClose={() => props.onClose()}
          onCheck={props.onCheck}
        />
      }
    >
      <form
        id={formId}
        hidden={!asking()}
        onSubmit={(event) => {
          event.preventDefault()
          void save()
        }}
      >
        <div class={styles['form']}>
          <PassphraseChoiceFields
            ref={(field) => (ownField = field)}
            choice={choice}
            disabled={false}
            startWorker={props.startWorker}
          />
          <SelectField
            label={text().fileType}
            help={type() === 'page' ? text().pageHelp : text().backupFileHelp}
            options={[
              { value: 'backup', label: text().backupFile },
              { value: 'page', label: text().page },
            ]}
            value={type()}
            onChange={setType}
          />
          <FormAlert text={run.failure()} />
        </div>
      </form>
      <Outcome run={run} />
    </Dialog>
  )
}

function Outcome(props: { readonly run: BackUpRun }): JSX.Element {
  const text = () => backupsText().dialog
  const word = (): string => {
    const step = props.run.step()
    return step === 'confirming' || step === 'encrypting' || step === 'verifying' ? text().steps[step] : ''
  }
  return (
    <Switch>
      <Match when={props.run.step() === 'ready'}>
        <Tip icon={fileLockIcon} title={text().ready}>
          {text().readyText}
        </Tip>
      </Match>
      <Match when={word()}>
        {(said) => <Progress label={text().progress} said={said()} help={text().stepsHelp} />}
      </Match>
      <Match when={props.run.step() === 'done' && props.run.result()}>
        {(result) => <BackUpDone result={result()} />}
      </Match>
    </Switch>
  )
}

interface FootProps {
  readonly run: BackUpRun
  readonly formId: string
  readonly usable: boolean
  readonly onCheck: () => void
  readonly onClose: () => void
}

/** What had the focus is gone. */
function takeFocus(button: HTMLButtonElement): void {
  queueMicrotask(() => button.focus())
}

function Foot(props: FootProps): JSX.Element {
  const text = () => backupsText().dialog
  return (
    <Switch
      fallback={
        <Button ref={takeFocus} onClick={() => props.run.stop()}>
          {text().stop}
        </Button>
      }
    >
      <Match when={props.run.step() === 'ask'}>
        <Button onClick={() => props.onClose()}>{text().cancel}</Button>
        <Button look="primary" icon={downloadIcon} type="submit" form={props.formId} disabled={!props.usable}>
          {text().save}
        </Button>
      </Match>
      <Match when={props.run.step() === 'ready'}>
        <Button onClick={() => props.run.stop()}>{text().cancel}</Button>
        <Button icon={downloadIcon} onClick={() => void props.run.downloadInstead()}>
          {text().download}
        </Button>
        <Button look="primary" icon={uploadIcon} ref={takeFocus} onClick={() => void props.run.share()}>
          {text().share}
        </Button>
      </Match>
      <Match when={props.run.step() === 'done'}>
        <Show when={props.run.result()?.delivery !== 'picked'}>
          <Button onClick={() => props.onCheck()}>{text().checkFile}</Button>
        </Show>
        <Button look="primary" ref={takeFocus} onClick={() => props.onClose()}>
          {text().close}
        </Button>
      </Match>
    </Switch>
  )
}
