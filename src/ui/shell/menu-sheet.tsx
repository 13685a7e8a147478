import { For, Show, type JSX } from 'solid-js'
import { Button } from '../components/button.tsx'
import { Dialog } from '../components/dialog.tsx'
import {
  binIcon,
  keyboardIcon,
  listIcon,
  lockIcon,
  pinIcon,
  slidersIcon,
  tagIcon,
  transferIcon,
} from '../components/icon-paths.ts'
import { Icon } from '../components/icon.tsx'
import { accountsText } from '../messages/accounts.ts'
import { formatNumber } from '../messages/format.ts'
import { shellText } from '../messages/shell.ts'
import { useAccounts, type Filter } from '../screens/accounts/accounts-state.tsx'
import { useWorkspace } from '../workspace.tsx'
import styles from './menu-sheet.module.css'
import type { Place } from './sidebar.tsx'

interface MenuSheetProps {
  readonly onGo: (place: Place) => void
  readonly onShortcuts: () => void
  readonly onClose: () => void
}

/** What the sidebar holds, on a phone. */
export function MenuSheet(props: MenuSheetProps): JSX.Element {
  const workspace = useWorkspace()
  const accounts = useAccounts()
  const is = (filter: Filter): boolean => {
    const current = accounts.filter()
    return (
      current.kind === filter.kind && (filter.kind !== 'tag' || (current.kind === 'tag' && current.tag === filter.tag))
    )
  }
  const chip = (filter: Filter, icon: string, label: () => string, count: () => number): JSX.Element => (
    <button
      type="button"
      class={styles['chip']}
      aria-pressed={is(filter)}
      onClick={() => {
        accounts.setFilter(filter)
        accounts.setQuery('')
        props.onClose()
        props.onGo('accounts')
      }}
    >
      <Icon path={icon} size={16} />
      <span dir="auto">{label()}</span>
      <Show when={count() > 0}>
        <span class={styles['count']} aria-hidden="true">
          {formatNumber(count())}
        </span>
      </Show>
    </button>
  )
  const link = (icon: string, label: string, run: () => void): JSX.Element => (
    <li>
      <a
        class={styles['link']}
        href="#/"
        onClick={(event) => {
          event.preventDefault()
          props.onClose()
          run()
        }}
      >
        <Icon path={icon} size={20} />
        {label}
      </a>
    </li>
  )
  return (
    <Dialog title={shellText().menu} onClose={() => props.onClose()}>
      <div class={styles['chips']} role="group" aria-label={accountsText().filterByTag}>
        {chip(
          { kind: 'all' },
          listIcon,
          () => accountsText().all,
          () => workspace.accounts().length,
        )}
        {chip({ kind: 'pinned' }, pinIcon, () => shellText().pinned, accounts.pinnedCount)}
        <For each={accounts.tags()}>
          {({ tag, count }) =>
            chip(
              { kind: 'tag', tag },
              tagIcon,
              () => tag,
              () => count,
            )
          }
        </For>
      </div>
      <ul>
        {link(transferIcon, shellText().importAndExport, () => props.onGo('import'))}
        {link(binIcon, shellText().bin, () => props.onGo('bin'))}
        {link(slidersIcon, shellText().settings, () => props.onGo('settings'))}
        {link(keyboardIcon, shellText().shortcuts, () => props.onShortcuts())}
      </ul>
      <Button look="quiet" wide icon={lockIcon} onClick={() => workspace.vault.lock('person')}>
        {shellText().lockNow}
      </Button>
    </Dialog>
  )
}
