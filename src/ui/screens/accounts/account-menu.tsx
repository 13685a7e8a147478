import { Show, type JSX } from 'solid-js'
import type { AccountView } from '../../../account.ts'
import { Menu, MenuItem, MenuLine } from '../../components/menu.tsx'
import {
  binIcon,
  chevronRightIcon,
  copyIcon,
  editIcon,
  moveDownIcon,
  moveUpIcon,
  pinIcon,
  qrIcon,
  selectIcon,
} from '../../components/icon-paths.ts'
import { accountName, accountsText } from '../../messages/accounts.ts'
import { useWorkspace } from '../../workspace.tsx'
import type { AccountActions } from './account-actions.ts'
import type { MenuRequest } from './account-list.tsx'
import { useAccounts } from './accounts-state.tsx'

interface AccountMenuProps {
  readonly request: MenuRequest
  readonly actions: AccountActions
  /** The list the account stands in, for moving it by hand. */
  readonly shown: readonly string[]
  readonly onClose: () => void
  readonly onOpen: (what?: 'edit' | 'qr') => void
  readonly onPin: (account: AccountView) => void
  readonly onBin: () => void
  readonly onCopyNext: () => void
}

/** What can be done to one account. */
export function AccountMenu(props: AccountMenuProps): JSX.Element {
  const workspace = useWorkspace()
  const accounts = useAccounts()
  const text = () => accountsText().menu
  const { id, element, x, y } = props.request
  const move = (by: -1 | 1): void => {
    void props.actions.moveInOrder(id, by, props.shown).then(() => element.focus({ preventScroll: true }))
  }
  const byHand = (): boolean => workspace.settings().sort === 'by-hand' && accounts.query() === ''
  return (
    <Show when={workspace.account(id)}>
      {(account) => (
        <Menu
          label={text().title(accountName(account()))}
          anchor={element}
          at={x === undefined || y === undefined ? undefined : { x, y }}
          onClose={() => props.onClose()}
        >
          <Show when={account().type !== 'hotp'}>
            <MenuItem icon={copyIcon} label={text().copyNext} keys="⇧↵" onSelect={() => props.onCopyNext()} />
          </Show>
          <MenuItem icon={chevronRightIcon} label={text().open} keys="→" onSelect={() => props.onOpen()} />
          <Show when={!workspace.readOnly()}>
            <MenuItem
              icon={pinIcon}
              label={account().pinned ? text().unpin : text().pin}
              keys="*"
              onSelect={() => props.onPin(account())}
            />
            <MenuItem icon={editIcon} label={text().edit} onSelect={() => props.onOpen('edit')} />
          </Show>
          <MenuItem icon={qrIcon} label={text().qr} onSelect={() => props.onOpen('qr')} />
          <Show when={!workspace.readOnly()}>
            <MenuItem icon={selectIcon} label={text().select} onSelect={() => accounts.setSelection(new Set([id]))} />
            <Show when={byHand()}>
              <MenuItem icon={moveUpIcon} label={text().up} keys="Alt ↑" onSelect={() => move(-1)} />
              <MenuItem icon={moveDownIcon} label={text().down} keys="Alt ↓" onSelect={() => move(1)} />
            </Show>
            <MenuLine />
            <MenuItem icon={binIcon} label={text().bin} keys="Del" danger onSelect={() => props.onBin()} />
          </Show>
        </Menu>
      )}
    </Show>
  )
}
