import { createMemo, createSignal, For, lazy, Show, Suspense, type JSX } from 'solid-js'
import type { LoggedRequest } from '../../../../vault/index.ts'
import { Button } from '../../../components/button.tsx'
import { accountChoicesText } from '../../../messages/account-choices.ts'
import { sitesText } from '../../../messages/sites.ts'
import { useWorkspace } from '../../../workspace.tsx'
import { SettingRow, SettingsGroup } from '../settings-group.tsx'
import styles from './request-log.module.css'

const SaveRequestsDialog = lazy(async () => ({
  default: (await import('./save-requests-dialog.tsx')).SaveRequestsDialog,
}))
const ConfirmDialog = lazy(async () => ({
  default: (await import('../../../components/confirm-dialog.tsx')).ConfirmDialog,
}))

/** Rows at first, and how many more come at each press. */
const rowsAtFirst = 10
const rowsMore = 50

interface LogProps {
  /** Oldest first. */
  readonly requests: readonly LoggedRequest[]
}

/** What sites have asked for: the newest of it, all of it in steps, as a file, or away. */
export function RequestLogGroup(props: LogProps): JSX.Element {
  const workspace = useWorkspace()
  const [limit, setLimit] = createSignal(rowsAtFirst)
  const [asking, setAsking] = createSignal<'save' | 'clear'>()
  const text = () => sitesText().log
  const newest = createMemo(() => props.requests.toReversed())
  const left = (): number => newest().length - limit()
  const clear = async (): Promise<void> => {
    setAsking(undefined)
    try {
      await workspace.vault.clearRequests()
      workspace.toasts.show({ text: text().cleared })
    } catch (error) {
      workspace.report(error)
    }
  }
  return (
    <SettingsGroup title={text().title}>
      <SettingRow stacked label={text().kept(newest().length)}>
        <Show when={newest().length > 0}>
          <span class={styles['buttons']}>
            <Button size="small" look="quiet" onClick={() => setAsking('save')}>
              {text().save}
            </Button>
            <Button size="small" look="dangerLine" disabled={workspace.readOnly()} onClick={() => setAsking('clear')}>
              {text().clear}
            </Button>
          </span>
        </Show>
      </SettingRow>
      <Show when={newest().length > 0}>
        <ol class={styles['rows']} role="list" aria-label={text().list}>
          <For each={newest().slice(0, limit())}>{(request) => <RequestRow request={request} />}</For>
        </ol>
      </Show>
      <Show when={left() > 0}>
        <div class={styles['more']}>
          <Button size="small" look="ghost" onClick={() => setLimit((before) => before + rowsMore)}>
            {text().more(Math.min(left(), rowsMore))}
          </Button>
        </div>
      </Show>
      <Suspense>
        <Show when={asking() === 'save'}>
          <SaveRequestsDialog requests={props.requests} onClose={() => setAsking(undefined)} />
        </Show>
        <Show when={asking() === 'clear'}>
          <ConfirmDialog
            title={text().clearTitle(newest().length)}
            text={text().clearText}
            confirm={text().clear}
            onConfirm={() => void clear()}
            onClose={() => setAsking(undefined)}
          />
        </Show>
      </Suspense>
    </SettingsGroup>
  )
}

function RequestRow(props: { readonly request: LoggedRequest }): JSX.Element {
  const workspace = useWorkspace()
  const text = () => sitesText().log
  const accounts = (): string => {
    const found = props.request.accountIds.map((id) => workspace.account(id))
    const there = found.filter((account) => account !== undefined)
    return sitesText().accounts(there, found.length - there.length, accountChoicesText().nameless)
  }
  return (
    <li class={styles['request']}>
      <span class={styles['what']}>{text().method(props.request.method)}</span>
      <span class={styles['outcome']} data-outcome={props.request.outcome === 'ok' ? 'ok' : undefined}>
        {text().outcome(props.request.outcome)}
      </span>
      <span class={styles['origin']}>{props.request.origin}</span>
      <span class={styles['when']}>{text().when(props.request.at, workspace.now())}</span>
      <Show when={props.request.accountIds.length > 0}>
        <span class={styles['accounts']}>{accounts()}</span>
      </Show>
    </li>
  )
}
