import { lazy, onCleanup, Show, Suspense, untrack, type JSX } from 'solid-js'
import { useServices } from '../../services.tsx'
import { useWorkspace } from '../../workspace.tsx'
import { createAdding, type AddingStart } from './adding.ts'
import { dropForm, keepForm } from './kept-form.ts'
import { makePasting } from './pasting.ts'
import { WaysDialog } from './ways-dialog.tsx'

const FoundReview = lazy(async () => ({ default: (await import('./found-review.tsx')).FoundReview }))

interface AddAccountProps extends AddingStart {
  readonly onClose: () => void
  /** Called once the account is on disk; with the first one when several came. */
  readonly onAdded: (id: string) => void
}

/**
 * `Add account`: by camera, picture, screen or hand. What was typed is given up only by saving it or on an answer: it
 * outlives Escape, a click outside and going elsewhere in the app, until the vault locks.
 */
export function AddAccountDialog(props: AddAccountProps): JSX.Element {
  const workspace = useWorkspace()
  const adding = createAdding(props)
  const { model } = adding
  let settled = false
  onCleanup(useServices().update.guard(() => untrack(model.isDirty)))
  onCleanup(makePasting(document, adding))

  const leave = (then: () => void): void => {
    settled = true
    // A form that came filled in has nothing to do with the one that was left half typed.
    if (untrack(() => props.form) === undefined) dropForm(workspace)
    then()
  }
  onCleanup(() => {
    if (!settled && untrack(model.isDirty)) keepForm(workspace, untrack(model.form))
  })

  return (
    <Show
      when={adding.review()}
      keyed
      fallback={
        <Show when={adding.tab()}>
          <WaysDialog
            adding={adding}
            onlyForm={props.form !== undefined}
            onLeave={() => leave(() => props.onClose())}
            onAdded={(id) => leave(() => props.onAdded(id))}
          />
        </Show>
      }
    >
      {(lot) => (
        <Suspense>
          <FoundReview
            lot={lot}
            onOne={model.form().secret === '' ? adding.fill : undefined}
            onScanNext={adding.scanNext}
            onClose={() => (model.isDirty() ? adding.endReview() : props.onClose())}
            onAdded={([first]) => (first === undefined ? props.onClose() : props.onAdded(first))}
          />
        </Suspense>
      )}
    </Show>
  )
}
