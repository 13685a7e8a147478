import { describe, expect, it } from 'vitest'
import { nothingScanned, scan } from '../../../../src/ui/screens/add-account/scanned.ts'
import { migrationAccount, migrationLink, migrationPayload } from '../../../support/migration-links.ts'

const github = 'otpauth://totp/GitHub:alice?secret=JBSWY3DPEHPK3PXP&issuer=GitHub'
const part = (index: number, size = 3) =>
  migrationLink(migrationPayload([migrationAccount(`account ${index}`)], { size, index, id: 9 }))
const scanAll = (...frames: readonly (readonly string[])[]) => frames.reduce(scan, nothingScanned())

describe('a camera', () => {
  it('has found what it looks for with one account', () => {
    expect(scanAll([github])).toMatchObject({ accounts: [github], isWhole: true })
  })

  it('goes on for as long as codes of a transfer are missing, in any order', () => {
    const so = scanAll([part(2)], [part(2)], [part(0)])
    expect(so).toMatchObject({ isWhole: false, transfer: { read: 2, size: 3, missing: [2] } })
    expect(scan(so, [part(1)])).toMatchObject({ isWhole: true, transfer: { read: 3, size: 3, missing: [] } })
  })

  it('begins with the codes that were read before', () => {
    const so = nothingScanned([part(0), part(1)])
    expect(so).toMatchObject({ isWhole: false, transfer: { read: 2, missing: [3] } })
    expect(scan(so, [part(2)]).isWhole).toBe(true)
  })

  it('says what other codes hold, and forgets it with the next account', () => {
    const so = scanAll(['WIFI:S:net;;'])
    expect(so).toMatchObject({ accounts: [], other: 'wifi', isWhole: false })
    expect(scan(so, [part(0)]).other).toBeUndefined()
  })

  it('knows a transfer code that was not read whole', () => {
    const so = scanAll(['otpauth-migration://offline?data=CjE'])
    expect(so).toMatchObject({ accounts: [], transfer: undefined, other: 'damaged-transfer', isWhole: false })
  })

  it('takes a key without a link', () => {
    expect(scanAll(['MFRGGZDFMZTWQ2LK'])).toMatchObject({ accounts: ['MFRGGZDFMZTWQ2LK'], isWhole: true })
  })

  it('changes nothing with what it has seen already', () => {
    const so = scanAll([part(0)])
    expect(scan(so, [part(0)])).toBe(so)
    const other = scanAll(['hello'])
    expect(scan(other, ['hello'])).toBe(other)
  })
})
