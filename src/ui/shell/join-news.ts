import { onCleanup, onMount, untrack } from 'solid-js'
import { shellText } from '../messages/shell.ts'
import type { Services } from '../services.tsx'
import type { Workspace } from '../workspace.tsx'

/** Says which tab let which one in: here at once, in the tab that did it when somebody looks at it again. */
export function createJoinNews({ toasts, vault }: Workspace, { status }: Pick<Services, 'status'>): void {
  let isUnsaid = false
  const say = (): void => {
    if (!isUnsaid || document.visibilityState !== 'visible') return
    isUnsaid = false
    toasts.show({ text: shellText().letIn })
  }
  onMount(() => {
    const now = untrack(status)
    if (now.name === 'unlocked' && now.joined) toasts.show({ text: shellText().joined })
  })
  onCleanup(
    vault.subscribe(({ type }) => {
      isUnsaid ||= type === 'joined'
      say()
    }),
  )
  document.addEventListener('visibilitychange', say)
  onCleanup(() => document.removeEventListener('visibilitychange', say))
}
