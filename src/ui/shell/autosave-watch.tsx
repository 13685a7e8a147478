import { onCleanup, onMount, type JSX } from 'solid-js'
import { createHandleStore, startAutosave } from '../../backups/index.ts'
import { useServices } from '../services.tsx'
import { useWorkspace } from '../workspace.tsx'

const lockName = 'mfa-manager:autosave'

/** Makes backups by itself for as long as it exists. Draws nothing. */
export function AutosaveWatch(): JSX.Element {
  const { vault } = useWorkspace()
  const { kdf, clock } = useServices()
  onMount(() => {
    const runner = startAutosave({
      vault,
      kdf,
      clock,
      handles: createHandleStore(),
      startTimer: (run, ms) => {
        const timer = setTimeout(run, ms)
        return () => clearTimeout(timer)
      },
      alone: aloneIn(navigator),
    })
    onCleanup(() => runner.stop())
  })
  return <></>
}

/** One tab at a time. Where there are no locks, two tabs write the same twice, which does no harm. */
function aloneIn(view: Navigator): <T>(work: () => Promise<T>) => Promise<T | undefined> {
  if (!('locks' in view)) return (work) => work()
  return async (work) => view.locks.request(lockName, { ifAvailable: true }, (lock) => (lock ? work() : undefined))
}
