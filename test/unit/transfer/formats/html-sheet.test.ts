import * as fc from 'fast-check'
import { toDataURL } from 'qrcode'
import { describe, expect, test } from 'vitest'
import { openExports, type OpenImport } from '../../../../src/transfer/index.ts'
import { expectAccounts, exportFixtures, openFixture } from '../../../support/fixtures.ts'
import {
  accountOf,
  expectAnEnd,
  mutatedBytes,
  mutationRuns,
  onlyAccount,
  openedAt,
  openPlain,
  outcomesOf,
  stateOf,
} from '../../../support/foreign-file.ts'
import { readPicture } from '../../../support/read-picture.ts'

const link = 'otpauth://totp/Forge:ada?secret=JBSWY3DPEHPK3PXP&issuer=Forge&period=60'
const id = 'c76e8911-4527-4cb8-be74-30298d23e559'

function page(body: string): string {
  return `<!doctype html><html><head><title>x</title></head><body>${body}</body></html>`
}

/** As Aegis writes a row: issuer, name, type, picture, id, note, star, algorithm, digits, secret, counter, PIN. */
function aegisRow(picture: string, cells: Readonly<Record<number, string>> = {}): string {
  const plain = [
    'Forge',
    'ada',
    'TOTP',
    picture,
    id,
    'by &lt;hand&gt;',
    'true',
    'SHA1',
    '6',
    'JBSWY3DPEHPK3PXP',
    '-',
    '-',
  ]
  return `<tr>${plain.map((cell, at) => `<td>${cells[at] ?? cell}</td>`).join('')}</tr>`
}

function enteRow(picture: string): string {
  const names = '<p><b>Forge</b></p><p><b>ada</b></p><p class="group">Type: <b>totp</b></p>'
  const facts = '<p>Algorithm: <b>sha256</b></p><p>Digits: <b>8</b></p><p>Secret: <b>JBSWY3DPEHPK3PXP</b></p>'
  return `<p><table class="otp-entry"><tr><td>${names}${facts}</td><td class="otp-qr">${picture}</td></tr></table></p>`
}

async function pictureOf(text: string): Promise<string> {
  return `<img src="${await toDataURL(text)}" alt="QR">`
}

async function openSeeing(html: string): Promise<OpenImport> {
  const file = { name: 'sheet.html', bytes: new TextEncoder().encode(html) }
  const [opened] = await openExports([file], { readPicture, now: openedAt })
  if (opened?.state !== 'open') throw new Error(`it is ${opened?.state}`)
  return opened
}

describe('a page with links', () => {
  test('they are taken from text, code and addresses, unescaped once', async () => {
    const other = (name: string) => link.replace(':ada', `:${name}`)
    const body = `
      <p>Before ${other('text').replaceAll('&', '&amp;')} behind</p>
      <code>${other('raw')}</code>
      <pre>otpauth://totp/Two words?secret=JBSWY3DPEHPK3PXP</pre>
      <a href="${other('address').replaceAll('&', '&amp;')}">open</a>
      <a href="${other('R%2526D')}">open</a>`
    const opened = await openPlain(page(body))
    expect(opened).toMatchObject({ format: 'html-sheet', remarks: [] })
    const names = opened.entries.map(accountOf).map(({ account }) => account)
    expect(names.toSorted()).toEqual(['R%26D', 'Two words', 'address', 'raw', 'text'])
    expect(opened.entries.map(accountOf).filter(({ period }) => period === 60)).toHaveLength(4)
  })

  test('a link that is its own text counts once', async () => {
    expect(onlyAccount(await openPlain(page(`<a href="${link}">${link}</a>`)))).toMatchObject({ issuer: 'Forge' })
  })

  test('scripts, styles, remarks and titles are not read', async () => {
    const silent = `<script>'${link}'</script><style>/* ${link} */</style><!-- ${link} --><template>${link}</template>`
    expect(await stateOf(page(silent))).toBe('transfer/unrecognised')
  })

  test('links that are no account are reported', async () => {
    const opened = await openPlain(page('<code>otpauth://totp/x?secret=0189</code><a href="steam://run/1">play</a>'))
    expect(outcomesOf(opened).every((outcome) => outcome.startsWith('otp/'))).toBe(true)
  })

  test('transfer links of Google are opened', async () => {
    const google = 'otpauth-migration://offline?data=Ch4KCkhlbGxvId6tvu8SA2FkYRoFRm9yZ2UgASgBMAIQARgBIAAoAA%3D%3D'
    const opened = await openPlain(page(`<code>${google}</code><code>${link}</code>`))
    expect(outcomesOf(opened)).toEqual(['account', 'account'])
  })

  test('a page in UTF-16 or behind an XML declaration is one, too', async () => {
    const utf16 = new Uint8Array(Buffer.from(`\ufeff${page(link)}`, 'utf16le'))
    expect(onlyAccount(await openPlain(utf16))).toMatchObject({ account: 'ada' })
    const xhtml = page(link).replace('<!doctype', '<?xml version="1.0"?>\n<!DOCTYPE')
    expect(onlyAccount(await openPlain(xhtml))).toMatchObject({ account: 'ada' })
  })
})

