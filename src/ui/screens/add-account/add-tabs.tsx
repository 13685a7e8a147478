import { For, type JSX } from 'solid-js'
import { cameraIcon, imageIcon, keyboardIcon, screenIcon } from '../../components/icon-paths.ts'
import { Icon } from '../../components/icon.tsx'
import { accountFormText } from '../../messages/account-form.ts'
import type { AddTab } from './add-tab.ts'
import styles from './add-tabs.module.css'

interface AddTabsProps {
  readonly tabs: readonly AddTab[]
  readonly current: AddTab
  readonly onChange: (tab: AddTab) => void
}

const icons: Readonly<Record<AddTab, string>> = {
  scan: cameraIcon,
  image: imageIcon,
  screen: screenIcon,
  'by-hand': keyboardIcon,
}

/** Id of what the tabs show one of. */
export const addPanelId = 'add-panel'

/** Id of a tab, for what it labels. */
export function addTabId(tab: AddTab): string {
  return `add-tab-${tab}`
}

/**
 * `How to add`. Arrow keys move among the tabs and choose none: passing over the camera must not switch it on (ARIA
 * Authoring Practices, "Tabs with manual activation").
 */
export function AddTabs(props: AddTabsProps): JSX.Element {
  const move = (event: KeyboardEvent): void => {
    const place = props.tabs.findIndex((tab) => addTabId(tab) === document.activeElement?.id)
    const forward = document.documentElement.dir === 'rtl' ? 'ArrowLeft' : 'ArrowRight'
    const back = forward === 'ArrowRight' ? 'ArrowLeft' : 'ArrowRight'
    const steps: Readonly<Record<string, number>> = { [forward]: place + 1, [back]: place - 1, Home: 0, End: -1 }
    const to = steps[event.key]
    const tab = to === undefined ? undefined : props.tabs.at(to % props.tabs.length)
    if (tab === undefined) return
    event.preventDefault()
    document.getElementById(addTabId(tab))?.focus()
  }
  return (
    <div class={styles['tabs']} role="tablist" aria-label={accountFormText().ways} onKeyDown={move}>
      <For each={props.tabs}>
        {(tab) => (
          <button
            type="button"
            role="tab"
            id={addTabId(tab)}
            aria-controls={props.current === tab ? addPanelId : undefined}
            aria-selected={props.current === tab}
            tabindex={props.current === tab ? 0 : -1}
            // The form takes the focus itself, in its first field.
            data-autofocus={props.current === tab && tab !== 'by-hand' ? '' : undefined}
            onClick={() => props.onChange(tab)}
          >
            <Icon path={icons[tab]} size={20} />
            <span>{accountFormText().tabs[tab]}</span>
          </button>
        )}
      </For>
    </div>
  )
}
