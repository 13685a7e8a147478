import { createEffect, createSignal, lazy, Show, Suspense, untrack, type JSX } from 'solid-js'
import { Button } from '../../components/button.tsx'
import { eyeOffIcon } from '../../components/icon-paths.ts'
import { Tip } from '../../components/tip.tsx'
import { exportText, type ExportTarget } from '../../messages/export.ts'
import type { Proof } from '../../../vault/index.ts'
import { useWorkspace } from '../../workspace.tsx'
import { TransferPage } from '../transfer/transfer-page.tsx'
import { createPlan } from './create-plan.ts'
import type { ExportChoice } from './export-choice.ts'
import styles from './guarded-page.module.css'
import { PlanSummary } from './plan-summary.tsx'

const ReauthDialog = lazy(async () => ({ default: (await import('../../components/reauth-dialog.tsx')).ReauthDialog }))

interface GuardedProps {
  readonly choice: ExportChoice
  readonly target: ExportTarget
  readonly title: string
  readonly line?: string
  /** What the button says that asks for the passphrase. */
  readonly action: string
  /** What is going to be seen, and for how long. */
  readonly why: string
  /** Said once it has been open and is hidden again. */
  readonly hidden?: { readonly title: string; readonly text: string }
  readonly isOpen: boolean
  /** Opens it; called once the passphrase is right. */
  readonly onOpen: () => Promise<void>
  readonly onDone: () => void
  /** What is seen while it is open. */
  readonly children: JSX.Element
}

/** A page that shows keys: how much of what was chosen it can show comes first, then the passphrase. */
export function GuardedPage(props: GuardedProps): JSX.Element {
  const workspace = useWorkspace()
  const planned = createPlan(workspace, props.choice, () => props.target)
  const [asking, setAsking] = createSignal(false)
  const [hasBeenOpen, setHasBeenOpen] = createSignal(false)
  const nothing = (): boolean => planned()?.plan.included === 0
  const why = (): string => [planned()?.words.fits, props.why].filter(Boolean).join(' ')
  createEffect(() => {
    // The person has just asked for it.
    if (planned() && !nothing() && !untrack(hasBeenOpen)) setAsking(true)
  })
  const confirm = async (proof: Proof): Promise<boolean> => {
    if (!(await workspace.vault.confirmProof(proof))) return false
    await props.onOpen()
    setHasBeenOpen(true)
    setAsking(false)
    return true
  }
  const cancel = (): void => {
    setAsking(false)
    if (!hasBeenOpen()) props.onDone()
  }
  return (
    <>
      <Show when={!props.isOpen} fallback={props.children}>
        <TransferPage
          takesFocus
          width="narrow"
          title={props.title}
          line={props.line}
          backLabel={exportText().backToExport}
          onBack={() => props.onDone()}
        >
          <Show when={hasBeenOpen() && props.hidden}>
            {(hidden) => (
              <Tip icon={eyeOffIcon} title={hidden().title}>
                {hidden().text}
              </Tip>
            )}
          </Show>
          <PlanSummary words={planned()?.words} />
          <Show when={nothing()}>
            <p>{exportText().nothingFits(props.target)}</p>
          </Show>
          <div class={styles['buttons']}>
            <Button onClick={() => props.onDone()}>{exportText().backToExport}</Button>
            <Button look="primary" disabled={!planned() || nothing()} onClick={() => setAsking(true)}>
              {props.action}
            </Button>
          </div>
        </TransferPage>
      </Show>
      <Suspense>
        <Show when={asking() && !props.isOpen}>
          <ReauthDialog action={props.action} why={why()} onConfirm={confirm} onPasskey={confirm} onClose={cancel} />
        </Show>
      </Suspense>
    </>
  )
}
