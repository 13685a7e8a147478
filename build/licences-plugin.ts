import { readdir, readFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Plugin } from 'vite'

/** One package that is part of the build. */
export interface Licence {
  readonly name: string
  readonly version: string
  /** SPDX expression. */
  readonly licence: string
  /** The licence's text and the package's notices, as it comes with them. */
  readonly text: string
}

interface Manifest {
  readonly name: string
  readonly version: string
  readonly license?: string
  readonly repository?: string | { readonly url: string }
  readonly dependencies?: Readonly<Record<string, string>>
}

const moduleId = 'virtual:licences'
const resolvedId = `\0${moduleId}`

/** A development dependency whose data the build holds. */
const bundledData = ['simple-icons']

/** Packages that name their licence and come without its text. Here is the text, with the name that they give. */
const textsApart: Readonly<Record<string, string>> = {
  'twofish-ts': fileURLToPath(new URL('licence-texts/twofish-ts.txt', import.meta.url)),
}

/** Dependencies of command lines, of other platforms, and of types: no byte of them is in the build. */
const neverBundled = new Set(['@types/trusted-types', 'csstype', 'pngjs', 'type-fest', 'yargs'])

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
  const found = new Map<string, Licence>()
  const visit = async (name: string, from: string): Promise<void> => {
    if (neverBundled.has(name)) return
    const folder = await findPackage(name, from)
    if (found.has(folder)) return
    found.set(folder, await readLicence(folder))
    const { dependencies = {} } = await readManifest(folder)
    for (const dependency of Object.keys(dependencies)) await visit(dependency, folder)
  }
  const { dependencies = {} } = await readManifest(root)
  for (const name of [...Object.keys(dependencies), ...bundledData]) await visit(name, root)
  return [...found.values()].sort((a, b) => (a.name < b.name ? -1 : 1))
}

/**
 * The licence of one package.
 *
 * @param folder - Where it is installed.
 * @throws Error when it names no licence, or comes without its text.
 */
export async function readLicence(folder: string): Promise<Licence> {
  const facts = named(await readManifest(folder))
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

function named({ name, version, license }: Manifest): Omit<Licence, 'text'> {
  if (!license) throw new Error(`${name} does not say under which licence it is`)
  return { name, version, licence: license }
}

/** The nearest copy, as Node looks for it: upwards from folder to folder. */
async function findPackage(name: string, from: string): Promise<string> {
  const folder = join(from, 'node_modules', name)
  const installed = await readFile(join(folder, 'package.json')).catch(() => undefined)
  if (installed) return folder
  const above = dirname(from)
  if (above === from) throw new Error(`${name} is not installed`)
  return findPackage(name, above)
}

async function readManifest(folder: string): Promise<Manifest> {
  return JSON.parse(await readFile(join(folder, 'package.json'), 'utf8')) as Manifest
}

async function readText(folder: string, apart: string | undefined): Promise<string> {
  const own = (await readdir(folder)).filter((file) => /^(?:licen[cs]e|notice)(?:[.-]|$)/i.test(file)).sort()
  const files = own.length === 0 && apart !== undefined ? [apart] : own.map((file) => join(folder, file))
  if (files.length === 0) throw new Error(`${folder} has no licence text`)
  const texts = await Promise.all(files.map((file) => readFile(file, 'utf8')))
  return texts.map((text) => text.replaceAll('\r\n', '\n').trim()).join('\n\n')
}
