import { spawnSync } from 'node:child_process'
import * as fc from 'fast-check'
import { HOTP, TOTP, URI } from 'otpauth'
import { describe, expect, it } from 'vitest'
import { encodeBase32 } from '../../../../src/encoding/index.ts'
import { codeAt, hotpCode } from '../../../../src/otp/index.ts'
import { arbitraryAccounts, exampleRuns } from '../../../support/arbitrary-accounts.ts'
import { hotpDraft, totpDraft } from '../../../support/drafts.ts'
import { exported, exportedAt, exportedText, expectSame, reopened } from '../../../support/exported.ts'

describe('key-uris', () => {
  it('is one link per line, each with its line feed', async () => {
    const text = await exportedText('key-uris', [totpDraft(), hotpDraft({ issuer: '', account: 'b' })])
    expect(text).toBe(
      'otpauth://totp/GitHub:ada%40example.org?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=GitHub&algorithm=SHA1&digits=6&period=30\n' +
        'otpauth://hotp/b?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&algorithm=SHA1&digits=6&counter=0\n',
    )
  })

  it('says of Steam what the apps that know it want', async () => {
    const steam = totpDraft({ type: 'steam', issuer: 'Steam', account: 'ada' })
    expect(await exportedText('key-uris', [steam])).toBe(
      'otpauth://steam/Steam:ada?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=Steam&algorithm=SHA1&digits=5&period=30\n',
    )
  })

  it('is what the app reads again', async () => {
    const any = arbitraryAccounts(() => true)
    await fc.assert(
      fc.asyncProperty(any, async (accounts) => {
        expectSame(await reopened((await exported('key-uris', accounts)).bytes), accounts)
      }),
      { numRuns: exampleRuns },
    )
  })

  it('gives another library the same codes', async () => {
    const counted = arbitraryAccounts(
      ({ type, digits, account }) => (type === 'totp' || type === 'hotp') && digits >= 6 && account !== '',
    )
    await fc.assert(
      fc.asyncProperty(counted, async (accounts) => {
        const links = (await exportedText('key-uris', accounts)).trimEnd().split('\n')
        for (const [index, account] of accounts.entries()) {
          const read = URI.parse(links[index] ?? '')
          if (read instanceof TOTP) expect(read.generate({ timestamp: exportedAt })).toBe(codeAt(account, exportedAt))
          if (read instanceof HOTP) expect(read.generate()).toBe(hotpCode(account, account.counter ?? 0))
          expect(read.issuer).toBe(account.issuer)
          // That library parts names at any colon.
          if (!account.issuer.includes(':')) expect(read.label).toBe(account.account)
        }
      }),
      { numRuns: exampleRuns },
    )
  })
})

const oathtool = spawnSync('oathtool', ['--version']).status === 0

describe.skipIf(!oathtool)(`codes of exported links${oathtool ? '' : ' (skipped: oathtool is not installed)'}`, () => {
  const code = (...input: readonly string[]) => spawnSync('oathtool', input, { encoding: 'utf8' }).stdout.trim()

  it.each([
    { digits: 6, period: 30, algorithm: 'SHA1' },
    { digits: 7, period: 15, algorithm: 'SHA256' },
    { digits: 8, period: 60, algorithm: 'SHA512' },
  ] as const)('are those of oathtool, $algorithm with $digits digits', async (parameters) => {
    const link = new URL((await exportedText('key-uris', [totpDraft(parameters)])).trim())
    const said = (name: string) => link.searchParams.get(name) ?? ''
    const options = [`--totp=${said('algorithm').toLowerCase()}`, '-b', '-d', said('digits')]
    const at = Math.floor(exportedAt / 1000)
    expect(code(...options, '-s', `${said('period')}s`, '-N', `@${at}`, said('secret'))).toBe(
      codeAt(totpDraft(parameters), exportedAt),
    )
  })

  it('are those of oathtool for a counter', async () => {
    const account = hotpDraft({ counter: 123_456, digits: 8 })
    const link = new URL((await exportedText('key-uris', [account])).trim())
    const said = (name: string) => link.searchParams.get(name) ?? ''
    expect(said('secret')).toBe(encodeBase32(account.secret))
    expect(code('-b', '-d', said('digits'), '-c', said('counter'), said('secret'))).toBe(hotpCode(account, 123_456))
  })
})
