import { For, onMount, type JSX } from 'solid-js'
import { importText } from '../../messages/import.ts'
import styles from './transfer-tabs.module.css'

/** The two ways over the edge of the app. */
export type TransferTab = 'import' | 'export'

interface TransferTabsProps {
  readonly tabs: readonly TransferTab[]
  readonly current: TransferTab
  readonly onChange: (tab: TransferTab) => void
  /** The current tab takes the focus when it is drawn. */
  readonly takesFocus: boolean
  readonly onFocused: () => void
}

/** Id of what the tabs show one of. */
export const transferPanelId = 'transfer-panel'

/** Id of a tab, for what it labels. */
export function transferTabId(tab: TransferTab): string {
  return `transfer-tab-${tab}`
}

/** `Import and export`: tabs that follow the arrow keys (ARIA Authoring Practices, "Tabs"). */
export function TransferTabs(props: TransferTabsProps): JSX.Element {
  const move = (event: KeyboardEvent): void => {
    const forward = document.documentElement.dir === 'rtl' ? 'ArrowLeft' : 'ArrowRight'
    const back = forward === 'ArrowRight' ? 'ArrowLeft' : 'ArrowRight'
    const place = props.tabs.indexOf(props.current)
    const steps: Readonly<Record<string, number>> = {
      [forward]: place + 1,
      [back]: place - 1,
      Home: 0,
      End: props.tabs.length - 1,
    }
    const to = steps[event.key]
    const tab = to === undefined ? undefined : props.tabs.at(to % props.tabs.length)
    if (tab === undefined) return
    event.preventDefault()
    props.onChange(tab)
  }
  onMount(() => {
    if (!props.takesFocus) return
    document.getElementById(transferTabId(props.current))?.focus()
    props.onFocused()
  })
  return (
    <div class={styles['tabs']} role="tablist" aria-label={importText().heading} onKeyDown={move}>
      <For each={props.tabs}>
        {(tab) => (
          <button
            type="button"
            role="tab"
            id={transferTabId(tab)}
            aria-controls={props.current === tab ? transferPanelId : undefined}
            aria-selected={props.current === tab}
            tabindex={props.current === tab ? 0 : -1}
            onClick={() => props.onChange(tab)}
          >
            {importText().tabs[tab]}
          </button>
        )}
      </For>
    </div>
  )
}
