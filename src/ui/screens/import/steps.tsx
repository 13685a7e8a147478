import { For, Show, type JSX } from 'solid-js'
import { checkIcon } from '../../components/icon-paths.ts'
import { Icon } from '../../components/icon.tsx'
import { formatNumber } from '../../messages/format.ts'
import { importText } from '../../messages/import.ts'
import { createBreakpoint } from '../../primitives/media.ts'
import styles from './steps.module.css'

const steps = ['choose', 'check', 'done'] as const

/** How far an import has come; from tablets up. */
export function Steps(props: { readonly at: (typeof steps)[number]; readonly finished?: boolean }): JSX.Element {
  const breakpoint = createBreakpoint()
  const isDone = (place: number): boolean => props.finished === true || place < steps.indexOf(props.at)
  return (
    <Show when={breakpoint() !== 'phone'}>
      <ol class={styles['steps']} aria-label={importText().steps}>
        <For each={steps}>
          {(step, place) => (
            <li
              data-done={isDone(place()) ? '' : undefined}
              aria-current={!isDone(place()) && step === props.at ? 'step' : undefined}
            >
              <span aria-hidden="true">
                <Show when={isDone(place())} fallback={formatNumber(place() + 1)}>
                  <Icon path={checkIcon} size={15} />
                </Show>
              </span>
              {importText().stepNames[step]}
            </li>
          )}
        </For>
      </ol>
    </Show>
  )
}
