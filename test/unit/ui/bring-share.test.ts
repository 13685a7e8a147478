import { describe, expect, test } from 'vitest'
import type { Share } from '../../../src/pwa/index.ts'
import { arrivalsOfShare } from '../../../src/ui/bring-share.ts'
import { arrivalsText } from '../../../src/ui/messages/arrivals.ts'

const none: Share = { title: '', text: '', url: '', files: [] }
const link = 'otpauth://totp/x?secret=MFRGGZDF'
const picture = new File([Uint8Array.from(Buffer.from('GIF89a\n\0\n\0\0\0\0', 'latin1'))], 'a.gif')
const list = new File([link], 'accounts.txt', { type: 'text/plain' })

const ofShare = (share: Partial<Share>) => arrivalsOfShare({ share: { ...none, ...share } })

describe('what is shared', () => {
  test('brings pictures to be looked at, and other files to be imported', async () => {
    expect(await ofShare({ title: 'Screenshot', files: [picture] })).toEqual([{ what: 'pictures', files: [picture] }])
    expect(await ofShare({ files: [list] })).toEqual([{ what: 'files', files: [list] }])
  })

  test('brings its words, wherever the other app put them', async () => {
    expect(await ofShare({ text: ` ${link}\n` })).toEqual([{ what: 'text', text: link }])
    expect(await ofShare({ url: link, title: 'GitHub' })).toEqual([{ what: 'text', text: link }])
    expect(await ofShare({ title: link })).toEqual([{ what: 'text', text: link }])
    expect(await ofShare({ text: 'Scan this', url: link })).toEqual([{ what: 'text', text: `Scan this\n${link}` }])
    expect(await ofShare({ text: link, url: link })).toEqual([{ what: 'text', text: link }])
  })

  test('brings both where there are both', async () => {
    expect(await ofShare({ text: link, files: [picture] })).toEqual([
      { what: 'pictures', files: [picture] },
      { what: 'text', text: link },
    ])
  })

  test('brings the reason why it is not there', async () => {
    expect(await arrivalsOfShare(undefined)).toEqual([{ what: 'refused', why: 'lost' }])
    expect(await arrivalsOfShare({ refused: 'too-large' })).toEqual([{ what: 'refused', why: 'too-large' }])
    expect(arrivalsText().refused('lost')).toContain('Share it again.')
  })
})
