import { createSignal, For, lazy, Show, Suspense, type JSX } from 'solid-js'
import type { AccountView } from '../../../account.ts'
import { Button, IconButton } from '../../components/button.tsx'
import { binIcon, undoIcon } from '../../components/icon-paths.ts'
import { Icon } from '../../components/icon.tsx'
import { Page } from '../../components/page.tsx'
import { TickRail } from '../../components/tick-rail.tsx'
import { Tile } from '../../components/tile.tsx'
import { accountName } from '../../messages/accounts.ts'
import { binText } from '../../messages/details.ts'
import { useWorkspace } from '../../workspace.tsx'
import styles from './bin-screen.module.css'

const ConfirmDialog = lazy(async () => ({
  default: (await import('../../components/confirm-dialog.tsx')).ConfirmDialog,
}))

/** Days that a deleted account stays; the vault clears it after that. */
const binDays = 30
const dayMs = 24 * 60 * 60_000
/** One tick of the rail is five days, as one tick of a code is five seconds. */
const ticks = 6

/** Deleted accounts, which can come back for 30 days. */
export function BinScreen(props: { readonly onBack: () => void }): JSX.Element {
  const workspace = useWorkspace()
  const [asking, setAsking] = createSignal<'all' | AccountView | undefined>()
  const deleteForGood = async (ids: readonly string[]): Promise<void> => {
    setAsking(undefined)
    try {
      await workspace.vault.deleteForGood(ids)
      workspace.toasts.show({ text: binText().deleted(ids.length), icon: binIcon })
    } catch (error) {
      workspace.report(error)
    }
  }
  return (
    <Page
      title={binText().heading}
      onBack={props.onBack}
      actions={
        <Show when={workspace.bin().length > 0 && !workspace.readOnly()}>
          <Button look="dangerLine" icon={binIcon} onClick={() => setAsking('all')}>
            {binText().empty}
          </Button>
        </Show>
      }
    >
      <Show when={workspace.bin().length > 0} fallback={<EmptyBin />}>
        <ul class={styles['list']} role="list" aria-label={binText().list}>
          <For each={workspace.bin()}>
            {(account) => <BinRow account={account} onDelete={() => setAsking(account)} />}
          </For>
        </ul>
        <p class={styles['note']}>{binText().note}</p>
      </Show>
      <Suspense>
        <Show when={asking()} keyed>
          {(what) => (
            <ConfirmDialog
              title={what === 'all' ? binText().askEmpty : binText().askDelete(accountName(what))}
              text={what === 'all' ? binText().askEmptyText(workspace.bin().length) : binText().askDeleteText}
              confirm={what === 'all' ? binText().empty : binText().delete}
              onConfirm={() =>
                void deleteForGood(what === 'all' ? workspace.bin().map((account) => account.id) : [what.id])
              }
              onClose={() => setAsking(undefined)}
            />
          )}
        </Show>
      </Suspense>
    </Page>
  )
}

function EmptyBin(): JSX.Element {
  return (
    <section class={styles['empty']}>
      <Icon path={binIcon} size={44} />
      <h2>{binText().emptyTitle}</h2>
      <p>{binText().emptyHelp}</p>
    </section>
  )
}

function BinRow(props: { readonly account: AccountView; readonly onDelete: () => void }): JSX.Element {
  const workspace = useWorkspace()
  const name = (): string => accountName(props.account)
  const daysLeft = (): number =>
    Math.max(0, Math.ceil(((props.account.deletedAt ?? 0) + binDays * dayMs - workspace.now()) / dayMs))
  const restore = (): void => {
    void workspace.act(workspace.vault.restore([props.account.id]), binText().restored(name()), undoIcon)
  }
  return (
    <li class={styles['row']}>
      <Tile
        issuer={props.account.issuer}
        account={props.account.account}
        icon={props.account.icon}
        glyphs={workspace.settings().issuerIcons}
      />
      <span class={styles['who']}>
        <strong dir="auto">{props.account.issuer || props.account.account}</strong>
        <Show when={props.account.issuer}>
          <span dir="auto">{props.account.account}</span>
        </Show>
      </span>
      <span class={styles['left']}>
        <TickRail class={styles['rail'] ?? ''} lit={Math.ceil((daysLeft() / binDays) * ticks)} digits={ticks} />
        {binText().daysLeft(daysLeft())}
      </span>
      <Show when={!workspace.readOnly()}>
        <Button size="small" look="quiet" icon={undoIcon} aria-label={binText().restoreNamed(name())} onClick={restore}>
          {binText().restore}
        </Button>
        <IconButton icon={binIcon} label={binText().deleteNamed(name())} onClick={() => props.onDelete()} />
      </Show>
    </li>
  )
}
