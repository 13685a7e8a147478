import { For, type JSX } from 'solid-js'
import type { TransferProgress } from '../../../transfer/index.ts'
import { scanText } from '../../messages/scan.ts'
import styles from './transfer-line.module.css'

interface TransferLineProps {
  readonly progress: TransferProgress
  /** What to do about it. */
  readonly children: JSX.Element
}

/** More strokes than this are a bar nobody counts. */
const maxStrokes = 12

/** How many codes of a transfer were read, and which are still to come. */
export function TransferLine(props: TransferLineProps): JSX.Element {
  const strokes = (): readonly boolean[] => {
    const { read, size } = props.progress
    const count = Math.min(size, maxStrokes)
    return Array.from({ length: count }, (_, place) => place < Math.floor((read * count) / size))
  }
  return (
    <div class={styles['line']}>
      <div
        class={styles['strokes']}
        role="img"
        aria-label={scanText().transfer.dots(props.progress.read, props.progress.size)}
      >
        <For each={strokes()}>{(isRead) => <i data-read={isRead ? '' : undefined} />}</For>
      </div>
      <p role="status">
        <strong>{scanText().transfer.read(props.progress.read, props.progress.size)}</strong>{' '}
        {props.progress.missing.length > 0
          ? scanText().transfer.missing(props.progress.missing)
          : scanText().transfer.why}
      </p>
      {props.children}
    </div>
  )
}
