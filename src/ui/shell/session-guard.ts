import { createEffect, onCleanup } from 'solid-js'
import { makeAutoLock } from '../../vault/index.ts'
import { lockIcon } from '../components/icon-paths.ts'
import { shellText } from '../messages/shell.ts'
import type { Toast } from '../primitives/toasts.ts'
import type { Services } from '../services.tsx'
import type { Workspace } from '../workspace.tsx'

/** Time to get to a button that was just seen, ms. */
const reachMs = 4000

/** Locks the vault by itself when its time has come, and on the shortcut, for the owner's lifetime. */
export function createSessionGuard(workspace: Workspace, services: Services): void {
  const { toasts } = workspace
  let warning: Toast | undefined
  let calmTimer: ReturnType<typeof setTimeout> | undefined
  const withdraw = (shown: Toast | undefined): void => {
    if (shown && toasts.current() === shown) toasts.dismiss()
  }
  const autoLock = makeAutoLock({
    clock: services.clock,
    page: document,
    view: window,
    limits: () => workspace.settings(),
    onWarn: (msLeft) => {
      warning = {
        text: shellText().lockingIn(Math.ceil(msLeft / 1000)),
        icon: lockIcon,
        // Pressing it is activity, which is all it takes.
        action: { label: shellText().stayUnlocked, run: () => undefined },
        stayMs: msLeft,
      }
      toasts.show(warning)
    },
    onCalm: (event) => {
      const shown = warning
      if (event.type === 'keydown') withdraw(shown)
      // A pointer may be on its way to the button, which must not go away under it: something else would be pressed.
      else calmTimer = setTimeout(() => withdraw(shown), reachMs)
    },
    onLock: (reason) => workspace.vault.lock(reason),
  })
  onCleanup(() => {
    autoLock.stop()
    clearTimeout(calmTimer)
  })
  createEffect(() => {
    workspace.settings()
    autoLock.look()
  })

  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.shiftKey && (event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'l') {
      event.preventDefault()
      workspace.vault.lock('person')
    }
  }
  window.addEventListener('keydown', onKeyDown)
  onCleanup(() => window.removeEventListener('keydown', onKeyDown))
}
