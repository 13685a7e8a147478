import importWorkerUrl from './transfer/import.worker.ts?worker&url'
import { createImporter, type Importer } from './transfer/index.ts'
import { scriptUrl } from './ui/primitives/script-url.ts'

/** Opens exports in a worker of this browser. In a file of its own so that it loads with the screen that imports. */
export function createBrowserImporter(): Importer {
  const start = () => new Worker(scriptUrl(importWorkerUrl), { type: 'module', name: 'import' })
  return createImporter(start)
}
