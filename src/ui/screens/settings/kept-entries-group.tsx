import { createMemo, createSignal, lazy, Show, Suspense, type JSX } from 'solid-js'
import { Button } from '../../components/button.tsx'
import { backupsText } from '../../messages/backups.ts'
import { fileDate, saveFile } from '../../primitives/save-file.ts'
import type { Proof } from '../../../vault/index.ts'
import { useWorkspace } from '../../workspace.tsx'
import styles from './backups-section.module.css'
import { SettingRow, SettingsGroup } from './settings-group.tsx'

const ReauthDialog = lazy(async () => ({ default: (await import('../../components/reauth-dialog.tsx')).ReauthDialog }))
const ConfirmDialog = lazy(async () => ({
  default: (await import('../../components/confirm-dialog.tsx')).ConfirmDialog,
}))

/** What imports could not read and the vault keeps: nothing, where there is none. */
export function KeptEntriesGroup(): JSX.Element {
  const workspace = useWorkspace()
  const [asking, setAsking] = createSignal<'save' | 'delete'>()
  const [removals, setRemovals] = createSignal(0)
  const text = () => backupsText().kept
  const rows = createMemo(() => {
    removals()
    // Changed by imports, which change accounts too.
    workspace.accounts()
    return workspace.vault.keptRows()
  })
  const close = (): void => {
    setAsking(undefined)
  }
  const save = async (proof: Proof): Promise<boolean> => {
    if (!(await workspace.vault.confirmProof(proof))) return false
    close()
    saveFile({
      name: `${text().fileName}-${fileDate(workspace.now())}.json`,
      type: 'application/json',
      content: JSON.stringify(rows(), null, 2),
    })
    return true
  }
  const remove = async (): Promise<void> => {
    close()
    try {
      await workspace.vault.forgetKeptRows()
      setRemovals((count) => count + 1)
      workspace.toasts.show({ text: text().removed })
    } catch (error) {
      workspace.report(error)
    }
  }
  return (
    <Show when={rows().length > 0}>
      <SettingsGroup title={text().title}>
        <SettingRow stacked label={text().label(rows().length)} help={text().help}>
          <span class={styles['buttons']}>
            <Button size="small" look="quiet" onClick={() => setAsking('save')}>
              {text().save}
            </Button>
            <Button size="small" look="dangerLine" disabled={workspace.readOnly()} onClick={() => setAsking('delete')}>
              {text().remove}
            </Button>
          </span>
        </SettingRow>
      </SettingsGroup>
      <Suspense>
        <Show when={asking() === 'save'}>
          <ReauthDialog action={text().save} why={text().why} onConfirm={save} onPasskey={save} onClose={close} />
        </Show>
        <Show when={asking() === 'delete'}>
          <ConfirmDialog
            title={text().removeTitle(rows().length)}
            text={text().removeText}
            confirm={text().remove}
            onConfirm={() => void remove()}
            onClose={close}
          />
        </Show>
      </Suspense>
    </Show>
  )
}
