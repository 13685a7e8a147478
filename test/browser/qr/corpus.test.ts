import { commands } from 'vitest/browser'
import { describe, expect, test } from 'vitest'
import { decodeBase64, decodeUtf8 } from '../../../src/encoding/index.ts'
import { createNativeDecoder } from '../../../src/qr/native-decoder.ts'
import { createOwnDecoders } from '../../../src/qr/own-decoders.ts'
import { createThreadReader } from '../../../src/qr/thread-reader.ts'
import { createSetClock } from '../../support/set-clock.ts'
import mustDecode from '../../vectors/qr-must-decode.json'

interface CorpusPicture {
  readonly file: string
  readonly category: string
  readonly texts: readonly string[]
  readonly otherTexts?: readonly string[]
}

const manifest = await bytesOf('manifest.json')
const pictures: readonly CorpusPicture[] = manifest === undefined ? [] : JSON.parse(decodeUtf8(manifest)).images
const categories = [...new Set(pictures.map(({ category }) => category))]

// Time stands still: a loaded machine reads as much as an idle one.
const parts = { decoders: createOwnDecoders(), native: createNativeDecoder({}), clock: createSetClock() }
const reader = createThreadReader(parts)

async function bytesOf(file: string): Promise<Uint8Array | undefined> {
  const base64 = await commands.readFixture(`qr/${file}`)
  return base64 === undefined ? undefined : decodeBase64(base64)
}

async function textsIn(file: string): Promise<readonly string[]> {
  const bytes = await bytesOf(file)
  if (bytes === undefined) throw new Error(`${file} is not there`)
  return reader.readPicture(bytes)
}

describe.skipIf(pictures.length === 0)('the pictures of the corpus (MFA_FIXTURES)', () => {
  test.each(categories)('%s: all that must be read are, and nothing else is', async (category) => {
    const missed: string[] = []
    const wrong: string[] = []
    for (const { file, texts, otherTexts = [] } of pictures.filter((picture) => picture.category === category)) {
      const found = await textsIn(file)
      const expected = [...texts, ...otherTexts]
      if (found.some((text) => !expected.includes(text))) wrong.push(file)
      const isWhole = expected.every((text) => found.includes(text))
      if (mustDecode.includes(file) && !isWhole) missed.push(file)
    }
    expect({ missed, wrong }).toEqual({ missed: [], wrong: [] })
  })

  test('at least 140 of 149 must be read', () => {
    expect(pictures).toHaveLength(149)
    expect(mustDecode.filter((name) => pictures.some(({ file }) => file === name)).length).toBeGreaterThanOrEqual(140)
  })
})

test.runIf(pictures.length === 0)('the corpus is not here: set MFA_FIXTURES to have it read', () => {
  expect(mustDecode.length).toBeGreaterThanOrEqual(140)
})