describe('a sheet with pictures', () => {
  test('the picture wins over the text of its row', async () => {
    const picture = await pictureOf(
      link.replace('Forge:ada', 'F%C3%B6rge:ada').replace('issuer=Forge', 'issuer=F%C3%B6rge'),
    )
    const opened = await openSeeing(page(`<table>${aegisRow(picture, { 0: 'F\u00f6rg?' })}</table>`))
    expect(opened.remarks).toEqual([])
    expect(onlyAccount(opened)).toMatchObject({ issuer: 'Förge', period: 60, note: 'by <hand>', pinned: true })
    expect(onlyAccount(await openSeeing(page(enteRow(picture))))).toMatchObject({ issuer: 'Förge', period: 60 })
  })

  test('the PIN of an mOTP account stands in the table only', async () => {
    const picture = await pictureOf('motp://Forge:ada?secret=7ac61d4736f51a2b')
    const row = aegisRow(picture, { 2: 'MOTP', 7: 'MD5', 11: '1234' })
    expect(onlyAccount(await openSeeing(page(`<table>${row}</table>`)))).toMatchObject({ type: 'motp', pin: '1234' })
  })

  test('without a reader for pictures the text has to do, and that is said', async () => {
    const picture = await pictureOf(link)
    const aegis = await openPlain(page(`<table><tr><th>Issuer</th></tr>${aegisRow(picture)}</table>`))
    expect(aegis.remarks).toEqual(['pictures-unread'])
    expect(onlyAccount(aegis)).toEqual({
      type: 'totp',
      secret: 'JBSWY3DPEHPK3PXP',
      algorithm: 'SHA1',
      digits: 6,
      period: 30,
      issuer: 'Forge',
      account: 'ada',
      note: 'by <hand>',
      pinned: true,
      dropped: [],
    })
    const ente = await openPlain(page(enteRow(picture)))
    expect(ente.remarks).toEqual(['pictures-unread'])
    expect(onlyAccount(ente)).toMatchObject({ issuer: 'Forge', account: 'ada', algorithm: 'SHA256', digits: 8 })
  })

  test('a picture that throws is one that cannot be read', async () => {
    const file = {
      name: 'a',
      bytes: new TextEncoder().encode(page(`<table>${aegisRow(await pictureOf(link))}</table>`)),
    }
    const [opened] = await openExports([file], { readPicture: () => Promise.reject(new Error('broken')) })
    expect(opened).toMatchObject({ state: 'open', remarks: ['pictures-unread'] })
  })

  test('a counter and a type in the text are those of the account', async () => {
    const row = aegisRow('', { 2: 'HOTP', 8: '8', 10: '7' })
    const opened = await openPlain(page(`<table>${row}</table>`))
    expect(onlyAccount(opened)).toMatchObject({ type: 'hotp', digits: 8, counter: 7 })
    expect(opened.remarks).toEqual([])
  })

  test('rows that are no account are reported with their text', async () => {
    const opened = await openPlain(page(`<table>${aegisRow('', { 7: 'SHA3' })}${aegisRow('', { 9: '0189' })}</table>`))
    expect(outcomesOf(opened)).toEqual(['otp/unsupported-algorithm', 'otp/invalid-secret'])
    expect(opened.entries[0]).toMatchObject({ label: 'Forge ada', text: expect.stringContaining('SHA3') })
  })

  test('a picture outside of rows is an account, and the same link beside it no second one', async () => {
    const opened = await openSeeing(page(`<div>${await pictureOf(link)}<p>${link.replace('&period=60', '')}</p></div>`))
    expect(onlyAccount(opened)).toMatchObject({ period: 60 })
  })

  test('pictures of other hosts, vector pictures and pictures of no key are left alone', async () => {
    const seen: Uint8Array[] = []
    const pictures = [
      '<img src="https://tracker.example/a.png">',
      '<img src="data:image/svg+xml;base64,PHN2Zz4=">',
      '<img src="data:image/png;base64,!!!">',
      await pictureOf('https://example.org'),
    ]
    const file = { name: 'a', bytes: new TextEncoder().encode(page(`${pictures.join('')}<p>${link}</p>`)) }
    const [opened] = await openExports([file], {
      readPicture: (picture) => {
        seen.push(picture)
        return readPicture(picture)
      },
    })
    expect(opened).toMatchObject({ state: 'open', entries: [{ outcome: 'account' }], remarks: [] })
    expect(seen.filter((picture) => picture.length > 0)).toHaveLength(1)
  })

  test('a picture that comes often is read once', async () => {
    let reads = 0
    const picture = await pictureOf(link)
    const file = { name: 'a', bytes: new TextEncoder().encode(page(`<table>${aegisRow(picture).repeat(50)}</table>`)) }
    await openExports([file], { readPicture: () => Promise.resolve([`${link}&reads=${++reads}`]) })
    expect(reads).toBe(1)
  })

  test('reading the pictures can be cancelled', async () => {
    const file = {
      name: 'a',
      bytes: new TextEncoder().encode(page(`<table>${aegisRow(await pictureOf(link))}</table>`)),
    }
    const [opened] = await openExports([file], { readPicture, signal: AbortSignal.abort() })
    expect(opened).toMatchObject({ state: 'refused', code: 'transfer/cancelled' })
  })
})

