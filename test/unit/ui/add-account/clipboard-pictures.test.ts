import { describe, expect, it } from 'vitest'
import { readClipboard } from '../../../../src/ui/screens/add-account/clipboard-pictures.ts'

const item = (content: Readonly<Record<string, string>>) =>
  ({
    types: Object.keys(content),
    getType: (type: string) => Promise.resolve(new Blob([content[type] ?? ''], { type })),
  }) as unknown as ClipboardItem
const clipboard = (...items: ClipboardItem[]) => ({ read: () => Promise.resolve(items) })

describe('the clipboard', () => {
  it('gives its pictures as files, and the text of what is no picture', async () => {
    const read = await readClipboard(
      clipboard(item({ 'text/html': '<img>', 'image/png': 'picture' }), item({ 'text/plain': 'otpauth://x' })),
      'pasted',
    )
    if (read === 'refused') throw new Error('refused')
    expect(read.files.map(({ name, type }) => [name, type])).toEqual([['pasted', 'image/png']])
    expect(await read.files[0]?.text()).toBe('picture')
    expect(read.text).toBe('otpauth://x')
  })

  it('may hold nothing of use', async () => {
    expect(await readClipboard(clipboard(item({ 'text/html': '<p>' })), 'pasted')).toEqual({ files: [], text: '' })
  })

  it('may be refused', async () => {
    const refusing = { read: () => Promise.reject(new DOMException('no', 'NotAllowedError')) }
    expect(await readClipboard(refusing, 'pasted')).toBe('refused')
  })
})
