import { onMount, Show, type JSX } from 'solid-js'
import { IconButton } from '../../components/button.tsx'
import { chevronLeftIcon } from '../../components/icon-paths.ts'
import { createBreakpoint } from '../../primitives/media.ts'
import styles from './transfer-page.module.css'

interface TransferPageProps {
  readonly title: string
  /** A line under the title, from tablets up. */
  readonly line?: string | undefined
  /** What the way back says, on a phone. */
  readonly backLabel: string
  readonly onBack: () => void
  /** Beside the title: the tabs, or the steps. */
  readonly aside?: JSX.Element
  readonly width?: 'narrow' | 'normal' | 'wide'
  /** The heading takes the focus: the page before this one is gone. */
  readonly takesFocus?: boolean
  /** Always in sight, below what scrolls. */
  readonly foot?: JSX.Element
  /** The part that scrolls. */
  readonly ref?: (scroller: HTMLElement) => void
  readonly children: JSX.Element
}

/** One step of importing or exporting: head, content that scrolls, and what is always in sight below it. */
export function TransferPage(props: TransferPageProps): JSX.Element {
  const breakpoint = createBreakpoint()
  let heading: HTMLHeadingElement | undefined
  onMount(() => {
    if (props.takesFocus) heading?.focus({ preventScroll: true })
  })
  return (
    <div class={styles['page']}>
      <header class={styles['head']}>
        <Show when={breakpoint() === 'phone'}>
          <IconButton icon={chevronLeftIcon} label={props.backLabel} onClick={() => props.onBack()} />
        </Show>
        <div class={styles['title']}>
          <h1 ref={heading} tabindex={-1}>
            {props.title}
          </h1>
          <Show when={props.line}>
            <p dir="auto">{props.line}</p>
          </Show>
        </div>
        {props.aside}
      </header>
      <main id="main" ref={(element) => props.ref?.(element)} class={styles['scroll']} tabindex={-1}>
        <div class={styles['content']} data-width={props.width ?? 'normal'}>
          {props.children}
        </div>
      </main>
      <Show when={props.foot}>
        <div class={styles['foot']}>{props.foot}</div>
      </Show>
    </div>
  )
}

/** A card of a {@link TransferPage}. */
export const panelClass = styles['panel'] ?? ''
