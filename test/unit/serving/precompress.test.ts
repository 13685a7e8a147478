import { mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { precompress } from '../../../build/precompress.ts'

const text = 'a line that comes again\n'.repeat(100)

describe('compressing a build', () => {
  let folder = ''
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'mfa-precompress-'))
  })
  afterEach(() => rm(folder, { recursive: true }))

  const compressOne = async (name: string, content: string | Uint8Array): Promise<string[]> => {
    await writeFile(join(folder, name), content)
    await precompress([join(folder, name)])
    return (await readdir(folder)).sort()
  }

  it('writes variants that open to the same bytes', async () => {
    expect(await compressOne('a.js', text)).toEqual(['a.js', 'a.js.br', 'a.js.gz'])
    expect(gunzipSync(await readFile(join(folder, 'a.js.gz'))).toString()).toBe(text)
    expect(brotliDecompressSync(await readFile(join(folder, 'a.js.br'))).toString()).toBe(text)
  })

  it('gives the same bytes every time, with no date and no system in them', async () => {
    await compressOne('a.js', text)
    const first = await readFile(join(folder, 'a.js.gz'))
    await compressOne('a.js', text)
    expect(await readFile(join(folder, 'a.js.gz'))).toEqual(first)
    expect([...first.subarray(4, 8)]).toEqual([0, 0, 0, 0])
    expect(first[9]).toBe(255)
  })

  it('leaves alone what is compressed by its own format', async () => {
    expect(await compressOne('a.png', text)).toEqual(['a.png'])
    expect(await compressOne('font.woff2', text)).toEqual(['a.png', 'font.woff2'])
  })

  it('keeps no variant that is larger than the file, not even one of an earlier build', async () => {
    await compressOne('a.json', text)
    expect(await compressOne('a.json', '{}')).toEqual(['a.json'])
  })
})
