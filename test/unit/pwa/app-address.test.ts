import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readAddress, takeAddress, watchAddress, type AddressCall } from '../../../src/pwa/index.ts'

const app = 'https://app.example/folder/'
const link = 'otpauth://totp/GitHub:alice?secret=JBSWY3DPEHPK3PXP&issuer=GitHub'
const handled = (text: string) => `${app}#add=${encodeURIComponent(text)}`

describe('an address of the app', () => {
  it('brings the link that the system hands over in the place of %s', () => {
    expect(readAddress(handled(`web+${link}`))).toEqual({ call: 'link', link })
    expect(readAddress(handled(` WEB+OTPAUTH://totp/x?secret=MFRGGZDF `))).toEqual({
      call: 'link',
      link: 'OTPAUTH://totp/x?secret=MFRGGZDF',
    })
  })

  it('brings whatever such a link says, letter by letter', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 300 }), (rest) => {
        const text = `web+otpauth:${rest}`.trim()
        expect(readAddress(handled(text))).toEqual({ call: 'link', link: text.slice(4) })
      }),
    )
  })

  it.each(['otpauth://totp/x?secret=MFRGGZDF', 'https://evil.example/', 'javascript:alert(1)', '', 'web+other:x'])(
    'says nothing else: %j',
    (text) => expect(readAddress(handled(text))).toBeUndefined(),
  )

  it('refuses a link that is longer than any, before it is decoded', () => {
    expect(readAddress(handled(`web+otpauth:${'a'.repeat(70_000)}`))).toEqual({ call: 'link-too-long' })
  })

  it.each<[string, AddressCall | undefined]>([
    ['#/scan', { call: 'add', tab: 'scan' }],
    ['#/add', { call: 'add', tab: 'by-hand' }],
    ['#/shared', { call: 'share' }],
    ['#/search', undefined],
    ['#/add/', undefined],
    ['#add=%E0%A4%A', undefined],
    ['#add=%zz', undefined],
    ['?add=web%2Botpauth%3A%2F%2Ftotp%2Fx', undefined],
    ['', undefined],
  ])('%s', (end, expected) => expect(readAddress(app + end)).toEqual(expected))
})

function viewAt(href: string) {
  const replaced: unknown[][] = []
  const view = {
    location: { href, hash: href.includes('#') ? href.slice(href.indexOf('#')) : '' },
    history: { replaceState: (...args: unknown[]) => void replaced.push(args) },
  }
  return { view, replaced }
}

describe('what a page was opened with', () => {
  it.each(['#/scan', '#/add', '#/shared'])('is taken out of the address: %s', (hash) => {
    const { view, replaced } = viewAt(app + hash)
    expect(takeAddress(view)).toBeDefined()
    expect(replaced).toEqual([[null, '', '#/']])
  })

  it('is taken out also where it is nothing that can be read', () => {
    for (const href of [handled(`web+${link}`), `${app}#add=%zz`, handled('otpauth://totp/x?secret=MFRGGZDF')]) {
      const { view, replaced } = viewAt(href)
      takeAddress(view)
      expect(replaced).toEqual([[null, '', '#/']])
    }
  })

  it.each(['', '#/', '#/settings', '#/account/abc'])('leaves places as they are: %j', (hash) => {
    const { view, replaced } = viewAt(app + hash)
    expect(takeAddress(view)).toBeUndefined()
    expect(replaced).toEqual([])
  })
})

describe('a link that an open page is sent to', () => {
  function open(oldHash: string) {
    const target = new EventTarget()
    const calls: AddressCall[] = []
    const { view, replaced } = viewAt(app + oldHash)
    const page = Object.assign(target, view)
    const stop = watchAddress(page, (call) => calls.push(call))
    const go = (href: string): void => {
      const oldURL = page.location.href
      page.location.href = href
      page.location.hash = href.slice(href.indexOf('#'))
      target.dispatchEvent(Object.assign(new Event('hashchange'), { oldURL }))
    }
    return { go, stop, calls, replaced }
  }

  it('is brought, and the page is where it was', () => {
    const { go, calls, replaced } = open('#/settings/about')
    go(handled(`web+${link}`))
    expect(calls).toEqual([{ call: 'link', link }])
    expect(replaced).toEqual([[null, '', '#/settings/about']])
  })

  it('goes out of the address even if it is no link', () => {
    const { go, calls, replaced } = open('')
    go(`${app}#add=secret`)
    expect([calls, replaced]).toEqual([[], [[null, '', '#/']]])
  })

  it('is not looked for in places, nor after the end', () => {
    const { go, stop, calls, replaced } = open('#/')
    go(`${app}#/add`)
    stop()
    go(handled(`web+${link}`))
    expect([calls, replaced]).toEqual([[], []])
  })
})
