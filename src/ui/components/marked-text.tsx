import { For, Show, type JSX } from 'solid-js'

interface MarkedTextProps {
  readonly text: string
  /** Runs of UTF-16 units to mark, in order, not overlapping: `[start, end)`. */
  readonly ranges?: readonly (readonly [number, number])[] | undefined
  readonly class?: string | undefined
}

/** A person's own words, whichever way they run, with search hits marked. */
export function MarkedText(props: MarkedTextProps): JSX.Element {
  const parts = (): readonly { readonly text: string; readonly hit: boolean }[] => {
    const result: { text: string; hit: boolean }[] = []
    let from = 0
    for (const [start, end] of props.ranges ?? []) {
      result.push(
        { text: props.text.slice(from, start), hit: false },
        { text: props.text.slice(start, end), hit: true },
      )
      from = end
    }
    result.push({ text: props.text.slice(from), hit: false })
    return result.filter((part) => part.text !== '')
  }
  return (
    <span class={props.class} dir="auto" title={props.text}>
      <For each={parts()}>
        {(part) => (
          <Show when={part.hit} fallback={part.text}>
            <mark>{part.text}</mark>
          </Show>
        )}
      </For>
    </span>
  )
}
