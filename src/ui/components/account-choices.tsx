import { createMemo, createSignal, createUniqueId, For, Show, type JSX } from 'solid-js'
import type { AccountView } from '../../account.ts'
import { createSearchIndex } from '../../vault/index.ts'
import { accountChoicesText } from '../messages/account-choices.ts'
import { accountName } from '../messages/accounts.ts'
import styles from './account-choices.module.css'
import { AccountLines } from './account-lines.tsx'
import { Button, IconButton } from './button.tsx'
import { TextField } from './field.tsx'
import { closeIcon } from './icon-paths.ts'
import { TickBox } from './tick-box.tsx'
import { Tile } from './tile.tsx'

/** Rows that are drawn at once; the others come when asked for. */
const rowsAtOnce = 200

interface ChoicesProps {
  /** In the order in which they are listed. */
  readonly accounts: readonly AccountView[]
  /** Those that are ticked. */
  readonly ids: ReadonlySet<string>
  /** What the list is called. */
  readonly label: string
  readonly onTick: (id: string, ticked: boolean) => void
  /** Between the search and the list. */
  readonly children?: JSX.Element
}

/** Accounts to tick, and a search that finds them among many. */
export function AccountChoices(props: ChoicesProps): JSX.Element {
  const [query, setQuery] = createSignal('')
  const index = createMemo(() => createSearchIndex(props.accounts))
  const shown = createMemo(() => {
    if (query().trim() === '') return props.accounts
    const byId = new Map(props.accounts.map((account) => [account.id, account]))
    return index()
      .search(query())
      .flatMap(({ id }) => byId.get(id) ?? [])
  })
  const text = accountChoicesText
  return (
    <div class={styles['choices']}>
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
      {props.children}
      <Rows {...props} shown={shown()} query={query()} />
    </div>
  )
}

interface RowsProps extends Pick<ChoicesProps, 'ids' | 'label' | 'onTick'> {
  readonly shown: readonly AccountView[]
  readonly query: string
}

function Rows(props: RowsProps): JSX.Element {
  const [limit, setLimit] = createSignal(rowsAtOnce)
  const rest = (): number => props.shown.length - limit()
  const text = accountChoicesText
  return (
    <Show when={props.shown.length > 0} fallback={<p class={styles['none']}>{text().noResult(props.query)}</p>}>
      <div class={styles['list']}>
        <ul role="list" aria-label={props.label}>
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
              {text().more(Math.min(rest(), rowsAtOnce))}
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
  const name = (): string => accountName(props.account) || accountChoicesText().nameless
  return (
    <li class={styles['row']}>
      <label for={id} aria-hidden="true" />
      <TickBox id={id} label={name()} checked={props.checked} onChange={(is) => props.onTick(is)} />
      <Tile issuer={props.account.issuer} account={props.account.account} icon={props.account.icon} />
      <AccountLines
        issuer={props.account.issuer}
        account={props.account.account}
        nameless={accountChoicesText().nameless}
      />
    </li>
  )
}
