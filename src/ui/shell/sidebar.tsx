import { For, Show, type JSX } from 'solid-js'
import { binIcon, listIcon, lockIcon, pinIcon, slidersIcon, tagIcon, transferIcon } from '../components/icon-paths.ts'
import { Icon } from '../components/icon.tsx'
import { KeyPicture } from '../components/keycap.tsx'
import { Mark } from '../components/mark.tsx'
import { formatNumber } from '../messages/format.ts'
import { shellText } from '../messages/shell.ts'
import { controlKeyName } from '../primitives/control-key.ts'
import { useAccounts, type Filter } from '../screens/accounts/accounts-state.tsx'
import { useWorkspace } from '../workspace.tsx'
import styles from './sidebar.module.css'

/** The places of the app, as the address knows them. */
export type Place = 'accounts' | 'import' | 'bin' | 'settings'

interface SidebarProps {
  readonly place: Place
  readonly onGo: (place: Place) => void
}

/** Places and tags beside the page, from tablets up. */
export function Sidebar(props: SidebarProps): JSX.Element {
  const workspace = useWorkspace()
  const accounts = useAccounts()
  const filtered = (filter: Filter): boolean => {
    const current = accounts.filter()
    if (props.place !== 'accounts' || current.kind !== filter.kind) return false
    return filter.kind !== 'tag' || (current.kind === 'tag' && current.tag === filter.tag)
  }
  const show = (filter: Filter) => () => {
    accounts.setFilter(filter)
    accounts.setQuery('')
    props.onGo('accounts')
  }
  return (
    <nav class={styles['side']} aria-label={shellText().main}>
      <div class={styles['brand']}>
        <Mark size={26} />
        <span>{shellText().product}</span>
      </div>
      <ul class={styles['links']}>
        <SideLink
          icon={listIcon}
          label={shellText().allAccounts}
          count={workspace.accounts().length}
          current={filtered({ kind: 'all' })}
          onClick={show({ kind: 'all' })}
        />
        <SideLink
          icon={pinIcon}
          label={shellText().pinned}
          count={accounts.pinnedCount()}
          current={filtered({ kind: 'pinned' })}
          onClick={show({ kind: 'pinned' })}
        />
      </ul>
      <Show when={accounts.tags().length > 0}>
        <h2 class={styles['heading']} id="sidebar-tags">
          {shellText().tags}
        </h2>
        <ul class={`${styles['links']} ${styles['tags']}`} aria-labelledby="sidebar-tags">
          <For each={accounts.tags()}>
            {({ tag, count }) => (
              <SideLink
                icon={tagIcon}
                label={tag}
                count={count}
                current={filtered({ kind: 'tag', tag })}
                onClick={show({ kind: 'tag', tag })}
              />
            )}
          </For>
        </ul>
      </Show>
      <div class={styles['grow']} />
      <ul class={styles['links']}>
        <SideLink
          icon={transferIcon}
          label={shellText().importAndExport}
          current={props.place === 'import'}
          onClick={() => props.onGo('import')}
        />
        <SideLink
          icon={binIcon}
          label={shellText().bin}
          count={workspace.bin().length}
          current={props.place === 'bin'}
          onClick={() => props.onGo('bin')}
        />
        <SideLink
          icon={slidersIcon}
          label={shellText().settings}
          current={props.place === 'settings'}
          onClick={() => props.onGo('settings')}
        />
      </ul>
      <button
        type="button"
        class={`${styles['link']} ${styles['lock']}`}
        aria-label={shellText().lockNow}
        title={shellText().lockNow}
        onClick={() => workspace.vault.lock('person')}
      >
        <Icon path={lockIcon} size={20} />
        <span>{shellText().lock}</span>
        <span class={styles['keys']} aria-hidden="true">
          <KeyPicture keycap="⇧" />
          <KeyPicture keycap={controlKeyName()} />
          <KeyPicture keycap="L" />
        </span>
      </button>
    </nav>
  )
}

function SideLink(props: {
  readonly icon: string
  readonly label: string
  readonly count?: number
  readonly current: boolean
  readonly onClick: () => void
}): JSX.Element {
  return (
    <li>
      <a
        class={styles['link']}
        href="#/"
        title={props.label}
        aria-current={props.current ? 'page' : undefined}
        onClick={(event) => {
          event.preventDefault()
          props.onClick()
        }}
      >
        <Icon path={props.icon} size={20} />
        <span dir="auto">{props.label}</span>
        <Show when={props.count}>
          {(count) => (
            <span class={styles['count']} aria-hidden="true">
              {formatNumber(count())}
            </span>
          )}
        </Show>
      </a>
    </li>
  )
}
