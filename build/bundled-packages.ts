import { readFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'

/** The part of a `package.json` that is looked at. */
export interface Manifest {
  readonly name: string
  readonly version: string
  readonly license?: string
  readonly repository?: string | { readonly url: string }
  readonly dependencies?: Readonly<Record<string, string>>
}

/** One package that the build draws on. Of some, nothing is left once what is not used has been dropped. */
export interface BundledPackage {
  /** `name@version`. */
  readonly id: string
  readonly name: string
  readonly version: string
  /** SPDX expression. */
  readonly licence: string
  /** Where it is installed; one of the places, where there are several. */
  readonly folder: string
  /** Ids of the packages that it uses, as far as they are part of the build. */
  readonly uses: readonly string[]
}

/** A development dependency whose data the build holds. */
const bundledData = ['simple-icons']

/** Dependencies of command lines, of other platforms, and of types: no byte of them is in the build. */
const neverBundled = new Set(['@types/emscripten', '@types/trusted-types', 'csstype', 'pngjs', 'type-fest', 'yargs'])

/**
 * A project's runtime dependencies and theirs, each version once, by name.
 *
 * @param root - Folder of the project's `package.json`.
 * @returns All of them, and the ids of those that the project itself uses.
 * @throws Error when a package is not installed, or names no licence.
 */
export async function readBundledPackages(
  root: string,
): Promise<{ readonly packages: readonly BundledPackage[]; readonly used: readonly string[] }> {
  const found = new Map<string, BundledPackage>()
  const visit = async (folder: string): Promise<string> => {
    const manifest = await readManifest(folder)
    const facts = factsOf(manifest)
    const id = `${facts.name}@${facts.version}`
    if (found.has(id)) return id
    const uses: string[] = []
    found.set(id, { id, ...facts, folder, uses })
    for (const used of await foldersOf(manifest, folder)) uses.push(await visit(used))
    return id
  }
  const used: string[] = []
  const data = await Promise.all(bundledData.map((name) => findPackage(name, root)))
  for (const folder of [...(await foldersOf(await readManifest(root), root)), ...data]) used.push(await visit(folder))
  const packages = [...found.values()].sort((a, b) => compare(a.name, b.name) || compare(a.version, b.version))
  return { packages, used }
}

/** What a folder's `package.json` says. */
export async function readManifest(folder: string): Promise<Manifest> {
  return JSON.parse(await readFile(join(folder, 'package.json'), 'utf8')) as Manifest
}

/**
 * Who a package is.
 *
 * @throws Error when it names no licence.
 */
export function factsOf({ name, version, license }: Manifest): Pick<BundledPackage, 'name' | 'version' | 'licence'> {
  if (!license) throw new Error(`${name} does not say under which licence it is`)
  return { name, version, licence: license }
}

async function foldersOf({ dependencies = {} }: Manifest, from: string): Promise<readonly string[]> {
  const names = Object.keys(dependencies).filter((name) => !neverBundled.has(name))
  return Promise.all(names.map((name) => findPackage(name, from)))
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

/** By code units: the same order under every language. */
function compare(a: string, b: string): number {
  if (a === b) return 0
  return a < b ? -1 : 1
}
