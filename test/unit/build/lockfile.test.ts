import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'

const root = fileURLToPath(new URL('../../../', import.meta.url))

interface Locked {
  readonly version?: string
  readonly resolved?: string
  readonly integrity?: string
  readonly link?: boolean
  readonly hasInstallScript?: boolean
}

interface Manifest {
  readonly name: string
  readonly version: string
  readonly scripts: Readonly<Record<string, string>>
  readonly dependencies: Readonly<Record<string, string>>
  readonly devDependencies: Readonly<Record<string, string>>
}

const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as Manifest
const lock = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')) as {
  readonly lockfileVersion: number
  readonly packages: Readonly<Record<string, Locked & Partial<Manifest>>>
}
const { '': project, ...others } = lock.packages
const packages = Object.entries(others)

/** Packages that may run a program when they are installed. None needs to: `npm ci --ignore-scripts` builds the same. */
const withInstallScript: readonly string[] = []

describe('package-lock.json', () => {
  it('is of the layout that states a digest of every package', () => {
    expect(lock.lockfileVersion).toBe(3)
    expect(packages.length).toBeGreaterThan(300)
  })

  it('has a SHA-512 of every package', () => {
    expect(packages.filter(([, { integrity }]) => !/^sha512-[A-Za-z\d+/]{86}==$/.test(integrity ?? ''))).toEqual([])
  })

  it('takes every package from the registry: no address of its own, no folder, no repository', () => {
    expect(packages.filter(([, { resolved, link }]) => resolved !== undefined || link === true)).toEqual([])
    expect(packages.filter(([place]) => !place.startsWith('node_modules/'))).toEqual([])
    expect(packages.filter(([, { version }]) => !/^\d+\.\d+\.\d+(?:[-+][\w.+-]+)?$/.test(version ?? ''))).toEqual([])
  })

  it('lets only known packages run something when they are installed', () => {
    expect(packages.filter(([, { hasInstallScript }]) => hasInstallScript).map(([place]) => place)).toEqual(
      withInstallScript,
    )
  })

  it('belongs to package.json, whose versions are exact', () => {
    expect(project).toMatchObject({ name: manifest.name, version: manifest.version })
    for (const kind of ['dependencies', 'devDependencies'] as const) {
      expect(project?.[kind]).toEqual(manifest[kind])
      for (const [name, version] of Object.entries(manifest[kind])) {
        expect(version, name).toMatch(/^\d+\.\d+\.\d+$/)
        expect(others[`node_modules/${name}`]?.version, name).toBe(version)
      }
    }
  })
})

it('the project runs nothing when it is installed, and sets nothing for npm', () => {
  const own = Object.keys(manifest.scripts)
  expect(own.filter((name) => /^(?:pre|post)?(?:install|prepare|pack|publish)/.test(name))).toEqual([])
  for (const file of ['.npmrc', '.yarnrc', '.pnpmfile.cjs', 'npm-shrinkwrap.json']) {
    expect(existsSync(join(root, file)), file).toBe(false)
  }
})
