import { join } from 'node:path'
import { build, type Plugin, type Rolldown } from 'vite'
import { readLicence, type Licence } from './licences-plugin.ts'
import { usedTokens } from './used-tokens.ts'

/** What the page of a self-opening backup is made of: one script and one style sheet, neither of which loads anything. */
export interface ViewerBundle {
  readonly script: string
  readonly style: string
  /** Absolute paths of what it was made from. */
  readonly files: readonly string[]
  /** Of the packages that are in it, whose terms ask to go along with each copy. */
  readonly licences: readonly Licence[]
}

/** Where the crypto room fetches its WebAssembly file, which a page without a network cannot. */
const fetchedArgon2 = /argon2-own-file\.ts$/

/**
 * Bundles `src/viewer` into one classic script: modules cannot be inline under a policy of digests in all browsers, nor
 * be loaded from a file.
 *
 * @param root - Folder of the project.
 * @throws Error when the script or the style sheet could not stand inside an HTML element.
 */
export async function bundleViewer(root: string): Promise<ViewerBundle> {
  const output = await run(root)
  const script = output.find((file) => file.type === 'chunk')
  const style = output.find((file) => file.type === 'asset' && file.fileName.endsWith('.css'))
  if (output.length !== 2 || script?.type !== 'chunk' || style?.type !== 'asset') {
    throw new Error(`The viewer must be one script and one style sheet: ${output.map((f) => f.fileName).join(', ')}`)
  }
  const files = script.moduleIds.filter((id) => !id.startsWith('\0')).map((id) => id.replace(/\?.*$/, ''))
  const css = typeof style.source === 'string' ? style.source : new TextDecoder().decode(style.source)
  const folders = new Set([root, ...files.flatMap((file) => /^.*\/node_modules\/(?:@[^/]+\/)?[^/]+/.exec(file) ?? [])])
  const licences = await Promise.all([...folders].map(readLicence))
  return { script: inlined(script.code), style: inlined(usedTokens(css.trim())), files, licences }
}

async function run(root: string): Promise<readonly (Rolldown.OutputChunk | Rolldown.OutputAsset)[]> {
  const result = await build({
    root,
    mode: 'production',
    configFile: false,
    envDir: false,
    publicDir: false,
    logLevel: 'warn',
    plugins: [inlineArgon2(join(root, 'src/viewer/inlined-argon2.ts'))],
    build: {
      write: false,
      target: 'es2022',
      cssTarget: ['chrome123', 'firefox121', 'safari17.5'],
      minify: true,
      // In one file that is handed over, not into the script.
      cssCodeSplit: false,
      modulePreload: false,
      reportCompressedSize: false,
      // As a library, because an app's script comes with what preloads its other ones.
      lib: { entry: join(root, 'src/viewer/viewer.ts'), formats: ['iife'], name: 'viewer', cssFileName: 'viewer' },
    },
  })
  const [only] = [result].flat()
  if (only === undefined || !('output' in only)) throw new Error('The viewer was not built')
  return only.output
}

function inlineArgon2(replacement: string): Plugin {
  return {
    name: 'mfa-manager:inline-argon2',
    enforce: 'pre',
    resolveId: (source) => (fetchedArgon2.test(source) ? replacement : undefined),
  }
}

/** What ends an element, or begins a comment in a script, must not be in it; HTML turns CR into LF, which the digest would miss. */
function inlined(text: string): string {
  if (/<\/(?:script|style)|<!--|[\r\0]/i.test(text))
    throw new Error('The viewer holds text that HTML reads differently')
  return text
}
