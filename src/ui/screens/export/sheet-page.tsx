import { createSignal, For, onCleanup, onMount, Show, type JSX } from 'solid-js'
import { Portal } from 'solid-js/web'
import type { SheetRow } from '../../../transfer/index.ts'
import { Button, IconButton } from '../../components/button.tsx'
import { chevronLeftIcon, printIcon } from '../../components/icon-paths.ts'
import { Mark } from '../../components/mark.tsx'
import { QrCode } from '../../components/qr-code.tsx'
import { accountName } from '../../messages/accounts.ts'
import { exportText } from '../../messages/export.ts'
import { shellText } from '../../messages/shell.ts'
import { whenIdle } from '../../primitives/when-idle.ts'
import type { ShownSheet } from './print-sheet.tsx'
import styles from './sheet-page.module.css'

interface SheetProps {
  readonly sheet: ShownSheet
  readonly onDone: () => void
}

/** Rows that are drawn between two frames: QR codes take a few ms each. */
const rowsAtOnce = 24

/** Characters that the largest QR code holds at level M (ISO/IEC 18004 table 7); key URIs are ASCII. */
const mostCharacters = 2331

/** The sheet in the place of the whole app, which is how it is printed. */
export function SheetPage(props: SheetProps): JSX.Element {
  const [drawn, setDrawn] = createSignal(Math.min(rowsAtOnce, props.sheet.rows.length))
  const isReady = (): boolean => drawn() >= props.sheet.rows.length
  let heading: HTMLHeadingElement | undefined
  let stop = (): void => {}
  const draw = (): void => {
    if (isReady()) return
    stop = whenIdle(() => {
      setDrawn((before) => Math.min(before + rowsAtOnce, props.sheet.rows.length))
      draw()
    })
  }
  onMount(() => {
    heading?.focus()
    draw()
  })
  onCleanup(() => stop())
  const all = (): number => props.sheet.included + props.sheet.omitted.length
  return (
    <Portal>
      <div class={styles['screen']}>
        <header class={styles['bar']}>
          <IconButton icon={chevronLeftIcon} label={exportText().backToExport} onClick={() => props.onDone()} />
          <h1 ref={heading} tabindex={-1}>
            {exportText().sheet}
          </h1>
          <p role="status">{isReady() ? '' : exportText().preparing(drawn(), props.sheet.rows.length)}</p>
          <Button look="primary" icon={printIcon} disabled={!isReady()} onClick={() => window.print()}>
            {exportText().print}
          </Button>
        </header>
        <main class={styles['paper']}>
          <div class={styles['head']}>
            <p class={styles['brand']}>
              <Mark size={24} />
              {shellText().product}
            </p>
            <p>{exportText().sheetHead(props.sheet.included, all(), props.sheet.at)}</p>
          </div>
          <ol class={styles['rows']} role="list" aria-label={exportText().sheetList}>
            <For each={props.sheet.rows.slice(0, drawn())}>{(row) => <Cell row={row} />}</For>
          </ol>
        </main>
      </div>
    </Portal>
  )
}

function Cell(props: { readonly row: SheetRow }): JSX.Element {
  const name = (): string => accountName(props.row) || exportText().nameless
  return (
    <li class={styles['cell']}>
      <Show when={props.row.uri.length <= mostCharacters} fallback={<p class={styles['noQr']}>{exportText().noQr}</p>}>
        <QrCode text={props.row.uri} label={exportText().qrOf(name())} />
      </Show>
      <div>
        <b dir="auto">{props.row.issuer || name()}</b>
        <Show when={props.row.issuer && props.row.account}>
          <span dir="auto">{props.row.account}</span>
        </Show>
        <code>{props.row.secret}</code>
        <small>{parameters(props.row)}</small>
      </div>
    </li>
  )
}

/** `SHA-1, 6 digits, 30 s` */
function parameters({ type, algorithm, digits, period, counter }: SheetRow): string {
  const text = exportText()
  const parts = [
    text.types[type],
    type === 'motp' ? '' : text.algorithms[algorithm],
    text.digits(digits),
    period === undefined ? '' : text.period(period),
    counter === undefined ? '' : text.counter(counter),
  ]
  return parts.filter((part) => part !== '').join(', ')
}
