import { createMemo, createSignal, For, lazy, Match, Show, Suspense, Switch, type JSX } from 'solid-js'
import type { IntegrityReport, Proof } from '../../../vault/index.ts'
import { Button } from '../../components/button.tsx'
import { checkIcon, warningIcon } from '../../components/icon-paths.ts'
import { Icon } from '../../components/icon.tsx'
import { formatList } from '../../messages/format.ts'
import { integrityText } from '../../messages/integrity.ts'
import { noticesText } from '../../messages/notices.ts'
import { saveFile } from '../../primitives/save-file.ts'
import { useServices } from '../../services.tsx'
import { useWorkspace } from '../../workspace.tsx'
import styles from './notices.module.css'

const BackUpDialog = lazy(async () => ({ default: (await import('../backup/back-up-dialog.tsx')).BackUpDialog }))
const ReauthDialog = lazy(async () => ({ default: (await import('../../components/reauth-dialog.tsx')).ReauthDialog }))

/** What is wrong with the stored vault, with a choice; never hidden, never repaired by itself. */
export function IntegrityCard(): JSX.Element {
  const { status } = useServices()
  const text = () => noticesText().integrity
  const report = createMemo((): IntegrityReport | undefined => {
    const now = status()
    return now.name === 'unlocked' ? now.integrity : undefined
  })
  const unreadable = (): readonly string[] => report()?.unreadable ?? []
  return (
    <>
      <Show when={report()?.readOnlyBecause}>
        {(why) => (
          <div class={styles['notice']} data-kind={why() === 'too-new' ? 'time' : 'danger'} role="alert">
            <span class={styles['icon']}>
              <Icon path={warningIcon} size={20} />
            </span>
            <div class={styles['text']}>
              <Switch fallback={<strong>{text().title}</strong>}>
                <Match when={why() === 'rolled-back'}>
                  <strong>{text().rolledBack}</strong>
                </Match>
                <Match when={why() === 'too-new'}>
                  <strong>{text().tooNew}</strong>
                </Match>
              </Switch>{' '}
              <span>{why() === 'too-new' ? text().updateFirst : `${counted(report())} ${text().readOnly}`}</span>
            </div>
            <Show when={why() !== 'too-new'}>
              <Choice />
            </Show>
          </div>
        )}
      </Show>
      <Show when={report()?.headerRecovered}>
        <div class={styles['notice']} role="status">
          <span class={styles['icon']}>
            <Icon path={checkIcon} size={20} />
          </span>
          <div class={styles['text']}>
            <strong>{integrityText().recoveredTitle}</strong> <span>{integrityText().recoveredText}</span>
          </div>
        </div>
      </Show>
      <Show when={unreadable().length > 0}>
        <div class={styles['notice']} data-kind="time" role="status">
          <span class={styles['icon']}>
            <Icon path={warningIcon} size={20} />
          </span>
          <div class={styles['text']}>
            <strong>{text().damagedTitle(unreadable().length)}</strong> <span>{text().damagedText}</span>
            <ul class={styles['list']}>
              <For each={unreadable()}>{(id, index) => <DamagedEntry id={id} number={index() + 1} />}</For>
            </ul>
          </div>
        </div>
      </Show>
    </>
  )
}

function counted(report: IntegrityReport | undefined): string {
  const text = noticesText().integrity
  const parts = [
    [report?.missing.length ?? 0, text.missing],
    [report?.extra.length ?? 0, text.extra],
    [report?.altered.length ?? 0, text.altered],
    [report?.unreadable.length ?? 0, text.unreadable],
  ] as const
  const found = parts.filter(([count]) => count > 0).map(([count, say]) => say(count))
  return found.length === 0 ? '' : `${formatList(found)}.`
}

/** What can be done: keep what is sound elsewhere first, then take what is there as the vault. */
function Choice(): JSX.Element {
  const workspace = useWorkspace()
  const [asking, setAsking] = createSignal(false)
  const [backingUp, setBackingUp] = createSignal(false)
  const text = () => noticesText().integrity
  const accept = async (proof: Proof): Promise<void> => {
    await workspace.vault.acceptState(proof)
    setAsking(false)
  }
  return (
    <span class={styles['actions']}>
      <Button look="ghost" onClick={() => setBackingUp(true)}>
        {integrityText().backUp}
      </Button>
      <Button look="ghost" onClick={() => setAsking(true)}>
        {text().accept}
      </Button>
      <Suspense>
        <Show when={backingUp()}>
          <BackUpDialog onClose={() => setBackingUp(false)} />
        </Show>
        <Show when={asking()}>
          <ReauthDialog
            action={text().accept}
            why={text().acceptWhy}
            onConfirm={accept}
            onPasskey={accept}
            onClose={() => setAsking(false)}
          />
        </Show>
      </Suspense>
    </span>
  )
}

function DamagedEntry(props: { readonly id: string; readonly number: number }): JSX.Element {
  const workspace = useWorkspace()
  const text = () => noticesText().integrity
  const save = (): void => {
    const raw = workspace.vault.rawRecord(props.id)
    if (raw !== undefined) {
      saveFile({ name: `mfa-manager-damaged-entry-${props.number}.json`, type: 'application/json', content: raw })
    }
  }
  return (
    <li>
      <span>{text().rawName(props.number)}</span>
      <Button size="small" look="quiet" onClick={save}>
        {text().saveRaw(props.number)}
      </Button>
    </li>
  )
}
