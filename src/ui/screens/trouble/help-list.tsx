import { createUniqueId, For, Show, type JSX } from 'solid-js'
import styles from './trouble.module.css'

interface HelpItem {
  /** What it is about, set strong. */
  readonly title: string
  readonly help: string
  /** To be typed or opened as it stands. */
  readonly code?: string
}

/** Ways out, under a small heading. */
export function HelpList(props: { readonly heading: string; readonly items: readonly HelpItem[] }): JSX.Element {
  const headingId = createUniqueId()
  return (
    <section class={styles['help']} aria-labelledby={headingId}>
      <h2 id={headingId} class={styles['helpHeading']}>
        {props.heading}
      </h2>
      <ul class={styles['items']}>
        <For each={props.items}>
          {(item) => (
            <li class={styles['item']}>
              <strong>{item.title}</strong> {item.help}
              <Show when={item.code}>
                <code class={styles['code']}>{item.code}</code>
              </Show>
            </li>
          )}
        </For>
      </ul>
    </section>
  )
}
