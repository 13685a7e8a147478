import { createEffect, createSignal, lazy, Match, on, Show, Suspense, Switch, type JSX } from 'solid-js'
import { useWorkspace } from '../../workspace.tsx'
import { useAccounts } from '../accounts/accounts-state.tsx'
import type { TransferPanelProps } from '../transfer/transfer-screen.tsx'
import { createExportChoice } from './export-choice.ts'
import { ExportOptions, type ExportWay } from './export-options.tsx'

const BackUpDialog = lazy(async () => ({ default: (await import('../backup/back-up-dialog.tsx')).BackUpDialog }))
const EncryptedDialog = lazy(async () => ({ default: (await import('./encrypted-dialog.tsx')).EncryptedDialog }))
const PlainDialog = lazy(async () => ({ default: (await import('./plain-dialog.tsx')).PlainDialog }))
const ChooseAccountsDialog = lazy(async () => ({
  default: (await import('./choose-accounts-dialog.tsx')).ChooseAccountsDialog,
}))
const GoogleCodes = lazy(async () => ({ default: (await import('./google-codes.tsx')).GoogleCodes }))
const PrintSheet = lazy(async () => ({ default: (await import('./print-sheet.tsx')).PrintSheet }))

/** Ways of taking accounts out. Those that are pages of their own have an address, so that Back leads out of them. */
export function ExportPanel(props: TransferPanelProps): JSX.Element {
  const workspace = useWorkspace()
  const accounts = useAccounts()
  // What was selected in the list was selected for this.
  const choice = createExportChoice(workspace, accounts.selection())
  accounts.setSelection(undefined)
  const [dialog, setDialog] = createSignal<ExportWay>()
  const [hasReturned, setHasReturned] = createSignal(false)
  const subPage = (): string | undefined => props.location.parts()[1]
  createEffect(on(subPage, () => setHasReturned(true), { defer: true }))
  const close = (): void => {
    setDialog(undefined)
  }
  const comeBack = (): void => props.location.go('export')
  const choose = (way: ExportWay): void => {
    if (way === 'google' || way === 'sheet') props.location.go('export', way)
    else setDialog(way)
  }
  return (
    <>
      <Suspense>
        <Switch
          fallback={
            <ExportOptions
              choice={choice}
              tabs={props.tabs}
              takesFocus={hasReturned()}
              onWay={choose}
              onBack={() => props.location.go()}
            />
          }
        >
          <Match when={subPage() === 'google'}>
            <GoogleCodes choice={choice} onDone={comeBack} />
          </Match>
          <Match when={subPage() === 'sheet'}>
            <PrintSheet choice={choice} onDone={comeBack} />
          </Match>
        </Switch>
      </Suspense>
      <Suspense>
        <Show when={dialog() === 'backup'}>
          <BackUpDialog onClose={close} />
        </Show>
        <Show when={dialog() === 'encrypted'}>
          <EncryptedDialog choice={choice} onClose={close} />
        </Show>
        <Show when={dialog() === 'plain'}>
          <PlainDialog choice={choice} onClose={close} />
        </Show>
        <Show when={dialog() === 'choose'}>
          <ChooseAccountsDialog choice={choice} onClose={close} />
        </Show>
      </Suspense>
    </>
  )
}
