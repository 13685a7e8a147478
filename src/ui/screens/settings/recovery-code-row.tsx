import { createEffect, createSignal, lazy, Show, Suspense, type JSX } from 'solid-js'
import { Button } from '../../components/button.tsx'
import { recoveryText } from '../../messages/recovery.ts'
import type { RecoveryCodeState } from '../../../vault/index.ts'
import { useWorkspace } from '../../workspace.tsx'
import styles from './recovery-code-row.module.css'
import { SettingRow } from './settings-group.tsx'

const ReplaceCodeDialog = lazy(async () => ({
  default: (await import('../recovery/replace-code-dialog.tsx')).ReplaceCodeDialog,
}))
const TestCodeDialog = lazy(async () => ({
  default: (await import('../recovery/test-code-dialog.tsx')).TestCodeDialog,
}))

/** The recovery code among the ways to unlock: since when there is one, a test, and a new one. */
export function RecoveryCodeRow(): JSX.Element {
  const workspace = useWorkspace()
  const [open, setOpen] = createSignal<'replace' | 'test'>()
  const [state, setState] = createSignal<RecoveryCodeState>()
  const text = () => recoveryText().settings
  const close = (): void => {
    setOpen(undefined)
  }
  createEffect(() => {
    workspace.settings()
    workspace.vault.recoveryCode().then(setState, workspace.report)
  })
  return (
    <>
      <SettingRow stacked label={text().label} help={about(state())}>
        <span class={styles['buttons']}>
          <Show when={state()}>
            <Button size="small" look="quiet" aria-label={text().testName} onClick={() => setOpen('test')}>
              {text().test}
            </Button>
          </Show>
          <Button
            size="small"
            look="quiet"
            disabled={workspace.readOnly()}
            aria-label={state() ? text().replaceName : undefined}
            onClick={() => setOpen('replace')}
          >
            {state() ? text().replace : text().make}
          </Button>
        </span>
      </SettingRow>
      <Suspense>
        <Show when={open() === 'replace'}>
          <ReplaceCodeDialog replaces={state() !== undefined} onClose={close} />
        </Show>
        <Show when={open() === 'test'}>
          <TestCodeDialog isConfirmed={state()?.isConfirmed ?? false} onClose={close} />
        </Show>
      </Suspense>
    </>
  )
}

function about(state: RecoveryCodeState | undefined): string {
  const text = recoveryText().settings
  if (!state) return text.none
  if (state.madeAt === undefined) return text.unknown
  return state.isConfirmed ? text.made(state.madeAt) : text.unconfirmed(state.madeAt)
}
