import { createSignal, For, Show, type JSX } from 'solid-js'
import { Button } from '../../components/button.tsx'
import { infoIcon, warningIcon } from '../../components/icon-paths.ts'
import { Icon } from '../../components/icon.tsx'
import { exportText } from '../../messages/export.ts'
import { formatList } from '../../messages/format.ts'
import styles from './plan-summary.module.css'
import type { PlanWords } from './plan-words.ts'

/** Of very many names, the first are shown until all are asked for. */
const namedFirst = 12

/** How many accounts go out, and, by name, which do not. Nothing yet: `words` is still being found out. */
export function PlanSummary(props: { readonly words: PlanWords | undefined }): JSX.Element {
  return (
    <div class={styles['plan']} data-care={(props.words?.leftOutCount ?? 0) > 0 ? '' : undefined} role="status">
      <Show when={props.words} fallback={<p>{exportText().checkingFit}</p>}>
        {(words) => (
          <>
            <Icon path={words().leftOutCount > 0 ? warningIcon : infoIcon} size={20} />
            <div>
              <p>
                <strong>{words().fits}</strong>
              </p>
              <LeftOutNames words={words()} />
              <Show when={words().lost.length > 0}>
                <p>
                  {exportText().lost} {formatList(words().lost)}.
                </p>
              </Show>
            </div>
          </>
        )}
      </Show>
    </div>
  )
}

function LeftOutNames(props: { readonly words: PlanWords }): JSX.Element {
  const [all, setAll] = createSignal(false)
  const isLong = (): boolean => props.words.leftOut.some(({ names }) => names.length > namedFirst)
  const shown = (names: readonly string[]): string => {
    const rest = names.length - namedFirst
    if (all() || rest <= 0) return formatList(names)
    return formatList([...names.slice(0, namedFirst), exportText().andMore(rest)])
  }
  return (
    <Show when={props.words.leftOutCount > 0}>
      <p>{exportText().leftOut(props.words.leftOutCount)}</p>
      <ul>
        <For each={props.words.leftOut}>
          {({ names, why }) => (
            <li>
              <bdi>{shown(names)}</bdi>: {why}
            </li>
          )}
        </For>
      </ul>
      <Show when={isLong() && !all()}>
        <Button size="small" look="quiet" onClick={() => setAll(true)}>
          {exportText().showAll}
        </Button>
      </Show>
    </Show>
  )
}
