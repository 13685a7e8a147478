import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'vite'
import { describe, expect, it, onTestFinished } from 'vitest'
import { readLicences } from '../../../build/licences-plugin.ts'
import { readSbom, sbom } from '../../../build/sbom-plugin.ts'

const project = fileURLToPath(new URL('../../../', import.meta.url))
const builtFrom = { version: '1.2.3', commit: 'abc123' }

interface Component {
  readonly type: string
  readonly 'bom-ref': string
  readonly group?: string
  readonly name: string
  readonly version: string
  readonly purl: string
  readonly hashes: readonly { readonly alg: string; readonly content: string }[]
  readonly licenses: readonly { readonly license?: { readonly id: string }; readonly expression?: string }[]
}

interface Bill {
  readonly metadata: { readonly component: Component }
  readonly components: readonly Component[]
  readonly dependencies: readonly { readonly ref: string; readonly dependsOn: readonly string[] }[]
}

const read = async (root: string): Promise<Bill> => (await readSbom(root, builtFrom)) as unknown as Bill

/** A project with one package, which uses another. */
async function smallProject(integrity = `sha512-${Buffer.alloc(64, 1).toString('base64')}`): Promise<string> {
  const root = await mkdtemp(join(tmpdir(), 'mfa-sbom-'))
  onTestFinished(() => rm(root, { recursive: true }))
  const put = async (path: string, value: object): Promise<void> => {
    await mkdir(join(root, path, '..'), { recursive: true })
    await writeFile(join(root, path), JSON.stringify(value))
  }
  await put('package.json', { name: 'small', version: '9.9.9', license: 'MIT', dependencies: { '@scope/a': '1' } })
  await put('node_modules/@scope/a/package.json', {
    name: '@scope/a',
    version: '1.0.0',
    license: '(MIT OR Apache-2.0)',
    dependencies: { b: '2', yargs: '1' },
  })
  await put('node_modules/b/package.json', { name: 'b', version: '2.0.0', license: 'ISC' })
  await put('node_modules/simple-icons/package.json', { name: 'simple-icons', version: '3.0.0', license: 'CC0-1.0' })
  const places = ['node_modules/@scope/a', 'node_modules/b', 'node_modules/simple-icons']
  await put('package-lock.json', { packages: Object.fromEntries(places.map((place) => [place, { integrity }])) })
  return root
}

describe('the bill of materials of this project', () => {
  it('has the members that CycloneDX 1.6 requires, and neither time nor serial number', async () => {
    const bill = await readSbom(project, builtFrom)
    expect(Object.keys(bill)).toEqual(['bomFormat', 'specVersion', 'version', 'metadata', 'components', 'dependencies'])
    expect(bill).toMatchObject({ bomFormat: 'CycloneDX', specVersion: '1.6', version: 1 })
    const { metadata } = await read(project)
    expect(Object.keys(metadata)).toEqual(['lifecycles', 'component'])
    expect(metadata.component).toMatchObject({
      type: 'application',
      name: 'mfa-manager',
      version: '1.2.3',
      licenses: [{ license: { id: 'MIT' } }],
      properties: [{ name: 'mfa-manager:commit', value: 'abc123' }],
    })
  })

  it('names the packages whose licences the app shows', async () => {
    const { components } = await read(project)
    const named = components.map(
      ({ group, name, version }) => `${group === undefined ? '' : `${group}/`}${name}@${version}`,
    )
    expect(named).toEqual((await readLicences(project)).map(({ name, version }) => `${name}@${version}`))
  })

  it('says of each what it is, under which licence, and which archive it came from', async () => {
    const { components } = await read(project)
    expect(components.length).toBeGreaterThan(20)
    for (const each of components) {
      expect(each.type).toBe('library')
      expect(each.purl).toMatch(/^pkg:npm\/(?:%40[\w.-]+\/)?[\w.-]+@\d+\.\d+\.\d+$/)
      expect(each['bom-ref']).toBe(each.purl)
      expect(each.hashes).toEqual([{ alg: 'SHA-512', content: expect.stringMatching(/^[\da-f]{128}$/) }])
      expect(each.licenses).toHaveLength(1)
    }
  })

  it('refers to nothing twice, and to nothing that is not there', async () => {
    const { components, dependencies, metadata } = await read(project)
    const refs = [metadata.component['bom-ref'], ...components.map((each) => each['bom-ref'])]
    expect(new Set(refs).size).toBe(refs.length)
    expect(dependencies.map(({ ref }) => ref)).toEqual(refs)
    for (const { dependsOn } of dependencies) {
      expect(dependsOn.filter((ref) => !refs.includes(ref))).toEqual([])
      expect(new Set(dependsOn).size).toBe(dependsOn.length)
    }
  })

  it('reaches each package from the app', async () => {
    const { dependencies, metadata } = await read(project)
    const reached = new Set([metadata.component['bom-ref']])
    for (const ref of reached)
      for (const next of dependencies.find((each) => each.ref === ref)?.dependsOn ?? []) reached.add(next)
    expect(reached.size).toBe(dependencies.length)
  })
})

describe('the bill of materials of a small project', () => {
  it('escapes scopes, splits off groups, and tells one licence from an expression', async () => {
    const { components, dependencies } = await read(await smallProject())
    const digest = '01'.repeat(64)
    expect(components[0]).toEqual({
      type: 'library',
      'bom-ref': 'pkg:npm/%40scope/a@1.0.0',
      group: '@scope',
      name: 'a',
      version: '1.0.0',
      hashes: [{ alg: 'SHA-512', content: digest }],
      licenses: [{ expression: 'MIT OR Apache-2.0' }],
      purl: 'pkg:npm/%40scope/a@1.0.0',
    })
    expect(components[1]).toMatchObject({ name: 'b', licenses: [{ license: { id: 'ISC' } }] })
    expect(dependencies).toEqual([
      { ref: 'small@1.2.3', dependsOn: ['pkg:npm/%40scope/a@1.0.0', 'pkg:npm/simple-icons@3.0.0'] },
      { ref: 'pkg:npm/%40scope/a@1.0.0', dependsOn: ['pkg:npm/b@2.0.0'] },
      { ref: 'pkg:npm/b@2.0.0', dependsOn: [] },
      { ref: 'pkg:npm/simple-icons@3.0.0', dependsOn: [] },
    ])
  })

  it.each(['sha1-AAAA', ''])('is not made where the lockfile says %j of a package', async (integrity) => {
    await expect(read(await smallProject(integrity))).rejects.toThrow('no SHA-512 of node_modules/')
  })

  it('is the same from another folder', async () => {
    const root = await smallProject()
    const other = await mkdtemp(join(tmpdir(), 'mfa-sbom-other-'))
    onTestFinished(() => rm(other, { recursive: true }))
    await cp(root, other, { recursive: true })
    expect(await read(other)).toEqual(await read(root))
  })

  it('lies in the build as a file', async () => {
    const root = await smallProject()
    await writeFile(join(root, 'index.html'), '<!doctype html><title>Small</title>')
    await build({ root, configFile: false, logLevel: 'silent', plugins: [sbom(builtFrom)] })
    expect(JSON.parse(await readFile(join(root, 'dist/sbom.cdx.json'), 'utf8'))).toEqual(await read(root))
  })
})
