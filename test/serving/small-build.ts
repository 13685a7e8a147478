import { chmod, cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { withMetaPolicy } from '../../build/meta-policy.ts'
import { finishBuild } from '../../build/security-headers-plugin.ts'

/** A made-up build with one file of every kind, finished by the real build steps. */
export interface SmallBuild {
  /** The folder that holds `dist` and `dist-serving`. */
  readonly root: string
  readonly dist: string
  readonly remove: () => Promise<void>
}

const longText = 'The same line again and again makes a file that is worth compressing.\n'.repeat(40)

const page = (title: string): string => {
  const html = `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>${title}</title></head><body><p>${longText}</p></body></html>`
  return withMetaPolicy(html) ?? html
}

/** The files by path; those of `public/` are the real ones. */
const files: Readonly<Record<string, string | Uint8Array>> = {
  'index.html': page('Index'),
  'connect.html': page('Connect'),
  'sw.js': `/* ${longText} */ self.addEventListener('fetch', () => {})`,
  'manifest.webmanifest': JSON.stringify({ name: 'Small build', description: longText }),
  'version.json': '{"version":"0.0.0","commit":"0000000"}',
  'sbom.cdx.json': '{"bomFormat":"CycloneDX","specVersion":"1.6","version":1}',
  'client/mfa-manager.js': `/* ${longText} */ export const connect = 1`,
  'assets/index-abc12345.js': `/* ${longText} */ export {}`,
  'assets/index-abc12345.css': `/* ${longText} */ p { color: red }`,
  'assets/kdf.worker-abc12345.js': `/* ${longText} */ postMessage('ready')`,
  'assets/argon2-abc12345.wasm': new Uint8Array([0, 0x61, 0x73, 0x6d, 1, 0, 0, 0]),
  'assets/module-abc12345.mjs': 'export {}',
  'icons/icon.svg': `<svg xmlns="http://www.w3.org/2000/svg"><title>${longText}</title></svg>`,
  'icons/icon-192.png': new Uint8Array([0x89, 0x50, 0x4e, 0x47]),
}

/**
 * Makes the build in a new folder that every user of the machine may read, as nginx's own user must.
 *
 * @param changes - Contents by path, in place of or beside those of every small build; pages get the policy floor.
 */
export async function makeSmallBuild(changes: Readonly<Record<string, string>> = {}): Promise<SmallBuild> {
  const root = await mkdtemp(join(tmpdir(), 'mfa-serving-'))
  await chmod(root, 0o755)
  const dist = join(root, 'dist')
  await cp('public', dist, { recursive: true })
  const changed = Object.entries(changes).map(([path, text]) => [path, withMetaPolicy(text) ?? text] as const)
  for (const [path, content] of [...Object.entries(files), ...changed]) {
    await mkdir(dirname(join(dist, path)), { recursive: true })
    await writeFile(join(dist, path), content)
  }
  await finishBuild(dist)
  await writeFile(join(root, 'outside.txt'), 'not part of the build')
  return { root, dist, remove: () => rm(root, { recursive: true, force: true }) }
}

/** Paths of the small build as visitors ask for them. */
export const servedPaths: readonly string[] = ['', '404.css', ...Object.keys(files)]
