import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Plugin } from 'vite'
import { factsOf, readBundledPackages, readManifest, type Manifest } from './bundled-packages.ts'

/** One package that is part of the build. */
export interface Licence {
  readonly name: string
  readonly version: string
  /** SPDX expression. */
  readonly licence: string
  /** The licence's text and the package's notices, as it comes with them. */
  readonly text: string
}

const moduleId = 'virtual:licences'
const resolvedId = `\0${moduleId}`

/** Packages that name their licence and come without its text. Here is the text, with the name that they give. */
const textsApart: Readonly<Record<string, string>> = {
  'twofish-ts': fileURLToPath(new URL('licence-texts/twofish-ts.txt', import.meta.url)),
}

/**
 * Serves `virtual:licences`: every package that the build is made of, with its licence, sorted by name, and where the
 * project's own source is.
 */
export function licences(): Plugin {
  let root = process.cwd()
  return {
    name: 'mfa-manager:licences',
    configResolved(config) {
      root = config.root
    },
    resolveId: (id) => (id === moduleId ? resolvedId : undefined),
    async load(id) {
      if (id !== resolvedId) return undefined
      const address = JSON.stringify(sourceAddress(await readManifest(root))) ?? 'undefined'
      return `export const licences = ${JSON.stringify(await readLicences(root))}\nexport const sourceAddress = ${address}\n`
    },
  }
}

/**
 * Licences of a project's runtime dependencies and of theirs.
 *
 * @param root - Folder of the project's `package.json`.
 * @throws Error when a package is not installed, names no licence, or comes without its text.
 */
export async function readLicences(root: string): Promise<readonly Licence[]> {
  const { packages } = await readBundledPackages(root)
  return Promise.all(packages.map(({ folder }) => readLicence(folder)))
}

/**
 * The licence of one package.
 *
 * @param folder - Where it is installed.
 * @throws Error when it names no licence, or comes without its text.
 */
export async function readLicence(folder: string): Promise<Licence> {
  const facts = factsOf(await readManifest(folder))
  return { ...facts, text: await readText(folder, textsApart[facts.name]) }
}

/**
 * The page of a package's repository, where its manifest names one that a browser can open.
 *
 * @param manifest - A parsed `package.json`.
 */
export function sourceAddress({ repository }: Pick<Manifest, 'repository'>): string | undefined {
  const url = typeof repository === 'string' ? repository : repository?.url
  return /^(?:git\+)?(https:\/\/.+?)(?:\.git)?$/.exec(url ?? '')?.[1]
}

async function readText(folder: string, apart: string | undefined): Promise<string> {
  const own = (await readdir(folder)).filter((file) => /^(?:licen[cs]e|notice)(?:[.-]|$)/i.test(file)).sort()
  const files = own.length === 0 && apart !== undefined ? [apart] : own.map((file) => join(folder, file))
  if (files.length === 0) throw new Error(`${folder} has no licence text`)
  const texts = await Promise.all(files.map((file) => readFile(file, 'utf8')))
  return texts.map((text) => text.replaceAll('\r\n', '\n').trim()).join('\n\n')
}
