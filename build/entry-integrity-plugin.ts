import { readFile, writeFile } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import type { Plugin } from 'vite'
import { integrityOf } from './integrity.ts'

/**
 * States in each page what its scripts and style sheets must be, so that the bytes of a page stand for all that it starts
 * with. Reads the files as they were written, because other plugins change scripts until then; the service worker, which
 * lists the pages' own digests, is made afterwards.
 */
export function entryIntegrity(): Plugin {
  let folder = ''
  return {
    name: 'mfa-manager:entry-integrity',
    apply: 'build',
    enforce: 'post',
    configResolved(config) {
      folder = resolve(config.root, config.build.outDir)
    },
    writeBundle: {
      order: 'post',
      sequential: true,
      async handler(_options, bundle) {
        const pages = Object.keys(bundle).filter((name) => name.endsWith('.html'))
        for (const page of pages) await stateIntegrity(join(folder, page))
      },
    },
  }
}

async function stateIntegrity(page: string): Promise<void> {
  const html = await readFile(page, 'utf8')
  const digests = new Map<string, string>()
  for (const address of entriesOf(html)) {
    digests.set(address, integrityOf(await readFile(join(dirname(page), address))))
  }
  await writeFile(page, withIntegrity(html, digests))
}

/** A tag that makes a browser run or apply a file, and the address in it. */
const entryTag =
  /<(?:script(?=\s)|link(?=[^>]*\srel="(?:stylesheet|modulepreload)"))[^>]*\s(?:src|href)="([^"]*)"[^>]*>/g

/** Addresses of the scripts and style sheets that a page starts with, in their order, as they are written. */
export function entriesOf(html: string): readonly string[] {
  return [...html.matchAll(entryTag)].map(([, address]) => address ?? '')
}

/**
 * The page with the digest of each file that it starts with, in place of those that it has. `crossorigin` comes with it:
 * without it a browser that takes a file from another origin could not look at its bytes.
 *
 * @param digests - By address, as it is written in the page.
 * @throws Error when the page names a file that none is given for.
 */
export function withIntegrity(html: string, digests: ReadonlyMap<string, string>): string {
  return html.replace(entryTag, (tag, address: string) => {
    const digest = digests.get(address)
    if (digest === undefined) throw new Error(`No digest for ${address}`)
    const mode = /\scrossorigin[\s=>]/.test(tag) ? '' : ' crossorigin'
    const plain = tag.replace(/\sintegrity="[^"]*"/, '')
    return plain.replace(/\s*\/?>$/, (end) => `${mode} integrity="${digest}"${end}`)
  })
}
