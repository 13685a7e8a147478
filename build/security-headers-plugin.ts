import { mkdir, readdir, writeFile } from 'node:fs/promises'
import { join, relative, resolve, sep } from 'node:path'
import type { Plugin } from 'vite'
import { contentTypes } from './content-types.ts'
import { withMetaPolicy } from './meta-policy.ts'
import { nginxSnippets } from './nginx-snippets.ts'
import { precompress } from './precompress.ts'
import { fileKinds, fileRules, headersDigest, headersOf } from './security-headers.ts'
import { staticHostHeaders } from './static-host-headers.ts'

/** What servers need and visitors do not lies beside the build, in a folder of its name and this ending. */
const servingSuffix = '-serving'

/**
 * Puts the security headers into a build: the policy floor and the digest of the header set into every page, `_headers`
 * for static hosts, compressed variants of all text, and beside `dist` the folder `dist-serving` with what nginx includes
 * and what `npm start` reads. Does nothing on the development server, whose own scripts the policy would refuse.
 */
export function securityHeaders(): Plugin {
  let folder = ''
  let written = false
  return {
    name: 'security-headers',
    apply: 'build',
    enforce: 'post',
    configResolved(config) {
      folder = resolve(config.root, config.build.outDir)
    },
    transformIndexHtml: {
      order: 'post',
      handler(html, { path }) {
        return withMetaPolicy(html) ?? this.error(`${path} has no <head> for the policy`)
      },
    },
    writeBundle() {
      written = true
    },
    closeBundle: {
      order: 'post',
      // After the service worker has been written, so that it is compressed as well.
      sequential: true,
      async handler() {
        // Called after a failed build too, with nothing to finish and an error of its own to be seen.
        if (written) await finishBuild(folder)
      },
    },
  }
}

/**
 * Writes what belongs to a finished build: `_headers`, the compressed variants, and the serving folder beside it.
 *
 * @param folder - The build on disk.
 */
export async function finishBuild(folder: string): Promise<void> {
  const files = (await filesIn(folder)).filter((file) => !/\.(?:gz|br)$/.test(file) && file !== '_headers')
  await writeFile(join(folder, '_headers'), staticHostHeaders(files))
  await precompress(files.map((file) => join(folder, file)))
  const serving = folder + servingSuffix
  await mkdir(serving, { recursive: true })
  for (const [name, text] of nginxSnippets()) await writeFile(join(serving, name), text)
  await writeFile(join(serving, 'headers.json'), formatHeadersFile())
}

/** What `scripts/serve.mjs` reads: JSON, because Node 20 does not run TypeScript. */
function formatHeadersFile(): string {
  const value = {
    digest: headersDigest(),
    contentTypes,
    rules: fileRules.map(({ kind, pattern }) => ({ kind, pattern: pattern.source })),
    headers: Object.fromEntries(fileKinds.map((kind) => [kind, headersOf(kind)])),
  }
  return `${JSON.stringify(value, null, 2)}\n`
}

async function filesIn(folder: string): Promise<readonly string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join('/'))
    .sort()
}
