import { createMemo, createSignal, createUniqueId, For, Show, type JSX } from 'solid-js'
import type { AccountView } from '../../../account.ts'
import { createSearchIndex, sortAccounts } from '../../../vault/index.ts'
import { Button, IconButton } from '../../components/button.tsx'
import { Dialog } from '../../components/dialog.tsx'
import { TextField } from '../../components/field.tsx'
import { closeIcon } from '../../components/icon-paths.ts'
import { TickBox } from '../../components/tick-box.tsx'
import { Tile } from '../../components/tile.tsx'
import { accountName } from '../../messages/accounts.ts'
import { exportText } from '../../messages/export.ts'
import { formatNumber } from '../../messages/format.ts'
import { useWorkspace } from '../../workspace.tsx'
import { useAccounts } from '../accounts/accounts-state.tsx'
import { isChosen, type Chosen, type ExportChoice } from './export-choice.ts'
import styles from './export-dialogs.module.css'

interface ChooseProps {
  readonly choice: ExportChoice
  readonly onClose: () => void
}

/** Rows that are drawn at once; the others come when asked for. */
const rowsAtOnce = 200

/** Which accounts go out: all of them, those of a tag, or one by one. */
export function ChooseAccountsDialog(props: ChooseProps): JSX.Element {
  const workspace = useWorkspace()
  const [chosen, setChosen] = createSignal<Chosen>(props.choice.chosen())
  const [query, setQuery] = createSignal('')
  const all = createMemo(() => sortAccounts(workspace.accounts(), 'name').views)
  const index = createMemo(() => createSearchIndex(all()))
  const shown = createMemo(() => {
    if (query().trim() === '') return all()
    const byId = new Map(all().map((account) => [account.id, account]))
    return index()
      .search(query())
      .flatMap(({ id }) => byId.get(id) ?? [])
  })
  const ids = createMemo(
    () =>
      new Set(
        all()
          .filter((account) => isChosen(account, chosen()))
          .map(({ id }) => id),
      ),
  )
  const tick = (id: string, is: boolean): void => {
    const next = new Set(ids())
    if (is) next.add(id)
    else next.delete(id)
    setChosen(next.size === all().length ? { kind: 'all' } : { kind: 'some', ids: next })
  }
  const use = (): void => {
    props.choice.setChosen(chosen())
    props.onClose()
  }
  const text = () => exportText().choosing

  return (
    <Dialog
      wide
      title={text().title}
      note={text().chosen(ids().size, all().length)}
      onClose={() => props.onClose()}
      foot={
        <>
          <Button onClick={() => props.onClose()}>{text().cancel}</Button>
          <Button look="primary" disabled={ids().size === 0} onClick={use}>
            {text().use(ids().size)}
          </Button>
        </>
      }
    >
      <div class={styles['choose']}>
        <TextField
          type="search"
          label={text().search}
          value={query()}
          onInput={setQuery}
          trailing={
            <Show when={query() !== ''}>
              <IconButton icon={closeIcon} label={text().clearSearch} onClick={() => setQuery('')} />
            </Show>
          }
        />
        <TagChips all={all().length} chosen={chosen()} onChoose={setChosen} />
        <Rows shown={shown()} query={query()} ids={ids()} onTick={tick} />
      </div>
    </Dialog>
  )
}

function TagChips(props: {
  readonly all: number
  readonly chosen: Chosen
  readonly onChoose: (chosen: Chosen) => void
}): JSX.Element {
  const accounts = useAccounts()
  const chip = (of: Chosen, label: () => string, count?: () => number): JSX.Element => (
    <button
      type="button"
      class={styles['chip']}
      aria-pressed={isSame(of, props.chosen)}
      onClick={() => props.onChoose(of)}
    >
      <span dir="auto">{label()}</span>
      <Show when={count}>{(number) => <span aria-hidden="true">{formatNumber(number()())}</span>}</Show>
    </button>
  )
  return (
    <div class={styles['chips']} role="group" aria-label={exportText().choosing.tags}>
      {chip(
        { kind: 'all' },
        () => exportText().choosing.all,
        () => props.all,
      )}
      {chip({ kind: 'some', ids: new Set() }, () => exportText().choosing.none)}
      <For each={accounts.tags()}>
        {({ tag, count }) =>
          chip(
            { kind: 'tag', tag },
            () => tag,
            () => count,
          )
        }
      </For>
    </div>
  )
}

function isSame(one: Chosen, other: Chosen): boolean {
  if (one.kind === 'tag') return other.kind === 'tag' && other.tag === one.tag
  // Of those that were chosen one by one, only nothing at all has a chip.
  return one.kind === other.kind && (other.kind !== 'some' || other.ids.size === 0)
}

interface RowsProps {
  readonly shown: readonly AccountView[]
  readonly query: string
  readonly ids: ReadonlySet<string>
  readonly onTick: (id: string, ticked: boolean) => void
}

function Rows(props: RowsProps): JSX.Element {
  const [limit, setLimit] = createSignal(rowsAtOnce)
  const rest = (): number => props.shown.length - limit()
  return (
    <Show
      when={props.shown.length > 0}
      fallback={<p class={styles['none']}>{exportText().choosing.noResult(props.query)}</p>}
    >
      <div class={styles['list']}>
        <ul role="list" aria-label={exportText().choosing.list}>
          <For each={props.shown.slice(0, limit())}>
            {(account) => (
              <Row
                account={account}
                checked={props.ids.has(account.id)}
                onTick={(is) => props.onTick(account.id, is)}
              />
            )}
          </For>
        </ul>
        <Show when={rest() > 0}>
          <p class={styles['more']}>
            <Button look="quiet" onClick={() => setLimit((before) => before + rowsAtOnce)}>
              {exportText().choosing.more(Math.min(rest(), rowsAtOnce))}
            </Button>
          </p>
        </Show>
      </div>
    </Show>
  )
}

function Row(props: {
  readonly account: AccountView
  readonly checked: boolean
  readonly onTick: (ticked: boolean) => void
}): JSX.Element {
  const id = createUniqueId()
  const name = (): string => accountName(props.account) || exportText().nameless
  return (
    <li class={styles['row']}>
      <label for={id} aria-hidden="true" />
      <TickBox id={id} label={name()} checked={props.checked} onChange={(is) => props.onTick(is)} />
      <Tile issuer={props.account.issuer} account={props.account.account} icon={props.account.icon} />
      <span class={styles['who']}>
        <span class={styles['issuer']} dir="auto">
          {props.account.issuer || name()}
        </span>
        <Show when={props.account.issuer && props.account.account}>
          <span class={styles['name']} dir="auto">
            {props.account.account}
          </span>
        </Show>
      </span>
    </li>
  )
}
