import { describe, expect, it } from 'vitest'
import { isFromOtherSite, readShare } from '../../../src/pwa/index.ts'

const address = 'https://app.example/share'

/** The request of a form, as the service worker gets it. */
function post(parts: readonly (readonly [name: string, value: string | File])[]): Request {
  const form = new FormData()
  for (const [name, value] of parts) form.append(name, value)
  return new Request(address, { method: 'POST', body: form })
}

const picture = (name: string, bytes = 10) => new File([new Uint8Array(bytes)], name, { type: 'image/png' })

describe('a shared form', () => {
  it('is read: its texts and its files', async () => {
    const received = await readShare(
      post([
        ['title', 'Screenshot'],
        ['text', 'otpauth://totp/x?secret=MFRGGZDF'],
        ['url', 'https://site.example/'],
        ['files', picture('a.png', 3)],
        ['files', picture('b.png', 4)],
        ['other', picture('c.png')],
      ]),
    )
    expect(received).toMatchObject({
      share: { title: 'Screenshot', text: 'otpauth://totp/x?secret=MFRGGZDF', url: 'https://site.example/' },
    })
    const files = 'share' in received ? received.share.files : []
    expect(files.map(({ name, size, type }) => [name, size, type])).toEqual([
      ['a.png', 3, 'image/png'],
      ['b.png', 4, 'image/png'],
    ])
  })

  it('may leave out anything, and is nothing when it leaves out all', async () => {
    expect(await readShare(post([['text', 'words']]))).toEqual({
      share: { title: '', text: 'words', url: '', files: [] },
    })
    expect(await readShare(post([['text', ' ']]))).toEqual({ refused: 'nothing' })
    expect(await readShare(post([['files', picture('', 0)]]))).toEqual({ refused: 'nothing' })
    expect(await readShare(post([['files', 'a text in the place of a file']]))).toEqual({ refused: 'nothing' })
    // A file in the place of a text is none.
    expect(await readShare(post([['text', picture('x.png')]]))).toEqual({ refused: 'nothing' })
  })

  it('is refused over its limits', async () => {
    const many = Array.from({ length: 13 }, (_, place) => ['files', picture(`${place}.png`)] as const)
    expect(await readShare(post(many.slice(1)))).toHaveProperty('share')
    expect(await readShare(post(many))).toEqual({ refused: 'too-many' })
    expect(await readShare(post([['text', 'x'.repeat(65_536)]]))).toHaveProperty('share')
    expect(await readShare(post([['text', 'x'.repeat(65_537)]]))).toEqual({ refused: 'too-large' })
    expect(await readShare(post([['files', picture('a.png', 33 * 1024 * 1024)]]))).toEqual({ refused: 'too-large' })
  })

  it('is not read to its end where that is too far away (fault 56)', async () => {
    const chunk = new Uint8Array(1024 * 1024)
    let sent = 0
    let cancelled = false
    const endless = new ReadableStream<Uint8Array>({
      pull(controller) {
        sent += 1
        controller.enqueue(chunk)
      },
      cancel: () => {
        cancelled = true
      },
    })
    const init = { method: 'POST', body: endless, duplex: 'half', headers: { 'Content-Type': 'multipart/form-data' } }
    expect(await readShare(new Request(address, init as RequestInit))).toEqual({ refused: 'too-large' })
    expect([cancelled, sent < 40]).toEqual([true, true])
  })

  it('is refused where it is no form, or is cut off', async () => {
    const request = (type: string, body: string) =>
      new Request(address, { method: 'POST', body, headers: { 'Content-Type': type } })
    expect(await readShare(request('text/plain', 'words'))).toEqual({ refused: 'damaged' })
    expect(await readShare(request('multipart/form-data; boundary=b', '--b\r\nContent-Disp'))).toEqual({
      refused: 'damaged',
    })
    expect(await readShare(new Request(address, { method: 'POST' }))).toEqual({ refused: 'damaged' })
  })

  it('is read without a stream as well, where browsers give none of a request', async () => {
    const withoutStream = (request: Request) => ({ headers: request.headers, blob: () => request.blob() })
    expect(await readShare(withoutStream(post([['text', 'words']])))).toMatchObject({ share: { text: 'words' } })
    const large = post([['files', picture('a.png', 33 * 1024 * 1024)]])
    expect(await readShare(withoutStream(large))).toEqual({ refused: 'too-large' })
  })
})

describe('where a form comes from', () => {
  const from = (origin?: string): boolean =>
    isFromOtherSite({ headers: new Headers(origin === undefined ? {} : { Origin: origin }) }, 'https://app.example/a/')

  it('is another site when that says so', () => {
    expect(from('https://evil.example')).toBe(true)
    expect(from('http://app.example')).toBe(true)
    expect(from('https://app.example:8443')).toBe(true)
  })

  it('may be an app, which says nothing, or the app itself', () => {
    for (const origin of [undefined, 'null', 'https://app.example']) expect(from(origin)).toBe(false)
  })
})
