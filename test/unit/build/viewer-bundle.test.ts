import { fileURLToPath } from 'node:url'
import { beforeAll, describe, expect, it } from 'vitest'
import { bundleViewer, type ViewerBundle } from '../../../build/viewer-bundle.ts'

const root = fileURLToPath(new URL('../../../', import.meta.url))

describe('bundleViewer', () => {
  let bundle: ViewerBundle
  beforeAll(async () => {
    bundle = await bundleViewer(root)
  })

  it('gives one script that loads nothing', () => {
    expect(bundle.script).not.toMatch(/\bfetch\(|\bimport\(|importScripts|XMLHttpRequest|process\.env|assets\//)
    // The module that derives the key is in it: the magic number of WebAssembly in base64.
    expect(bundle.script).toContain('AGFzbQEAAAA')
  })

  it('gives one style sheet that loads nothing', () => {
    expect(bundle.style).not.toMatch(/url\(|@import/)
    expect(bundle.style).toContain('light-dark(')
  })

  it('is the same whenever it is made', async () => {
    expect(await bundleViewer(root)).toEqual(bundle)
  })

  it('names what it was made from, for those who watch', () => {
    expect(bundle.files).toContain(`${root}src/viewer/viewer.ts`)
    expect(bundle.files.filter((file) => file.includes('/src/ui/') && !file.endsWith('.css'))).toEqual([])
  })
})
