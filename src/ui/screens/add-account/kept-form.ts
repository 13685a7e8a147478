import type { Workspace } from '../../workspace.tsx'
import type { AccountForm } from './account-form-state.ts'

/** Half-typed forms by the workspace they belong to. A form may hold a key, so none outlives the lock. */
const kept = new WeakMap<Workspace, { readonly form: AccountForm; readonly stop: () => void }>()

/** The form that was left without an answer, if there is one. */
export function keptForm(workspace: Workspace): AccountForm | undefined {
  return kept.get(workspace)?.form
}

/** Keeps a form until it is dropped or the vault locks. A locked vault keeps none. */
export function keepForm(workspace: Workspace, form: AccountForm): void {
  dropForm(workspace)
  if (workspace.vault.status().name !== 'unlocked') return
  const stop = workspace.vault.subscribe((event) => {
    if (event.type === 'status' && event.status.name !== 'unlocked') dropForm(workspace)
  })
  kept.set(workspace, { form, stop })
}

/** Forgets the form. */
export function dropForm(workspace: Workspace): void {
  kept.get(workspace)?.stop()
  kept.delete(workspace)
}
