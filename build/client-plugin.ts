import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { build, type Plugin } from 'vite'

/** Where the client library lies in the build. Other sites name these addresses, so they never change. */
const scriptName = 'client/mfa-manager.js'
const typesName = 'client/mfa-manager.d.ts'

/** Puts the client library of the message API into the build: one module without a hash in its name, and its types. */
export function clientLibrary(): Plugin {
  let root = process.cwd()
  return {
    name: 'mfa-manager:client-library',
    apply: 'build',
    configResolved(config) {
      root = config.root
    },
    async generateBundle() {
      const types = await readFile(join(root, 'src/client/mfa-manager.d.ts'), 'utf8')
      this.emitFile({ type: 'asset', fileName: scriptName, source: await bundleClient(root) })
      this.emitFile({ type: 'asset', fileName: typesName, source: types })
    },
  }
}

/**
 * Bundles `src/client` into one ES module that imports nothing.
 *
 * @param root - Folder of the project.
 * @throws Error when it would be more than one file.
 */
export async function bundleClient(root: string): Promise<string> {
  const result = await build({
    root,
    mode: 'production',
    configFile: false,
    envDir: false,
    publicDir: false,
    logLevel: 'warn',
    build: {
      write: false,
      target: 'es2022',
      minify: true,
      modulePreload: false,
      reportCompressedSize: false,
      lib: { entry: join(root, 'src/client/connect.ts'), formats: ['es'] },
      rolldownOptions: { output: { minify: true } },
    },
  })
  const [only] = [result].flat()
  const [script, ...more] = only !== undefined && 'output' in only ? only.output : []
  if (script?.type !== 'chunk' || more.length > 0) throw new Error('The client library must be one script')
  return script.code
}
