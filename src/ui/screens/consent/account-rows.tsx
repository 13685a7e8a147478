import { For, Show, type JSX } from 'solid-js'
import type { AccountView } from '../../../account.ts'
import { AccountLines } from '../../components/account-lines.tsx'
import { TickBox } from '../../components/tick-box.tsx'
import { Tile } from '../../components/tile.tsx'
import { accountName } from '../../messages/accounts.ts'
import { consentText } from '../../messages/consent.ts'
import type { AccountChoice } from './account-choice.ts'
import styles from './consent.module.css'

/** Accounts to tick. */
export function PickList(props: { readonly choice: AccountChoice }): JSX.Element {
  return (
    <ul class={styles['list']} role="list" aria-label={consentText().read.list}>
      <For each={props.choice.shown()}>
        {(account) => (
          <li>
            <label class={styles['row']}>
              <TickBox
                label={accountName(account)}
                checked={props.choice.isTicked(account.id)}
                onChange={(isTicked) => props.choice.tick(account.id, isTicked)}
              />
              <AccountWords account={account} />
            </label>
          </li>
        )}
      </For>
    </ul>
  )
}

/** Accounts to look at. */
export function PlainList(props: { readonly label: string; readonly accounts: readonly AccountView[] }): JSX.Element {
  return (
    <ul class={styles['list']} role="list" aria-label={props.label}>
      <For each={props.accounts}>
        {(account) => (
          <li class={styles['row']}>
            <AccountWords account={account} />
          </li>
        )}
      </For>
    </ul>
  )
}

/** Tile and names of an account; a counter says that it is one. */
export function AccountWords(props: {
  readonly account: Pick<AccountView, 'issuer' | 'account' | 'icon' | 'type'>
}): JSX.Element {
  const { nameless } = consentText().add
  return (
    <>
      <Tile issuer={props.account.issuer} account={props.account.account} icon={props.account.icon} />
      <AccountLines issuer={props.account.issuer} account={props.account.account} nameless={nameless} />
      <Show when={props.account.type === 'hotp'}>
        <span class={styles['badge']}>{consentText().read.counter}</span>
      </Show>
    </>
  )
}
