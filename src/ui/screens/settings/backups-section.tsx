import { createMemo, createSignal, lazy, Show, Suspense, type JSX } from 'solid-js'
import { backupState, changesSince } from '../../../backups/index.ts'
import type { VaultSettings } from '../../../vault/index.ts'
import { Button } from '../../components/button.tsx'
import { Switch } from '../../components/choice.tsx'
import { downloadIcon, fileLockIcon } from '../../components/icon-paths.ts'
import { Icon } from '../../components/icon.tsx'
import { backupsText } from '../../messages/backups.ts'
import { useServices } from '../../services.tsx'
import { useWorkspace } from '../../workspace.tsx'
import { FileButton } from '../import/file-button.tsx'
import { AutosaveGroup } from './autosave-group.tsx'
import styles from './backups-section.module.css'
import { KeptEntriesGroup } from './kept-entries-group.tsx'
import { ReadOnlyTip } from './read-only-tip.tsx'
import sectionStyles from './sections.module.css'
import { SelectRow, SettingRow, SettingsGroup } from './settings-group.tsx'

const BackUpDialog = lazy(async () => ({ default: (await import('../backup/back-up-dialog.tsx')).BackUpDialog }))
const CheckFileDialog = lazy(async () => ({
  default: (await import('../backup/check-file-dialog.tsx')).CheckFileDialog,
}))

const dayMs = 24 * 60 * 60_000
const reminders = { daily: dayMs, weekly: 7 * dayMs, monthly: 30 * dayMs }

interface SectionProps {
  readonly save: (change: Partial<VaultSettings>) => void
}

/** The last backup, reminders of the next, backups by themselves, and the way back. */
export function BackupsSection(props: SectionProps): JSX.Element {
  const [open, setOpen] = createSignal<'make' | 'check'>()
  const close = (): void => {
    setOpen(undefined)
  }
  return (
    <div class={sectionStyles['groups']}>
      <ReadOnlyTip />
      <LastBackup onMake={() => setOpen('make')} />
      <Reminders save={props.save} />
      <AutosaveGroup save={props.save} />
      <Restore onCheck={() => setOpen('check')} />
      <KeptEntriesGroup />
      <Suspense>
        <Show when={open() === 'make'}>
          <BackUpDialog onClose={close} />
        </Show>
        <Show when={open() === 'check'}>
          <CheckFileDialog onClose={close} />
        </Show>
      </Suspense>
    </div>
  )
}

function LastBackup(props: { readonly onMake: () => void }): JSX.Element {
  const workspace = useWorkspace()
  const text = backupsText
  const { clock } = useServices()
  const everything = createMemo(() => {
    // Lists do not change with a counter, backups do.
    workspace.accounts()
    return [...workspace.vault.accounts(), ...workspace.bin()]
  })
  const last = () => workspace.settings().lastBackup
  const state = createMemo(() => backupState(everything(), workspace.settings(), clock.now()))
  const sentence = (): string => {
    const made = last()
    if (!made) return text().noneYetHelp(workspace.accounts().length)
    if (!state().hasChanges) return text().upToDate(made.accounts)
    return text().behind(made.accounts, changesSince(everything(), made.at))
  }
  return (
    <section class={styles['last']} aria-label={text().lastBackup}>
      <span class={styles['sign']} data-tone={state().hasChanges ? 'care' : undefined}>
        <Icon path={fileLockIcon} size={20} />
      </span>
      <p>
        <strong>
          <Show when={last()} fallback={text().noneYet}>
            {(made) => text().last(made().at)}
          </Show>
        </strong>
        <span>{sentence()}</span>
      </p>
      <Button look="primary" icon={downloadIcon} onClick={() => props.onMake()}>
        {text().backUpNow}
      </Button>
    </section>
  )
}

function Reminders(props: SectionProps): JSX.Element {
  const workspace = useWorkspace()
  const text = backupsText
  const after = (): number => workspace.settings().remindBackupAfterMs ?? 0
  const options = () => {
    const { remind } = text()
    const known = Object.entries(reminders).map(([name, value]) => ({
      value,
      label: remind[name as keyof typeof reminders],
    }))
    // What a newer version or a backup has set stays what it is until another is chosen.
    const other = known.some(({ value }) => value === after()) || after() === 0 ? [] : [after()]
    return [
      { value: 0, label: remind.never },
      ...known,
      ...other.map((value) => ({ value, label: remind.days(value / dayMs) })),
    ]
  }
  return (
    <SettingsGroup title={text().reminders} disabled={workspace.readOnly()}>
      <SelectRow
        label={text().remindMe}
        options={options()}
        value={after()}
        onChange={(ms) => props.save({ remindBackupAfterMs: ms === 0 ? null : ms })}
      />
      <Switch
        label={text().beforeClearing}
        help={text().beforeClearingHelp}
        checked={workspace.settings().warnOfStorage}
        onChange={(warnOfStorage) => props.save({ warnOfStorage })}
      />
    </SettingsGroup>
  )
}

function Restore(props: { readonly onCheck: () => void }): JSX.Element {
  const workspace = useWorkspace()
  const { arrivals } = useServices()
  const text = backupsText
  return (
    <SettingsGroup title={text().restore}>
      <SettingRow label={text().restoreFrom} help={text().restoreHelp}>
        <FileButton
          size="small"
          look="quiet"
          disabled={workspace.readOnly()}
          onFiles={(files) => arrivals.bring({ what: 'files', files })}
        >
          {text().chooseBackup}
        </FileButton>
      </SettingRow>
      <SettingRow label={text().check.title} help={text().checkHelp}>
        <Button size="small" look="quiet" aria-label={text().check.title} onClick={() => props.onCheck()}>
          {text().checkWord}
        </Button>
      </SettingRow>
    </SettingsGroup>
  )
}
