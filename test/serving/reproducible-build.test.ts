import { execFile } from 'node:child_process'
import { copyFile, cp, link, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join, sep } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { integrityOf } from '../../build/integrity.ts'
import { isBuildStale } from '../../scripts/build-state.mjs'

/** What a build is made of; see `scripts/build-state.mjs`. */
const sources = ['src', 'public', 'build', 'index.html', 'connect.html', 'vite.config.ts', 'package.json']
const more = [
  'LICENSE',
  'package-lock.json',
  'tsconfig.json',
  'tsconfig.app.json',
  'tsconfig.worker.json',
  'tsconfig.node.json',
]

const current = !isBuildStale('.')

/** Of each file of a build by its path: its digest. */
async function digestsOf(folder: string): Promise<ReadonlyMap<string, string>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  const paths = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name))
  const named = await Promise.all(
    paths.map(async (path) => [path.slice(folder.length + 1), integrityOf(await readFile(path))] as const),
  )
  return new Map(named.map(([path, digest]) => [path.split(sep).join('/'), digest]))
}

/** The same packages in another place, without their bytes a second time where the disk allows it. */
async function linkPackages(from: string, to: string): Promise<void> {
  await mkdir(to, { recursive: true })
  for (const entry of await readdir(from, { withFileTypes: true })) {
    const [source, target] = [join(from, entry.name), join(to, entry.name)]
    if (entry.isDirectory()) await linkPackages(source, target)
    else if (entry.isSymbolicLink()) await cp(source, target, { verbatimSymlinks: true })
    else await link(source, target).catch(() => copyFile(source, target))
  }
}

describe.skipIf(!current)('the build in dist (skipped where there is no current one)', () => {
  let root = ''
  beforeAll(async () => {
    // Beside the build, which is mostly on the same disk as the packages; the name has what names of folders may have.
    await mkdir('reports', { recursive: true })
    root = await mkdtemp(join('reports', 'another place, '))
    for (const source of [...sources, ...more]) await cp(source, join(root, source), { recursive: true })
    await linkPackages('node_modules', join(root, 'node_modules'))
  }, 120_000)
  afterAll(() => rm(root, { recursive: true, force: true }), 120_000)

  it('comes out the same, byte by byte, in another folder, time zone and language', { timeout: 500_000 }, async () => {
    const { commit } = JSON.parse(await readFile('dist/version.json', 'utf8')) as { readonly commit: string }
    // A file of an earlier build must not be in the way of the comparison.
    await mkdir(join(root, 'dist'))
    await writeFile(join(root, 'dist/left-over.txt'), 'of an earlier build')
    // What tests set is not set for a person who builds.
    const { NODE_ENV: _, VITEST: __, ...own } = process.env
    const env = { ...own, SOURCE_COMMIT: commit, TZ: 'Pacific/Auckland', LANG: 'tr_TR.UTF-8', LC_ALL: 'tr_TR.UTF-8' }
    const args = ['node_modules/vite/bin/vite.js', 'build', '--logLevel', 'error']
    await promisify(execFile)(process.execPath, args, {
      cwd: root,
      env,
      timeout: 480_000,
      maxBuffer: 64_000_000,
    })
    for (const folder of ['dist', 'dist-serving']) {
      const [here, there] = [await digestsOf(folder), await digestsOf(join(root, folder))]
      expect([...there.keys()].toSorted()).toEqual([...here.keys()].toSorted())
      expect([...here].filter(([path, digest]) => there.get(path) !== digest).map(([path]) => path)).toEqual([])
    }
  })
})
