import { createSignal, createUniqueId, Show, type JSX } from 'solid-js'
import type { ImportEntry } from '../../../transfer/index.ts'
import { TickBox } from '../../components/tick-box.tsx'
import { importText } from '../../messages/import.ts'
import { createBreakpoint } from '../../primitives/media.ts'
import type { ImportCheck } from './import-check.ts'
import { ImportTableRow } from './import-table-row.tsx'
import styles from './import-table.module.css'
import { RowBlocks } from './row-blocks.tsx'

/** What comes in, one row per entry, and what happens to it. */
export function ImportTable(props: { readonly check: ImportCheck }): JSX.Element {
  const breakpoint = createBreakpoint()
  const [expanded, setExpanded] = createSignal<ReadonlySet<ImportEntry>>(new Set())
  const detailsId = createUniqueId()
  const toggle = (entry: ImportEntry): void => {
    const next = new Set(expanded())
    if (!next.delete(entry)) next.add(entry)
    setExpanded(next)
  }
  return (
    <div
      class={styles['table']}
      role="table"
      aria-label={importText().table}
      aria-rowcount={props.check.shown().length + 1}
    >
      <div role="rowgroup">
        <div role="row" class={styles['heads']} aria-rowindex={1}>
          <span role="columnheader">
            <TickBox
              label={importText().selectAll}
              checked={props.check.tickState() === 'all'}
              mixed={props.check.tickState() === 'some'}
              onChange={() => props.check.tickAll(props.check.tickState() !== 'all')}
            />
          </span>
          <span role="columnheader">{importText().columns.account}</span>
          <span role="columnheader">{importText().columns.status}</span>
          <span role="columnheader">{importText().columns.happens}</span>
        </div>
      </div>
      <RowBlocks rows={props.check.shown()} rowHeight={breakpoint() === 'phone' ? 78 : 63}>
        {(row) => (
          <ImportTableRow
            row={row()}
            check={props.check}
            expanded={expanded().has(row().entry)}
            detailsId={`${detailsId}-${row().place}`}
            onToggle={() => toggle(row().entry)}
          />
        )}
      </RowBlocks>
      <Show when={props.check.shown().length === 0}>
        <p class={styles['nothing']}>{importText().nothingHere}</p>
      </Show>
    </div>
  )
}
