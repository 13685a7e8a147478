import { createEffect, createSignal, lazy, untrack, type Component, type JSX } from 'solid-js'
import { Dynamic } from 'solid-js/web'
import { isImport } from '../../arrivals.ts'
import { useServices } from '../../services.tsx'
import type { HashLocation } from '../../shell/hash-location.ts'
import { TransferTabs, type TransferTab } from './transfer-tabs.tsx'

/** What each of the two panels gets: it draws its own page, because its head changes with its steps. */
export interface TransferPanelProps {
  /** The tabs, for the head of the first step. */
  readonly tabs: () => JSX.Element
  readonly location: HashLocation
}

const panels: Readonly<Record<TransferTab, Component<TransferPanelProps>>> = {
  import: lazy(async () => ({ default: (await import('../import/import-panel.tsx')).ImportPanel })),
  export: lazy(async () => ({ default: (await import('../export/export-panel.tsx')).ExportPanel })),
}

const tabs: readonly TransferTab[] = ['import', 'export']

/** `Import and export`: the way in and the way out, one at a time. */
export function TransferScreen(props: { readonly location: HashLocation }): JSX.Element {
  const { arrivals } = useServices()
  const asked = (): string | undefined => props.location.parts()[0]
  const current = (): TransferTab => tabs.find((tab) => tab === asked()) ?? 'import'
  // The tab that was pressed goes with its panel; the same tab of the next one takes the focus.
  const [hasTurned, setHasTurned] = createSignal(false)
  createEffect(() => {
    if (arrivals.waiting().some(isImport) && untrack(current) !== 'import') props.location.go('import')
  })
  return (
    <Dynamic
      component={panels[current()]}
      location={props.location}
      tabs={() => (
        <TransferTabs
          tabs={tabs}
          current={current()}
          takesFocus={hasTurned()}
          onFocused={() => setHasTurned(false)}
          onChange={(tab) => {
            setHasTurned(true)
            props.location.go(tab)
          }}
        />
      )}
    />
  )
}
