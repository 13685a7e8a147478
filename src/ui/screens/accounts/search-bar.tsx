import { Show, type JSX } from 'solid-js'
import { Button, IconButton } from '../../components/button.tsx'
import { keptFromManagers } from '../../components/field.tsx'
import { addIcon, closeIcon, menuIcon, searchIcon } from '../../components/icon-paths.ts'
import { Icon } from '../../components/icon.tsx'
import { Keycap } from '../../components/keycap.tsx'
import { accountsText } from '../../messages/accounts.ts'
import { shellText } from '../../messages/shell.ts'
import styles from './search-bar.module.css'
import { useAccounts } from './accounts-state.tsx'

interface SearchBarProps {
  readonly phone: boolean
  readonly ref: (input: HTMLInputElement) => void
  readonly onAdd: () => void
  readonly onMenu: () => void
  /** Enter: copies the first row. Down: goes to the list. */
  readonly onKey: (event: KeyboardEvent) => void
}

/** Search and Add: above the list, or in a dock under the thumb on a phone. */
export function SearchBar(props: SearchBarProps): JSX.Element {
  const accounts = useAccounts()
  let input: HTMLInputElement | undefined
  return (
    <div class={styles['bar']}>
      <Show when={props.phone}>
        <IconButton
          class={styles['menu'] ?? ''}
          icon={menuIcon}
          label={shellText().menu}
          aria-haspopup="dialog"
          onClick={() => props.onMenu()}
        />
      </Show>
      <form class={styles['search']} role="search" onSubmit={(event) => event.preventDefault()}>
        <Icon path={searchIcon} size={20} />
        <input
          ref={(element) => {
            input = element
            props.ref(element)
          }}
          type="search"
          aria-label={accountsText().search}
          placeholder={accountsText().search}
          {...keptFromManagers}
          autocapitalize="off"
          enterkeyhint="search"
          value={accounts.query()}
          onInput={(event) => accounts.setQuery(event.currentTarget.value)}
          onKeyDown={(event) => props.onKey(event)}
        />
        <Show
          when={accounts.query() !== ''}
          fallback={
            <Show when={!props.phone}>
              <span aria-hidden="true">
                <Keycap>/</Keycap>
              </span>
            </Show>
          }
        >
          <IconButton
            class={styles['clear'] ?? ''}
            icon={closeIcon}
            label={accountsText().clearSearch}
            size={18}
            onClick={() => {
              accounts.setQuery('')
              input?.focus()
            }}
          />
        </Show>
      </form>
      <Button
        class={styles['add'] ?? ''}
        look="primary"
        icon={addIcon}
        aria-label={accountsText().addAccount}
        onClick={() => props.onAdd()}
      >
        {accountsText().addAccount}
      </Button>
    </div>
  )
}
