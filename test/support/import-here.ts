import { openExports, type Importer } from '../../src/transfer/index.ts'

/** An importer without a worker: what it opens, it opens on this thread. */
export function importHere(): Importer {
  return { open: (files, options) => openExports(files, options), dispose: () => undefined }
}
