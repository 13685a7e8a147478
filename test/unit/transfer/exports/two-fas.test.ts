import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { AccountDraft } from '../../../../src/account.ts'
import { arbitraryAccounts, exampleRuns } from '../../../support/arbitrary-accounts.ts'
import { hotpDraft, totpDraft } from '../../../support/drafts.ts'
import { exported, exportedAt, exportedText, expectSame, reopened } from '../../../support/exported.ts'

const uuidPattern = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i
const colours = 'Default Red Orange Yellow Green Turquoise LightBlue Indigo Pink Purple Brown'.split(' ')

type Fields = Readonly<Record<string, unknown>>

function fieldsOf(value: unknown, where: string): Fields {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new Error(`${where} is no object`)
  return value as Fields
}

function need(holds: boolean, what: string): void {
  if (!holds) throw new Error(what)
}

/** What the iOS app decodes, strictly: everything named here must be there and of its type. */
function checkForIos(text: string): readonly Fields[] {
  const file = fieldsOf(JSON.parse(text), 'the file')
  need(file['appOrigin'] === 'android' || file['appOrigin'] === 'ios', 'appOrigin')
  need(Number.isInteger(file['appVersionCode']), 'appVersionCode')
  need(typeof file['appVersionName'] === 'string', 'appVersionName')
  need(file['schemaVersion'] === 4, 'schemaVersion')
  // Android asks for this one.
  need(Number.isInteger(file['updatedAt']), 'updatedAt')
  const groups = file['groups']
  need(Array.isArray(groups), 'groups')
  const ids = (groups as readonly unknown[]).map((group) => checkGroup(fieldsOf(group, 'a group')))
  const services = file['services']
  need(Array.isArray(services), 'services')
  return (services as readonly unknown[]).map((service) => checkService(fieldsOf(service, 'a service'), ids))
}

function checkGroup(group: Fields): unknown {
  need(uuidPattern.test(String(group['id'])), 'id of a group')
  need(typeof group['name'] === 'string' && typeof group['isExpanded'] === 'boolean', 'name of a group')
  return group['id']
}

function checkService(service: Fields, groups: readonly unknown[]): Fields {
  need(typeof service['name'] === 'string', 'name')
  need(/^[A-Z2-7]+$/.test(String(service['secret'])), 'secret')
  need(Number.isInteger(service['updatedAt']), 'updatedAt of a service')
  need(Number.isInteger(fieldsOf(service['order'], 'order')['position']), 'order.position')
  need(service['groupId'] === undefined || groups.includes(service['groupId']), 'groupId')
  checkIcon(fieldsOf(service['icon'], 'icon'))
  const otp = fieldsOf(service['otp'], 'otp')
  need(typeof otp['source'] === 'string', 'otp.source')
  need([5, 6, 7, 8].includes(Number(otp['digits'])), 'otp.digits')
  need(['SHA1', 'SHA256', 'SHA512'].includes(String(otp['algorithm'])), 'otp.algorithm')
  if (otp['tokenType'] === 'HOTP') need(Number(otp['counter']) < 2 ** 31, 'otp.counter')
  else need([10, 30, 60, 90].includes(Number(otp['period'])), 'otp.period')
  need(['TOTP', 'HOTP', 'STEAM'].includes(String(otp['tokenType'])), 'otp.tokenType')
  return service
}

function checkIcon(icon: Fields): void {
  need(icon['selected'] === 'Label' || icon['selected'] === 'IconCollection', 'icon.selected')
  need(
    uuidPattern.test(String(fieldsOf(icon['iconCollection'], 'icon.iconCollection')['id'])),
    'icon.iconCollection.id',
  )
  const label = fieldsOf(icon['label'], 'icon.label')
  need(Array.from(String(label['text'])).length === 2, 'icon.label.text')
  need(colours.includes(String(label['backgroundColor'])), 'icon.label.backgroundColor')
}

function sayable({ type, digits, period, counter = 0 }: AccountDraft): boolean {
  if (type === 'steam') return true
  if (type !== 'totp' && type !== 'hotp') return false
  if (digits < 5 || digits > 8) return false
  return type === 'hotp' ? counter < 2 ** 31 : [10, 30, 60, 90].includes(period ?? 0)
}

