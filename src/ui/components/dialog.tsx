import * as KobalteDialog from '@kobalte/core/dialog'
import { children, createUniqueId, onCleanup, onMount, Show, type JSX } from 'solid-js'
import { shellText } from '../messages/shell.ts'
import { takenApart } from '../primitives/taken-apart.ts'
import { IconButton } from './button.tsx'
import styles from './dialog.module.css'
import { closeIcon } from './icon-paths.ts'
import { Icon } from './icon.tsx'

interface DialogProps {
  readonly title: string
  /** `alertdialog` for a question that must be answered: no close button, and clicks outside do nothing. */
  readonly role?: 'dialog' | 'alertdialog'
  /** No close button: the buttons at the foot are the only way on. */
  readonly bare?: boolean
  /** Full page on a phone. */
  readonly wide?: boolean
  /** Room for two columns from tablets up; a sheet on a phone. */
  readonly roomy?: boolean
  /** Nothing in it takes focus, so the text does: keys must be able to scroll it. */
  readonly prose?: boolean
  /** What the question is about, drawn above it: one of the paths of `icon-paths.ts`. */
  readonly sign?: string
  /** Worth heeding, where nothing would be lost. */
  readonly signTone?: 'care'
  readonly text?: string | undefined
  /** Escape, the close button, or a click outside: the caller decides whether to go. */
  readonly onClose: () => void
  readonly children?: JSX.Element
  /** Buttons, the affirmative one last. */
  readonly foot?: JSX.Element
  /** A sentence beside the buttons. */
  readonly note?: string | undefined
}

/**
 * A modal dialog outside the app root, which is inert while one is open. Render it inside a `<Show>`; it is open while
 * it exists. Focus starts on `[data-autofocus]`, else on the first field, and goes back where it came from.
 */
export function Dialog(props: DialogProps): JSX.Element {
  const opener = document.activeElement
  const titleId = createUniqueId()
  const textId = createUniqueId()
  const bare = (): boolean => props.bare ?? props.role === 'alertdialog'
  // Resolved once: a prop that holds elements makes new ones each time it is read.
  const foot = children(() => props.foot)
  let content: HTMLDivElement | undefined

  onMount(holdAppInert)
  onCleanup(() => {
    // After the app root has come back to life, so that focus has somewhere to go.
    queueMicrotask(() => {
      if (opener instanceof HTMLElement && opener.isConnected) opener.focus({ preventScroll: true })
    })
  })

  const focusFirst = (event: Event): void => {
    event.preventDefault()
    const first =
      content?.querySelector<HTMLElement>('[data-autofocus]') ??
      content?.querySelector<HTMLElement>('input:not([disabled]), textarea, select') ??
      content?.querySelector<HTMLElement>('button')
    // A dialog below this one holds on to the focus until it has been told that it is no longer on top.
    queueMicrotask(() => first?.focus({ preventScroll: true }))
  }

  return (
    <KobalteDialog.Root open modal onOpenChange={(open) => !open && props.onClose()}>
      <KobalteDialog.Portal>
        <KobalteDialog.Overlay class={styles['scrim'] ?? ''} />
        <div ref={takenApart} class={styles['place']}>
          <KobalteDialog.Content
            ref={content}
            class={styles['dialog'] ?? ''}
            classList={{ [styles['wide'] ?? '']: props.wide ?? false, [styles['roomy'] ?? '']: props.roomy ?? false }}
            role={props.role ?? 'dialog'}
            aria-modal="true"
            aria-labelledby={titleId}
            aria-describedby={props.text ? textId : undefined}
            onOpenAutoFocus={focusFirst}
            onPointerDownOutside={(event) => {
              if (props.role === 'alertdialog') event.preventDefault()
            }}
          >
            <Show when={props.sign}>
              {(path) => (
                <span class={styles['sign']} data-tone={props.signTone}>
                  <Icon path={path()} size={34} />
                </span>
              )}
            </Show>
            <div class={styles['head']} data-bare={bare() ? '' : undefined}>
              <h2 id={titleId} class={styles['title']}>
                {props.title}
              </h2>
              <Show when={!bare()}>
                <IconButton icon={closeIcon} label={shellText().close} onClick={() => props.onClose()} />
              </Show>
            </div>
            <div class={styles['body']} tabindex={props.prose ? 0 : undefined}>
              <Show when={props.text}>
                <p id={textId} class={styles['text']}>
                  {props.text}
                </p>
              </Show>
              {props.children}
            </div>
            <Show when={foot()}>
              <div class={styles['foot']}>
                <Show when={props.note}>
                  <p class={styles['note']}>{props.note}</p>
                </Show>
                {foot()}
              </div>
            </Show>
          </KobalteDialog.Content>
        </div>
      </KobalteDialog.Portal>
    </KobalteDialog.Root>
  )
}

let holders = 0

/** Takes the app root out of reach of focus and assistive technology for as long as the owner lives. */
function holdAppInert(): void {
  const root = document.getElementById('app')
  holders += 1
  root?.toggleAttribute('inert', true)
  root?.setAttribute('aria-hidden', 'true')
  onCleanup(() => {
    holders -= 1
    if (holders > 0) return
    root?.removeAttribute('inert')
    root?.removeAttribute('aria-hidden')
  })
}
