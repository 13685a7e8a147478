import { createEffect, onCleanup } from 'solid-js'
import { makeAutoLock } from '../../vault/index.ts'
import { lockIcon } from '../components/icon-paths.ts'
import { shellText } from '../messages/shell.ts'
import type { Services } from '../services.tsx'
import type { Workspace } from '../workspace.tsx'

/** Locks the vault by itself when its time has come, and on the shortcut, for the owner's lifetime. */
export function createSessionGuard(workspace: Workspace, services: Services): void {
  const autoLock = makeAutoLock({
    clock: services.clock,
    page: document,
    view: window,
    limits: () => workspace.settings(),
    onWarn: (msLeft) =>
      workspace.toasts.show({
        text: shellText().lockingIn(Math.ceil(msLeft / 1000)),
        icon: lockIcon,
        // Pressing it is activity, which is all it takes.
        action: { label: shellText().stayUnlocked, run: () => undefined },
        stayMs: msLeft,
      }),
    onCalm: () => workspace.toasts.dismiss(),
    onLock: (reason) => workspace.vault.lock(reason),
  })
  onCleanup(() => autoLock.stop())
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
