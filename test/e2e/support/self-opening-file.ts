import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { createServer } from 'vite'
import { viewer } from '../../../build/viewer-plugin.ts'
import type * as Kdf from '../../support/kdf.ts'
import type * as Transfer from '../../../src/transfer/index.ts'

const root = fileURLToPath(new URL('../../../', import.meta.url))

/** A self-opening backup on disk. */
export interface SelfOpeningFile {
  /** `file:` address. */
  readonly address: string
  /** The whole file's size. */
  readonly bytes: number
  remove(): Promise<void>
}

/** Writes self-opening backups with the app's own modules, which only its bundler can load. */
export async function writeSelfOpeningFiles(
  files: readonly {
    readonly accounts: readonly Transfer.WritableAccount[]
    readonly passphrase: string
    readonly options?: Transfer.WriteBackupOptions
  }[],
): Promise<readonly SelfOpeningFile[]> {
  const server = await createServer({
    root,
    configFile: false,
    appType: 'custom',
    logLevel: 'error',
    server: { middlewareMode: true, ws: false, watch: null },
    optimizeDeps: { noDiscovery: true },
    define: { APP_VERSION: '"0.0.0-test"' },
    plugins: [viewer()],
  })
  try {
    const transfer = (await server.ssrLoadModule('/src/transfer/index.ts')) as typeof Transfer
    const kdf = (await server.ssrLoadModule('/test/support/kdf.ts')) as typeof Kdf
    const made: SelfOpeningFile[] = []
    for (const { accounts, passphrase, options } of files) {
      const backup = { kdf: kdf.nodeKdf(), ...options }
      const { bytes } = await transfer.exportAccounts('self-opening', accounts, { password: passphrase, backup })
      made.push(await onDisk(bytes))
    }
    return made
  } finally {
    await server.close()
  }
}

async function onDisk(bytes: Uint8Array): Promise<SelfOpeningFile> {
  const folder = await mkdtemp(join(tmpdir(), 'mfa-self-opening-'))
  const path = join(folder, 'backup.html')
  await writeFile(path, bytes)
  return {
    address: pathToFileURL(path).href,
    bytes: bytes.length,
    remove: () => rm(folder, { recursive: true, force: true }),
  }
}
