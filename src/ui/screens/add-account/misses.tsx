import { For, Show, type JSX } from 'solid-js'
import { TextLink } from '../../components/button.tsx'
import { warningIcon } from '../../components/icon-paths.ts'
import { Tip } from '../../components/tip.tsx'
import { scanText } from '../../messages/scan.ts'
import styles from './ways.module.css'

/** Something in which no account was found. */
export interface Miss {
  /** What happened. */
  readonly what: string
  /** What was kept, and what to do; may be empty. */
  readonly next?: string
  /** `next` has no full stop: the other way goes on with it. */
  readonly goesOn?: boolean
}

interface MissesProps {
  readonly misses: readonly Miss[]
  readonly onByHand: () => void
}

/** What gave no account, one tip each; the last one leads on. */
export function Misses(props: MissesProps): JSX.Element {
  return (
    <div class={styles['misses']} role="alert">
      <For each={props.misses}>
        {(miss, place) => (
          <Tip icon={warningIcon} tone="care" title={miss.what}>
            {miss.next}
            <Show when={place() === props.misses.length - 1} fallback={miss.goesOn ? '.' : ''}>
              {miss.goesOn ? scanText().or : scanText().youCan}
              <TextLink
                href="#/add"
                onClick={(event) => {
                  event.preventDefault()
                  props.onByHand()
                }}
              >
                {scanText().byHandLink}
              </TextLink>
              {'.'}
            </Show>
          </Tip>
        )}
      </For>
    </div>
  )
}
