import { createHandleStore } from '../../../backups/index.ts'
import type { Workspace } from '../../workspace.tsx'

/**
 * Lets the browser ask whether the place of automatic backups may be written. To be called while a click is being
 * handled. What waits to be saved is saved then.
 */
export async function allowAgain(workspace: Workspace): Promise<void> {
  try {
    const handle = await createHandleStore().read()
    if ((await handle?.requestPermission?.({ mode: 'readwrite' })) === 'granted') await tryAgain(workspace)
  } catch (error) {
    workspace.report(error)
  }
}

/** Forgets what failed, which makes automatic backups go on. */
export async function tryAgain({ vault, report }: Workspace): Promise<void> {
  const { autosave } = vault.settings()
  if (autosave) await vault.changeSettings({ autosave: { ...autosave, failed: null } }).catch(report)
}
