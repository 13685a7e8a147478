import { Show, type JSX } from 'solid-js'
import { shellText } from '../messages/shell.ts'
import { createBreakpoint } from '../primitives/media.ts'
import { IconButton } from './button.tsx'
import { chevronLeftIcon } from './icon-paths.ts'
import styles from './page.module.css'

interface PageProps {
  readonly title: string
  readonly onBack: () => void
  /** What the back button of a phone says; to the accounts unless told otherwise. */
  readonly backLabel?: string
  readonly actions?: JSX.Element
  /** The content lays itself out over the whole width. */
  readonly wide?: boolean
  readonly children: JSX.Element
}

/** A page beside the accounts: title, actions, and content that scrolls. On a phone it has a way back. */
export function Page(props: PageProps): JSX.Element {
  const breakpoint = createBreakpoint()
  return (
    <div class={styles['page']}>
      <header class={styles['head']}>
        <Show when={breakpoint() === 'phone'}>
          <IconButton
            icon={chevronLeftIcon}
            label={props.backLabel ?? shellText().backToAccounts}
            onClick={() => props.onBack()}
          />
        </Show>
        <h1>{props.title}</h1>
        {props.actions}
      </header>
      <main id="main" class={styles['scroll']} tabindex={-1}>
        <div classList={{ [styles['content'] ?? '']: !props.wide }}>{props.children}</div>
      </main>
    </div>
  )
}
