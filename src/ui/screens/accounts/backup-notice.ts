import { createMemo } from 'solid-js'
import { backupState, changesSince } from '../../../backups/index.ts'
import { fileLockIcon, warningIcon } from '../../components/icon-paths.ts'
import { backupsText } from '../../messages/backups.ts'
import { useServices } from '../../services.tsx'
import { useWorkspace, type Workspace } from '../../workspace.tsx'
import type { Notice } from './notice.ts'

const hourMs = 60 * 60_000
const weekMs = 7 * 24 * hourMs

/** What is to be said of backups: automatic ones that have stopped, then one that is due. For the owner's lifetime. */
export function createBackupNotice(): (backUp: () => void) => readonly Notice[] {
  const workspace = useWorkspace()
  const { clock } = useServices()
  // Not each second: reminders are about days.
  const hour = createMemo(() => Math.floor(workspace.now() / hourMs))
  const due = createMemo(() => {
    hour()
    return isDue(workspace, clock.now())
  })
  return (backUp) => {
    const failed = workspace.settings().autosave?.failed
    return [...(failed ? [autosaveNotice(workspace, failed)] : []), ...(due() ? [dueNotice(workspace, backUp)] : [])]
  }
}

function isDue(workspace: Workspace, now: number): boolean {
  const { lastBackup, remindBackupAfterMs } = workspace.settings()
  // Lists do not change with a counter, backups do.
  workspace.accounts()
  if (remindBackupAfterMs === null || (lastBackup !== null && now - lastBackup.at < remindBackupAfterMs)) return false
  const everything = [...workspace.vault.accounts(), ...workspace.bin()]
  return backupState(everything, { lastBackup, remindBackupAfterMs }, now).isDue
}

function dueNotice(workspace: Workspace, backUp: () => void): Notice {
  const text = backupsText().notice
  const { lastBackup } = workspace.settings()
  const accounts = workspace.accounts()
  const added = lastBackup === null ? 0 : changesSince(accounts, lastBackup.at).added
  const onlyHere = added > 0 ? text.newOnly(added) : text.changes
  return {
    name: 'backup',
    kind: 'time',
    icon: fileLockIcon,
    title: lastBackup === null ? text.none : text.since(lastBackup.at),
    text: lastBackup === null ? text.onlyHere(accounts.length) : onlyHere,
    actions: [{ label: text.backUpNow, run: backUp }],
    dismissLabel: text.dismiss,
    dismissMs: weekMs,
  }
}

function autosaveNotice(workspace: Workspace, failed: string): Notice {
  const text = backupsText().notice
  const allow = async (): Promise<void> => {
    const { allowAgain } = await import('../backup/allow-again.ts')
    await allowAgain(workspace)
  }
  const settings = (): void => {
    window.location.hash = '#/settings/backups'
  }
  return {
    name: 'autosave',
    kind: 'time',
    icon: warningIcon,
    title: text.autosaveFailed,
    text: text.failure(failed),
    actions: [
      failed === 'autosave/permission'
        ? { label: text.allow, run: () => void allow() }
        : { label: text.settings, run: settings },
    ],
    dismissMs: null,
  }
}