describe('a page without trust', () => {
  test('elements within elements end somewhere', async () => {
    expect(await stateOf(page('<b>'.repeat(100_000)))).toBe('transfer/too-many')
  })

  test('more pictures than a sheet has are not read', async () => {
    const many = Array.from(
      { length: 10_001 },
      (_, at) => `<img src="data:image/png;base64,${'A'.repeat(at % 7)}${at}">`,
    )
    expect(await stateOf(page(many.join('')))).toBe('transfer/too-many')
  })

  test('whatever its bytes are, it is opened or refused', async () => {
    const rows = `${aegisRow('<img src="data:image/png;base64,AAAA">')}${enteRow('')}`
    const file = new TextEncoder().encode(page(`<table>${rows}</table><code>${link}</code>`))
    await fc.assert(
      fc.asyncProperty(mutatedBytes(file), (bytes) => expectAnEnd(bytes)),
      { numRuns: mutationRuns },
    )
  })
})

const fixtures = [...exportFixtures('aegis', 'ente', 'stratum')].filter(({ name }) => name.includes('/html'))

describe.skipIf(fixtures.length === 0)('files of the app itself', () => {
  test.each(fixtures)('$name', async (fixture) => {
    const opened = await openFixture(fixture, { readPicture })
    expectAccounts(fixture, opened)
    expect(opened.remarks).toEqual([])
  })
})

describe('links and pictures beside one another', () => {
  const other = link.replace('JBSWY3DPEHPK3PXP', 'GEZDGNBVGY3TQOJQ').replace('ada', 'bob')
  const names = (opened: OpenImport) => opened.entries.map((entry) => accountOf(entry).account)

  test('the link of a row stands for its picture, with what else the row says', async () => {
    const read = await openPlain(page(`<table>${aegisRow(link.replaceAll('&', '&amp;'))}</table>`))
    expect(onlyAccount(read)).toMatchObject({ account: 'ada', period: 60, note: 'by <hand>', pinned: true })
    expect(read.remarks ?? []).toEqual([])
  })

  test('outside of rows, a text that only repeats a picture is left out, and no other', async () => {
    const body = `${await pictureOf(link)}<p>${link}</p><p>${other}</p><p>otpauth://totp/x?secret=0</p>`
    const opened = await openSeeing(page(body))
    expect(outcomesOf(opened)).toEqual(['account', 'account', 'otp/invalid-secret'])
    expect(names({ ...opened, entries: opened.entries.slice(0, 2) })).toEqual(['ada', 'bob'])
  })

  test('without pictures, every text is read', async () => {
    const twin = link.replace('ada', 'eve')
    expect(names(await openPlain(page(`<p>${link}</p><p>${twin}</p>`)))).toEqual(['ada', 'eve'])
  })

  test('a page of pictures says that they were not read, where nothing reads them', async () => {
    const read = await openPlain(page(await pictureOf(link)))
    expect([read.entries, read.remarks]).toEqual([[], ['pictures-unread']])
    const mixed = await openPlain(page(`${await pictureOf(link)}<p>${other}</p>`))
    expect([names(mixed), mixed.remarks ?? []]).toEqual([['bob'], []])
  })

  test('a row that cannot be read is reported by its names', async () => {
    const rows = [aegisRow('', { 9: '0' }), aegisRow('', { 0: '', 9: '0' })]
    const read = await openPlain(page(`<table>${rows.join('')}</table>`))
    expect(read.entries).toMatchObject([
      { outcome: 'unreadable', label: 'Forge ada' },
      { outcome: 'unreadable', label: 'ada' },
    ])
  })
})
