import { scriptUrl } from '../primitives/script-url.ts'
import type { StrengthWorker } from './estimator.ts'
import workerUrl from './strength.worker.ts?worker&url'

/** Starts the worker that judges passphrases, and with it the loading of its lists. */
export function startStrengthWorker(): StrengthWorker {
  return new Worker(scriptUrl(workerUrl), { type: 'module', name: 'strength' })
}
