import {
  createEffect,
  createSignal,
  createUniqueId,
  ErrorBoundary,
  lazy,
  Match,
  on,
  Show,
  Suspense,
  Switch,
  type JSX,
} from 'solid-js'
import { Button } from '../../components/button.tsx'
import { Dialog } from '../../components/dialog.tsx'
import { DiscardDialog } from '../../components/discard-dialog.tsx'
import { FormAlert } from '../../components/form-alert.tsx'
import { accountFormText } from '../../messages/account-form.ts'
import type { AddTab } from './add-tab.ts'
import { addPanelId, AddTabs, addTabId } from './add-tabs.tsx'
import type { Adding } from './adding.ts'
import { ByHandForm } from './by-hand-form.tsx'
import { createSaving } from './saving-account.ts'
import { TwinDialog } from './twin-dialog.tsx'
import styles from './ways-dialog.module.css'

const ScanPanel = lazy(async () => ({ default: (await import('./scan-panel.tsx')).ScanPanel }))
const ImagePanel = lazy(async () => ({ default: (await import('./image-panel.tsx')).ImagePanel }))
const ScreenPanel = lazy(async () => ({ default: (await import('./screen-panel.tsx')).ScreenPanel }))

interface WaysProps {
  readonly adding: Adding
  /** A form that came filled in: there is nothing to look for. */
  readonly onlyForm: boolean
  /** The form is empty, or was given up. */
  readonly onLeave: () => void
  readonly onAdded: (id: string) => void
}

/** The dialog `Add account` with its ways side by side, and the form that all of them lead to. */
export function WaysDialog(props: WaysProps): JSX.Element {
  const formId = createUniqueId()
  const [asking, setAsking] = createSignal(false)
  const saving = createSaving((id) => props.onAdded(id))
  const model = () => props.adding.model
  const tab = (): AddTab => (props.onlyForm ? 'by-hand' : (props.adding.tab() ?? 'by-hand'))
  let form: HTMLFormElement | undefined

  const submit = (): void => {
    const result = model().submit()
    if ('draft' in result) void saving.save(result.draft)
    else focusField(form, result.first)
  }
  const close = (): void => {
    if (saving.busy()) return
    if (model().isDirty()) setAsking(true)
    else props.onLeave()
  }
  // Where another way leads here, what had the focus is gone.
  createEffect(on(tab, (shown) => queueMicrotask(() => focusWay(shown, form)), { defer: true }))

  return (
    <>
      <Dialog
        wide
        title={accountFormText().addAccount}
        note={accountFormText().storedEncrypted}
        onClose={close}
        foot={
          <Show when={tab() === 'by-hand'}>
            <Button onClick={close}>{accountFormText().cancel}</Button>
            <Button
              look="primary"
              type="submit"
              form={formId}
              disabled={saving.busy() || model().problem('secret') === 'secret-wrong-character'}
              aria-busy={saving.busy()}
            >
              {saving.busy() ? accountFormText().saving : accountFormText().save}
            </Button>
          </Show>
        }
      >
        <Show when={!props.onlyForm}>
          <AddTabs tabs={props.adding.tabs()} current={tab()} onChange={props.adding.choose} />
        </Show>
        <Panel tab={tab()} isTab={!props.onlyForm}>
          <Switch>
            <Match when={tab() === 'by-hand'}>
              <FormAlert text={saving.failed()} />
              <ByHandForm
                id={formId}
                ref={(element) => (form = element)}
                model={model()}
                remarks={props.adding.remarks()}
                onSeveral={props.adding.takeText}
                onSubmit={submit}
              />
            </Match>
            <Match when={tab() === 'scan'}>
              <ScanPanel adding={props.adding} />
            </Match>
            <Match when={tab() === 'image'}>
              <ImagePanel adding={props.adding} />
            </Match>
            <Match when={tab() === 'screen'}>
              <ScreenPanel adding={props.adding} />
            </Match>
          </Switch>
        </Panel>
      </Dialog>
      <Show when={saving.twin()}>
        {(found) => (
          <TwinDialog
            twin={found().twin}
            onCancel={() => saving.dismissTwin()}
            onAdd={() => {
              const { draft } = found()
              saving.dismissTwin()
              void saving.save(draft, true)
            }}
          />
        )}
      </Show>
      <Show when={asking()}>
        <DiscardDialog onKeep={() => setAsking(false)} onDiscard={() => props.onLeave()} />
      </Show>
    </>
  )
}

function Panel(props: { readonly tab: AddTab; readonly isTab: boolean; readonly children: JSX.Element }): JSX.Element {
  return (
    <div
      class={styles['panel']}
      id={addPanelId}
      role={props.isTab ? 'tabpanel' : undefined}
      aria-labelledby={props.isTab ? addTabId(props.tab) : undefined}
    >
      <ErrorBoundary fallback={<FormAlert text={accountFormText().wayNotLoaded} />}>
        <Suspense fallback={<div class={styles['loading']} aria-busy="true" />}>{props.children}</Suspense>
      </ErrorBoundary>
    </div>
  )
}

/** Puts the cursor where something is to be mended. */
function focusField(form: HTMLFormElement | undefined, field: string): void {
  form?.querySelector<HTMLElement>(`[data-field="${field}"]`)?.focus()
}

/** An empty form is to be typed in; else the tab says what shows now. */
function focusWay(tab: AddTab, form: HTMLFormElement | undefined): void {
  if (document.activeElement?.id === addTabId(tab)) return
  const first = tab === 'by-hand' ? form?.querySelector<HTMLInputElement>('[data-field="issuer"]') : undefined
  if (first?.value === '') first.focus()
  else document.getElementById(addTabId(tab))?.focus()
}
