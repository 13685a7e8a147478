import { describe, expect, test } from 'vitest'
import { arrivalOfFiles } from '../../../src/ui/sort-files.ts'

const bytes = (...parts: readonly (string | readonly number[])[]) =>
  Uint8Array.from(parts.flatMap((part) => (typeof part === 'string' ? [...Buffer.from(part, 'latin1')] : [...part])))

/** A PNG as far as its header (PNG §11.2.2). */
const png = (width = 100) =>
  bytes([0x89], 'PNG\r\n', [0x1a, 0x0a, 0, 0, 0, 13], 'IHDR', [
    0,
    0,
    width >> 8,
    width & 255,
    0,
    0,
    0,
    100,
    8,
    0,
    0,
    0,
    0,
  ])
const svg = bytes('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 10"></svg>')
const file = (content: BlobPart, name = 'file', type = '') => new File([content], name, { type })

async function whatIs(...files: readonly File[]): Promise<string> {
  const arrival = await arrivalOfFiles(files)
  expect(arrival).toHaveProperty('files', files)
  return arrival.what
}

describe('files from outside', () => {
  test('are pictures by their contents, whatever they are called', async () => {
    expect(await whatIs(file(png(), 'export.json', 'application/json'))).toBe('pictures')
    expect(await whatIs(file(svg, 'drawing.svg', 'image/svg+xml'))).toBe('pictures')
    expect(await whatIs(file(bytes('GIF89a', [10, 0, 10, 0, 0, 0, 0])), file(png()))).toBe('pictures')
  })

  test('are no pictures because of a name or a type', async () => {
    expect(await whatIs(file('{"accounts": []}', 'photo.png', 'image/png'))).toBe('files')
    expect(await whatIs(file('', 'empty.png', 'image/png'))).toBe('files')
    expect(await whatIs(file('<!doctype html><html><body><svg>', 'page.html'))).toBe('files')
  })

  test('go to the import together where one of them is another kind of file', async () => {
    expect(await whatIs(file(png()), file('otpauth://totp/x?secret=MFRGGZDF'))).toBe('files')
  })

  test('are pictures also when they cannot be read as such: what is wrong is said there', async () => {
    expect(await whatIs(file(png().slice(0, 12)))).toBe('pictures')
    expect(await whatIs(file(png(60_000)))).toBe('pictures')
    // Over the limit of bytes; no more than its beginning is read.
    const large = file(png())
    Object.defineProperty(large, 'arrayBuffer', { value: () => Promise.reject(new Error('too much')) })
    expect(await whatIs(large)).toBe('pictures')
  })

  test('that cannot be read at all are what they say', async () => {
    const unreadable = (type: string): File =>
      Object.assign(file('x', 'x', type), { slice: () => ({ arrayBuffer: () => Promise.reject(new Error('gone')) }) })
    expect(await whatIs(unreadable(''))).toBe('files')
    expect(await whatIs(unreadable('image/png'))).toBe('pictures')
  })
})
