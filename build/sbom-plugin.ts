import { readFile } from 'node:fs/promises'
import { join, relative, sep } from 'node:path'
import type { Plugin } from 'vite'
import { readBundledPackages, readManifest, type BundledPackage } from './bundled-packages.ts'

/** What was built, as `version.json` has it. */
interface BuiltFrom {
  readonly version: string
  readonly commit: string
}

/** The part of `package-lock.json` that is looked at: packages by where they are installed, relative to the project. */
interface Lock {
  readonly packages: Readonly<Record<string, { readonly integrity?: string }>>
}

type Json = Readonly<Record<string, unknown>>

/**
 * Puts `sbom.cdx.json` into the build: a CycloneDX 1.6 list of the packages that it is made of. Without a time and a
 * serial number, which the format leaves open, so that the same commit gives the same bytes.
 *
 * @param builtFrom - What `version.json` says.
 */
export function sbom(builtFrom: BuiltFrom): Plugin {
  let root = process.cwd()
  return {
    name: 'mfa-manager:sbom',
    apply: 'build',
    configResolved(config) {
      root = config.root
    },
    async generateBundle() {
      const source = `${JSON.stringify(await readSbom(root, builtFrom), null, 2)}\n`
      this.emitFile({ type: 'asset', fileName: 'sbom.cdx.json', source })
    },
  }
}

/**
 * The bill of materials of a project.
 *
 * @param root - Folder of `package.json` and `package-lock.json`, with its packages installed.
 * @throws Error when a package is not installed, names no licence, or has no digest in the lockfile.
 */
export async function readSbom(root: string, { version, commit }: BuiltFrom): Promise<Json> {
  const { name, license } = await readManifest(root)
  const { packages, used } = await readBundledPackages(root)
  const lock = JSON.parse(await readFile(join(root, 'package-lock.json'), 'utf8')) as Lock
  const refs = new Map(packages.map((each) => [each.id, purlOf(each)]))
  const refsOf = (ids: readonly string[]): readonly string[] => ids.flatMap((id) => refs.get(id) ?? []).sort()
  const ref = `${name}@${version}`
  return {
    bomFormat: 'CycloneDX',
    specVersion: '1.6',
    version: 1,
    metadata: {
      lifecycles: [{ phase: 'build' }],
      component: {
        type: 'application',
        'bom-ref': ref,
        name,
        version,
        ...(license && { licenses: [licenceOf(license)] }),
        properties: [{ name: 'mfa-manager:commit', value: commit }],
      },
    },
    components: packages.map((each) => componentOf(each, digestOf(lock, relative(root, each.folder)))),
    dependencies: [
      { ref, dependsOn: refsOf(used) },
      ...packages.map((each) => ({ ref: purlOf(each), dependsOn: refsOf(each.uses) })),
    ],
  }
}

function componentOf(each: BundledPackage, sha512: string): Json {
  const [name = '', group] = each.name.split('/').toReversed()
  const purl = purlOf(each)
  return {
    type: 'library',
    'bom-ref': purl,
    ...(group !== undefined && { group }),
    name,
    version: each.version,
    hashes: [{ alg: 'SHA-512', content: sha512 }],
    licenses: [licenceOf(each.licence)],
    purl,
  }
}

/** The package URL (purl-spec, type npm): the `@` of a scope is escaped. */
function purlOf({ name, version }: Pick<BundledPackage, 'name' | 'version'>): string {
  return `pkg:npm/${name.replace('@', '%40')}@${version}`
}

/** One licence has an id; several are an expression. */
function licenceOf(licence: string): Json {
  return /^[\w.+-]+$/.test(licence) ? { license: { id: licence } } : { expression: licence.replace(/^\((.*)\)$/, '$1') }
}

/** The digest of the archive that `npm ci` unpacks, in hexadecimal digits. */
function digestOf(lock: Lock, path: string): string {
  const place = path.split(sep).join('/')
  const [, digest] = /^sha512-(\S+)$/.exec(lock.packages[place]?.integrity ?? '') ?? []
  if (digest === undefined) throw new Error(`package-lock.json has no SHA-512 of ${place}`)
  return Buffer.from(digest, 'base64').toString('hex')
}
