import { createSignal, onCleanup, type Accessor } from 'solid-js'
import type { AppUpdate, UpdateState } from '../../pwa/index.ts'

/** The state of the app's updates, for the owner's lifetime. */
export function createUpdateState(update: AppUpdate): Accessor<UpdateState> {
  const [state, setState] = createSignal(update.state())
  onCleanup(update.subscribe(() => setState(update.state())))
  return state
}
