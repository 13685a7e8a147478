import type { JSX } from 'solid-js'
import type { Density, SortOrder } from '../../../vault/index.ts'
import {
  addIcon,
  clockIcon,
  compactIcon,
  dragIcon,
  eyeOffIcon,
  gridIcon,
  languageIcon,
  listIcon,
  selectIcon,
  starIcon,
} from '../../components/icon-paths.ts'
import { Menu, MenuCheck, MenuChoice, MenuItem, MenuLine } from '../../components/menu.tsx'
import { accountsText } from '../../messages/accounts.ts'
import { useWorkspace } from '../../workspace.tsx'
import { useAccounts } from './accounts-state.tsx'

const sortIcons: Readonly<Record<SortOrder, string>> = {
  name: languageIcon,
  'last-used': clockIcon,
  'most-used': starIcon,
  'date-added': addIcon,
  'by-hand': dragIcon,
}
const sortOrders = Object.keys(sortIcons) as readonly SortOrder[]

/** Layout, order, hidden codes, and where selecting begins. */
export function ViewOptionsMenu(props: { readonly anchor: HTMLElement; readonly onClose: () => void }): JSX.Element {
  const workspace = useWorkspace()
  const accounts = useAccounts()
  const layouts = (): readonly { readonly value: Density; readonly label: string; readonly icon: string }[] => [
    { value: 'list', label: accountsText().list, icon: listIcon },
    { value: 'compact', label: accountsText().compact, icon: compactIcon },
    { value: 'grid', label: accountsText().grid, icon: gridIcon },
  ]
  return (
    <Menu label={accountsText().view.title} anchor={props.anchor} onClose={() => props.onClose()}>
      <MenuChoice
        label={accountsText().layout}
        value={workspace.settings().density}
        options={layouts()}
        onChange={(density) => workspace.changeSettings({ density })}
      />
      <MenuLine />
      <MenuChoice
        label={accountsText().view.sortBy}
        value={workspace.settings().sort}
        options={sortOrders.map((value) => ({
          value,
          label: accountsText().view.sorts[value],
          icon: sortIcons[value],
        }))}
        onChange={(sort) => workspace.changeSettings({ sort })}
      />
      <MenuLine />
      <MenuCheck
        icon={eyeOffIcon}
        label={accountsText().view.hide}
        checked={workspace.settings().hideCodes}
        onChange={(hideCodes) => workspace.changeSettings({ hideCodes })}
      />
      <MenuItem
        icon={selectIcon}
        label={accountsText().view.select}
        onSelect={() => accounts.setSelection(new Set())}
      />
    </Menu>
  )
}
