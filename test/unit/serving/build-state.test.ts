import { mkdir, mkdtemp, rm, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { isBuildStale } from '../../../scripts/build-state.mjs'

const [before, built, after] = [new Date('2026-01-01'), new Date('2026-01-02'), new Date('2026-01-03')]

describe('whether a build is stale', () => {
  let root = ''
  const put = async (path: string, at: Date): Promise<void> => {
    await mkdir(dirname(join(root, path)), { recursive: true })
    await writeFile(join(root, path), '')
    await utimes(join(root, path), at, at)
  }
  beforeEach(async () => {
    root = await mkdtemp(join(tmpdir(), 'mfa-build-state-'))
    await put('src/ui/screen.tsx', before)
    await put('index.html', before)
    await put('README.md', after)
    await put('dist/index.html', built)
    await put('dist-serving/headers.json', built)
    for (const folder of ['src/ui', 'src']) await utimes(join(root, folder), before, before)
  })
  afterEach(() => rm(root, { recursive: true }))

  it('is not when it is newer than all that it is made of', () => {
    expect(isBuildStale(root)).toBe(false)
  })

  it.each(['dist', 'dist-serving'])('is when %s is missing', async (folder) => {
    await rm(join(root, folder), { recursive: true })
    expect(isBuildStale(root)).toBe(true)
  })

  it.each(['index.html', 'package.json', 'src/ui/screen.tsx', 'public/404.html', 'build/security-headers.ts'])(
    'is when %s has changed since',
    async (path) => {
      await put(path, after)
      expect(isBuildStale(root)).toBe(true)
    },
  )

  it('is when a source has been taken away', async () => {
    await rm(join(root, 'src/ui/screen.tsx'))
    expect(isBuildStale(root)).toBe(true)
  })
})
