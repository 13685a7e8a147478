import {
  createEffect,
  createSignal,
  lazy,
  Match,
  on,
  onCleanup,
  Show,
  Suspense,
  Switch,
  untrack,
  type JSX,
} from 'solid-js'
import { isImport } from '../../arrivals.ts'
import { importText } from '../../messages/import.ts'
import { useServices } from '../../services.tsx'
import { useWorkspace } from '../../workspace.tsx'
import { createLeaveGuard } from '../edit-account/leave-guard.tsx'
import type { TransferPanelProps } from '../transfer/transfer-screen.tsx'
import { CheckStep } from './check-step.tsx'
import { ChooseStep } from './choose-step.tsx'
import { createImportSession } from './import-session.ts'
import { LockedStep } from './locked-step.tsx'
import { ReadingStep } from './reading-step.tsx'
import { ResultStep } from './result-step.tsx'
import { SavingStep } from './saving-step.tsx'

const BackUpDialog = lazy(async () => ({ default: (await import('../backup/back-up-dialog.tsx')).BackUpDialog }))

/** Bringing accounts in, step by step. What it holds ends with it: when the vault locks, or the person goes elsewhere. */
export function ImportPanel(props: TransferPanelProps): JSX.Element {
  const { clock, importer, arrivals, update } = useServices()
  const workspace = useWorkspace()
  const session = createImportSession(workspace, clock, importer)
  const guard = createLeaveGuard(session.isPending, session.clear, () => ({
    title: importText().discardTitle,
    text: importText().discardText,
    keep: importText().keepChecking,
  }))
  const [backingUp, setBackingUp] = createSignal(false)
  // The first step takes the focus only when another was there before it.
  const [hasMoved, setHasMoved] = createSignal(false)
  onCleanup(props.location.guard(guard.confirmLeave))
  onCleanup(update.guard(() => untrack(session.isPending)))
  createEffect(on(session.step, () => setHasMoved(true), { defer: true }))
  createEffect(() => {
    if (!arrivals.waiting().some(isImport)) return
    for (const arrival of untrack(arrivals.takeImports)) {
      if (workspace.readOnly()) continue
      if (arrival.what === 'files') session.take(arrival.files)
      else if (arrival.what === 'restore') void session.restore(arrival.opened)
    }
  })

  const cancel = async (): Promise<void> => {
    if (await guard.confirmLeave()) session.clear()
  }
  return (
    <>
      <Switch>
        <Match when={session.step() === 'choose'}>
          <ChooseStep session={session} tabs={props.tabs} takesFocus={hasMoved()} onBack={() => props.location.go()} />
        </Match>
        <Match when={session.step() === 'reading'}>
          <ReadingStep opening={session.opening} />
        </Match>
        <Match when={session.step() === 'locked'}>
          <LockedStep opening={session.opening} onCancel={() => void cancel()} />
        </Match>
        <Match when={session.step() === 'check'}>
          <CheckStep session={session} onCancel={() => void cancel()} />
        </Match>
        <Match when={session.step() === 'saving'}>
          <SavingStep session={session} />
        </Match>
        <Match when={session.result()}>
          {(result) => (
            <ResultStep
              session={session}
              result={result()}
              onShowAccounts={() => props.location.go()}
              onBackUp={() => setBackingUp(true)}
            />
          )}
        </Match>
      </Switch>
      <Suspense>
        <Show when={backingUp()}>
          <BackUpDialog onClose={() => setBackingUp(false)} />
        </Show>
      </Suspense>
      <guard.Question />
    </>
  )
}