describe('2fas', () => {
  it('says each kind of code', async () => {
    const accounts = [totpDraft({ tags: ['Work'] }), hotpDraft({ counter: 7 }), totpDraft({ type: 'steam' })]
    const [totp, hotp, steam] = checkForIos(await exportedText('2fas', accounts))
    expect(totp).toMatchObject({ name: 'GitHub', icon: { label: { text: 'GI' } }, order: { position: 0 } })
    expect(totp).toMatchObject({ updatedAt: exportedAt, groupId: expect.any(String) })
    expect(hotp?.['otp']).toEqual({
      issuer: 'Old Bank',
      account: 'ada@example.org',
      digits: 6,
      counter: 7,
      algorithm: 'SHA1',
      tokenType: 'HOTP',
      source: 'Manual',
    })
    expect(hotp).not.toHaveProperty('groupId')
    expect(steam?.['otp']).toMatchObject({ tokenType: 'STEAM', digits: 5, period: 30 })
  })

  it('makes a group of each first tag, and says whose others stay behind', async () => {
    const accounts = [
      totpDraft({ tags: ['Work', 'Mail'] }),
      totpDraft({ tags: ['Home'] }),
      totpDraft({ tags: ['Work'] }),
    ]
    const { groups } = JSON.parse(await exportedText('2fas', accounts)) as { groups: { name: string }[] }
    expect(groups.map(({ name }) => name)).toEqual(['Work', 'Home'])
    expect((await exported('2fas', accounts)).reduced).toEqual([{ account: 0, lost: ['tags'] }])
  })

  it('gives a service without an issuer the name of its account', async () => {
    const [service] = checkForIos(await exportedText('2fas', [totpDraft({ issuer: '', account: '\u{1d538}ß' })]))
    expect(service).toMatchObject({ name: '\u{1d538}ß', icon: { label: { text: '\u{1d538}S' } } })
    expect(service?.['otp']).toMatchObject({ issuer: '', account: '' })
  })

  it('gives labels all the colours that there are, and no other', async () => {
    const accounts = Array.from({ length: 300 }, (_, index) => totpDraft({ issuer: `Service ${index}` }))
    const services = checkForIos(await exportedText('2fas', accounts))
    const used = services.map(({ icon }) => (icon as { label: { backgroundColor: string } }).label.backgroundColor)
    expect(new Set(used)).toEqual(new Set(colours.slice(1)))
  })

  it('takes the last counter that 2FAS can hold, and Steam, whose digits it does not ask for', async () => {
    const accounts = [hotpDraft({ counter: 2 ** 31 - 1 }), totpDraft({ type: 'steam' })]
    expect((await exported('2fas', accounts)).omitted).toEqual([])
  })

  it('leaves out what 2FAS would change without a word, and names it', async () => {
    const accounts = [
      totpDraft(),
      totpDraft({ digits: 9 }),
      totpDraft({ digits: 4 }),
      totpDraft({ period: 15 }),
      totpDraft({ type: 'motp', pin: '1' }),
      totpDraft({ type: 'yandex', pin: '1' }),
      hotpDraft({ counter: 2 ** 31 }),
    ]
    const { omitted } = await exported('2fas', accounts)
    const reasons = ['digits', 'digits', 'period', 'type', 'type', 'counter']
    expect(omitted).toEqual(reasons.map((reason, index) => ({ account: index + 1, reason })))
  })

  it('always has what the iOS app asks for, and is what the app reads again', async () => {
    await fc.assert(
      fc.asyncProperty(arbitraryAccounts(sayable), async (accounts) => {
        const file = await exported('2fas', accounts)
        expect(file.omitted).toEqual([])
        checkForIos(new TextDecoder().decode(file.bytes))
        const named = accounts.map((each) =>
          each.issuer === '' ? { ...each, issuer: each.account, account: '' } : each,
        )
        const read = await reopened(file.bytes)
        expectSame(read, named)
        expect(read.map(({ tags = [] }) => tags)).toEqual(accounts.map(({ tags = [] }) => tags.slice(0, 1)))
      }),
      { numRuns: exampleRuns },
    )
  })
})
