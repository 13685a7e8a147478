import { For, onCleanup, onMount, type JSX } from 'solid-js'
import { Portal } from 'solid-js/web'
import { Mark } from '../../components/mark.tsx'
import { recoveryText } from '../../messages/recovery.ts'
import { shellText } from '../../messages/shell.ts'
import type { KeptCode } from './code-file.ts'
import styles from './code-sheet.module.css'

/** A sheet that is only printed: on the screen it does not show. Opens the print dialog, and is done when that closes. */
export function CodeSheet(props: { readonly code: KeptCode; readonly onDone: () => void }): JSX.Element {
  const done = (): void => props.onDone()
  window.addEventListener('afterprint', done)
  onCleanup(() => window.removeEventListener('afterprint', done))
  onMount(() => queueMicrotask(() => window.print()))
  return (
    <Portal>
      <div class={styles['sheet']}>
        <p class={styles['brand']}>
          <Mark size={24} />
          {shellText().product}
        </p>
        <h1>{recoveryText().kept.title}</h1>
        <ol class={styles['groups']}>
          <For each={props.code.groups}>
            {(group, place) => (
              <li>
                <small>{place() + 1}</small>
                {group}
              </li>
            )}
          </For>
        </ol>
        <p>{recoveryText().kept.of(props.code.origin, props.code.at)}</p>
        <p>{recoveryText().kept.use}</p>
        <p>{recoveryText().kept.care}</p>
      </div>
    </Portal>
  )
}
