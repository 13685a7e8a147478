import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { licences, readLicences, sourceAddress } from '../../../build/licences-plugin.ts'

const project = fileURLToPath(new URL('../../../', import.meta.url))
let root = ''

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'licences-'))
  await install('simple-icons', { license: 'CC0-1.0' })
})

afterEach(async () => {
  await rm(root, { recursive: true })
})

async function put(path: string, text: string): Promise<void> {
  const file = join(root, path)
  await mkdir(dirname(file), { recursive: true })
  await writeFile(file, text)
}

/** Installs a package of these facts; `file` is what its licence is called. */
async function install(name: string, facts: object, file = 'LICENSE', inside = ''): Promise<void> {
  const folder = join(inside, 'node_modules', name)
  await put(join(folder, 'package.json'), JSON.stringify({ name, version: '1.2.3', license: 'MIT', ...facts }))
  if (file) await put(join(folder, file), `Text of ${name}\r\n`)
}

async function dependOn(...names: string[]): Promise<void> {
  await put('package.json', JSON.stringify({ dependencies: Object.fromEntries(names.map((name) => [name, '1'])) }))
}

async function namesFound(): Promise<readonly string[]> {
  return (await readLicences(root)).map(({ name }) => name)
}

describe('the licences of a project', () => {
  it('follow dependencies to their ends, each once, by name', async () => {
    await dependOn('b', 'a')
    await install('a', { dependencies: { c: '1' } })
    await install('b', { dependencies: { c: '1', a: '1' } })
    await install('c', { dependencies: { a: '1' } })
    expect(await namesFound()).toEqual(['a', 'b', 'c', 'simple-icons'])
  })

  it('take the copy that the package itself would load', async () => {
    await dependOn('a')
    await install('a', { dependencies: { c: '2' } })
    await install('c', { version: '1.0.0' })
    await install('c', { version: '2.0.0' }, 'LICENSE', 'node_modules/a')
    expect((await readLicences(root)).find(({ name }) => name === 'c')?.version).toBe('2.0.0')
  })

  it.each(['LICENSE', 'license', 'LICENCE.txt', 'LICENSE.md', 'LICENSE-MIT.txt'])(
    'read the text in %s',
    async (file) => {
      await dependOn('a')
      await install('a', {}, file)
      expect(await readLicences(root)).toContainEqual({
        name: 'a',
        version: '1.2.3',
        licence: 'MIT',
        text: 'Text of a',
      })
    },
  )

  it('carry notices along', async () => {
    await dependOn('a')
    await install('a', {})
    await put('node_modules/a/NOTICE', 'Made by somebody')
    expect((await readLicences(root))[0]?.text).toBe('Text of a\n\nMade by somebody')
  })

  it('leave out what is never in the build, and what only that needs', async () => {
    await dependOn('a')
    await install('a', { dependencies: { yargs: '1' } })
    await install('yargs', { dependencies: { y18n: '1' } })
    await install('y18n', {})
    expect(await namesFound()).toEqual(['a', 'simple-icons'])
  })

  it.each([
    ['is not installed', async () => undefined],
    ['does not say under which licence it is', () => install('a', { license: undefined })],
    ['has no licence text', () => install('a', {}, '')],
  ])('cannot be told of a package that %s', async (why, prepare) => {
    await dependOn('a')
    await prepare()
    await expect(readLicences(root)).rejects.toThrow(why)
  })

  it('are complete for this project', async () => {
    const found = await readLicences(project)
    for (const name of ['solid-js', 'dexie', 'otpauth', 'workbox-window', '@kobalte/core', 'simple-icons']) {
      expect(found.map((licence) => licence.name)).toContain(name)
    }
    for (const { name, text, licence } of found) {
      expect(text.length, name).toBeGreaterThan(300)
      expect(['MIT', 'ISC', 'Apache-2.0', 'CC0-1.0', 'BSD-2-Clause', 'BSD-3-Clause'], name).toContain(licence)
    }
  })
})

it.each([
  ['https://git.example/mfa', 'https://git.example/mfa'],
  [{ url: 'git+https://git.example/mfa.git' }, 'https://git.example/mfa'],
  ['github:somebody/mfa', undefined],
  [{ url: 'ssh://git@git.example/mfa.git' }, undefined],
  ['javascript:alert(1)', undefined],
  [undefined, undefined],
])('the source of a repository %j is at %s', (repository, address) => {
  expect(sourceAddress(repository === undefined ? {} : { repository })).toBe(address)
})

it('the plugin serves its own module and no other', async () => {
  const { resolveId, load } = licences()
  if (typeof resolveId !== 'function' || typeof load !== 'function') throw new Error('both are plain functions')
  const resolve = resolveId as (id: string) => unknown
  const read = load as (id: string) => Promise<unknown>
  expect(resolve('virtual:licences')).toBe('\0virtual:licences')
  expect(resolve('virtual:other')).toBeUndefined()
  expect(await read('\0virtual:other')).toBeUndefined()
  expect(await read('\0virtual:licences')).toMatch(/^export const licences = \[.*\]\nexport const sourceAddress = /)
})
