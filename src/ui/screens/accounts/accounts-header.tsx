import { createMemo, For, Show, type JSX } from 'solid-js'
import { IconButton } from '../../components/button.tsx'
import { Segments } from '../../components/segments.tsx'
import { Dial } from '../../components/dial.tsx'
import { compactIcon, filterIcon, gridIcon, listIcon, lockIcon, pinIcon } from '../../components/icon-paths.ts'
import { Icon } from '../../components/icon.tsx'
import { accountsText } from '../../messages/accounts.ts'
import { formatNumber } from '../../messages/format.ts'
import { shellText } from '../../messages/shell.ts'
import { useWorkspace } from '../../workspace.tsx'
import styles from './accounts-screen.module.css'
import { useAccounts, type Filter } from './accounts-state.tsx'

/** The period nearly every site uses, and the one the shared clock counts. */
const sharedPeriod = 30

interface AccountsHeaderProps {
  readonly phone: boolean
  readonly onViewOptions: (anchor: HTMLElement) => void
}

/** Title, the one clock, layout and view options. */
export function AccountsHeader(props: AccountsHeaderProps): JSX.Element {
  const workspace = useWorkspace()
  const accounts = useAccounts()
  const empty = (): boolean => workspace.accounts().length === 0
  const heading = (): string => {
    const filter = accounts.filter()
    if (filter.kind === 'tag') return filter.tag
    return filter.kind === 'pinned' ? accountsText().pinned : accountsText().accounts
  }
  const total = (): number => (accounts.query() ? workspace.accounts().length : accounts.shownIds().length)
  return (
    <header class={styles['top']}>
      <h1 class={styles['heading']} dir="auto">
        {heading()}
      </h1>
      <Show when={!empty()}>
        <span class={styles['total']} role="note" aria-label={accountsText().total(total())}>
          {formatNumber(total())}
        </span>
      </Show>
      <span class={styles['grow']} />
      <Show when={!empty()}>
        <SharedClock />
        <Show when={!props.phone}>
          <Segments
            label={accountsText().layout}
            options={[
              { value: 'list', label: accountsText().list, icon: listIcon },
              { value: 'compact', label: accountsText().compact, icon: compactIcon },
              { value: 'grid', label: accountsText().grid, icon: gridIcon },
            ]}
            value={workspace.settings().density}
            onChange={(density) => workspace.changeSettings({ density })}
          />
        </Show>
        <IconButton
          class={styles['viewOptions'] ?? ''}
          icon={filterIcon}
          label={accountsText().view.title}
          aria-haspopup="menu"
          onClick={(event) => props.onViewOptions(event.currentTarget)}
        />
      </Show>
      <IconButton
        class={styles['phoneLock'] ?? ''}
        icon={lockIcon}
        label={shellText().lockNow}
        onClick={() => workspace.vault.lock('person')}
      />
    </header>
  )
}

function SharedClock(): JSX.Element {
  const workspace = useWorkspace()
  const countdown = workspace.countdown(sharedPeriod)
  const ending = createMemo(() => countdown.left() <= 5)
  return (
    <span
      class={styles['clock']}
      role="timer"
      aria-label={accountsText().codesChangeIn(countdown.left())}
      data-ending={ending() ? '' : undefined}
    >
      <Dial lit={countdown.lit(6)} size={22} ending={ending()} />
      <span aria-hidden="true">{accountsText().secondsShort(countdown.left())}</span>
    </span>
  )
}

/** Filters under the header where there is no sidebar with the tags. */
export function FilterChips(): JSX.Element {
  const accounts = useAccounts()
  const is = (filter: Filter): boolean => {
    const current = accounts.filter()
    return (
      current.kind === filter.kind && (filter.kind !== 'tag' || (current.kind === 'tag' && current.tag === filter.tag))
    )
  }
  const chip = (filter: Filter, label: () => string, icon?: string): JSX.Element => (
    <button
      type="button"
      class={styles['chip']}
      aria-pressed={is(filter)}
      onClick={() => accounts.setFilter(is(filter) ? { kind: 'all' } : filter)}
    >
      <Show when={icon}>{(path) => <Icon path={path()} size={16} />}</Show>
      <span dir="auto">{label()}</span>
    </button>
  )
  return (
    <div class={styles['chips']} role="group" aria-label={accountsText().filterByTag}>
      {chip({ kind: 'all' }, () => accountsText().all)}
      {chip({ kind: 'pinned' }, () => accountsText().pinned, pinIcon)}
      <For each={accounts.tags()}>{({ tag }) => chip({ kind: 'tag', tag }, () => tag)}</For>
    </div>
  )
}
