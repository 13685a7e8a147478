import { createSignal, lazy, Match, Show, Suspense, Switch, type JSX } from 'solid-js'
import { createHandleStore, type FileHandle, type FolderHandle } from '../../../backups/index.ts'
import type { Autosave, VaultSettings } from '../../../vault/index.ts'
import { Button } from '../../components/button.tsx'
import { fileLockIcon, folderIcon, warningIcon } from '../../components/icon-paths.ts'
import { Icon } from '../../components/icon.tsx'
import { backupsText } from '../../messages/backups.ts'
import { canPickFiles, pickFile, pickFolder } from '../../primitives/file-pickers.ts'
import { useWorkspace } from '../../workspace.tsx'
import { allowAgain, tryAgain } from '../backup/allow-again.ts'
import { backupFileKind } from '../backup/back-up-target.ts'
import styles from './backups-section.module.css'
import { SelectRow, SettingRow, SettingsGroup } from './settings-group.tsx'

const AutosaveDialog = lazy(async () => ({ default: (await import('./autosave-dialog.tsx')).AutosaveDialog }))

interface AutosaveProps {
  readonly save: (change: Partial<VaultSettings>) => void
}

/** How many files of a folder are kept unless told otherwise. */
const keptFiles = 10
const keepChoices = [3, 5, keptFiles, 30]

/** Backups that are made by themselves, into a file or a folder, where a browser lets a page keep one. */
export function AutosaveGroup(props: AutosaveProps): JSX.Element {
  const workspace = useWorkspace()
  const [picked, setPicked] = createSignal<FileHandle | FolderHandle>()
  const text = () => backupsText().autosave
  const autosave = () => workspace.settings().autosave
  const handles = createHandleStore()

  /** The place is known; with a passphrase that was given before, nothing else is. */
  const use = async (handle: FileHandle | FolderHandle): Promise<void> => {
    const place = { kind: handle.kind === 'file' ? 'file' : 'folder', name: handle.name } as const
    await handles.put(handle)
    const keep = autosave()?.keep ?? keptFiles
    await workspace.vault.changeSettings({ autosave: { ...place, keep, savedAt: null, failed: null } })
  }
  const choose = async (what: 'file' | 'folder'): Promise<void> => {
    try {
      const handle = await (what === 'file' ? pickFile(backupFileKind('backup', workspace.now())) : pickFolder())
      if (!handle) return
      if (autosave() && hasKey()) await use(handle)
      else setPicked(() => handle)
    } catch (error) {
      if (error instanceof DOMException) workspace.toasts.show({ text: text().refused, stayMs: 8000 })
      else workspace.report(error)
    }
  }
  const hasKey = (): boolean => {
    const key = workspace.vault.backupKey()
    key?.prk.fill(0)
    return key !== undefined
  }
  const stop = async (): Promise<void> => {
    try {
      await workspace.vault.changeSettings({ autosave: null })
      await workspace.vault.keepBackupKey(null)
      await handles.remove()
      workspace.toasts.show({ text: text().stopped })
    } catch (error) {
      workspace.report(error)
    }
  }

  return (
    <SettingsGroup title={text().title} lead={text().lead} disabled={workspace.readOnly()}>
      <Show when={autosave()}>
        {(current) => <Current autosave={current()} onStop={() => void stop()} save={props.save} onChoose={choose} />}
      </Show>
      <Show
        when={canPickFiles()}
        fallback={<SettingRow label={text().unsupported} help={text().unsupportedHelp} icon={fileLockIcon} />}
      >
        <SettingRow label={autosave() ? text().anotherFile : text().file} help={text().fileHelp}>
          <Button size="small" look="quiet" onClick={() => void choose('file')}>
            {text().chooseFile}
          </Button>
        </SettingRow>
        <SettingRow label={autosave() ? text().anotherFolder : text().folder} help={text().folderHelp}>
          <Button size="small" look="quiet" onClick={() => void choose('folder')}>
            {text().chooseFolder}
          </Button>
        </SettingRow>
      </Show>
      <Suspense>
        <Show when={picked()}>
          {(handle) => (
            <AutosaveDialog name={handle().name} onReady={() => use(handle())} onClose={() => setPicked(undefined)} />
          )}
        </Show>
      </Suspense>
    </SettingsGroup>
  )
}

interface CurrentProps extends AutosaveProps {
  readonly autosave: Autosave
  readonly onStop: () => void
  readonly onChoose: (what: 'file' | 'folder') => Promise<void>
}

function Current(props: CurrentProps): JSX.Element {
  const workspace = useWorkspace()
  const text = () => backupsText().autosave
  const state = (): string => {
    const { savedAt } = props.autosave
    if (savedAt === null) return props.autosave.failed === null ? text().soon : text().notYet
    return text().savedAt(backupsText().when(savedAt, workspace.now()))
  }
  const keepOptions = () => {
    const all = new Set([...keepChoices, props.autosave.keep])
    return [...all].toSorted((a, b) => a - b).map((value) => ({ value, label: text().keepLast(value) }))
  }
  return (
    <>
      <SettingRow
        icon={props.autosave.kind === 'file' ? fileLockIcon : folderIcon}
        label={props.autosave.name}
        help={state()}
      >
        <Button size="small" look="quiet" aria-label={text().stop} onClick={() => props.onStop()}>
          {text().stopWord}
        </Button>
      </SettingRow>
      <Show when={props.autosave.failed}>
        {(code) => <Failure code={code()} onChoose={() => void props.onChoose(props.autosave.kind)} />}
      </Show>
      <Show when={props.autosave.kind === 'folder'}>
        <SelectRow
          label={text().keep}
          options={keepOptions()}
          value={props.autosave.keep}
          onChange={(keep) => props.save({ autosave: { ...props.autosave, keep } })}
        />
      </Show>
    </>
  )
}

/** What went wrong, until it is put right. */
function Failure(props: { readonly code: string; readonly onChoose: () => void }): JSX.Element {
  const workspace = useWorkspace()
  const text = () => backupsText().autosave
  return (
    <div class={styles['failed']} role="alert">
      <Icon path={warningIcon} size={20} />
      <p>{backupsText().notice.failure(props.code)}</p>
      <Switch
        fallback={
          <Button size="small" look="quiet" onClick={() => void tryAgain(workspace)}>
            {text().retry}
          </Button>
        }
      >
        <Match when={props.code === 'autosave/permission'}>
          <Button size="small" look="quiet" onClick={() => void allowAgain(workspace)}>
            {text().allow}
          </Button>
        </Match>
        <Match when={props.code === 'autosave/missing'}>
          <Button size="small" look="quiet" onClick={() => props.onChoose()}>
            {text().chooseAgain}
          </Button>
        </Match>
      </Switch>
    </div>
  )
}
