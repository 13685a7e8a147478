import { Show, type JSX } from 'solid-js'
import { Portal } from 'solid-js/web'
import type { Toasts } from '../primitives/toasts.ts'
import { takenApart } from '../primitives/taken-apart.ts'
import { Icon } from './icon.tsx'
import styles from './toast-region.module.css'

/** Where toasts appear: outside the app root, so that an open dialog does not silence them. */
export function ToastRegion(props: { readonly toasts: Toasts }): JSX.Element {
  return (
    <Portal>
      {/* The attribute keeps the region out of what an open dialog hides. */}
      <div class={styles['region']} role="status" data-kb-top-layer="">
        <Show when={props.toasts.current()} keyed>
          {(toast) => (
            <div
              ref={takenApart}
              class={styles['toast']}
              onPointerEnter={() => props.toasts.hold(true)}
              onPointerLeave={() => props.toasts.hold(false)}
              onFocusIn={() => props.toasts.hold(true)}
              onFocusOut={() => props.toasts.hold(false)}
            >
              <Show when={toast.icon}>{(path) => <Icon path={path()} size={20} />}</Show>
              <span class={styles['text']}>{toast.text}</span>
              <Show when={toast.action}>
                {(action) => (
                  <button
                    type="button"
                    class={styles['action']}
                    onClick={() => {
                      props.toasts.dismiss()
                      action().run()
                    }}
                  >
                    {action().label}
                  </button>
                )}
              </Show>
            </div>
          )}
        </Show>
      </div>
    </Portal>
  )
}
