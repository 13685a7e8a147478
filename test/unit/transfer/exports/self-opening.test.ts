import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { systemRandom } from '../../../../src/crypto/index.ts'
import { backupInHtml } from '../../../../src/transfer/backup/index.ts'
import { openExports, readBackup, writeBackup, writeSelfOpening } from '../../../../src/transfer/index.ts'
import { plainJson } from '../../../../src/viewer/plain-json.ts'
import { hotpDraft, totpDraft } from '../../../support/drafts.ts'
import { exported, expectSame, reopened } from '../../../support/exported.ts'
import { nodeKdf } from '../../../support/kdf.ts'
import { outcomeOf } from '../../../support/outcome.ts'

const password = 'copper lantern'
const kdf = nodeKdf()
const accounts = [totpDraft({ note: 'n', tags: ['t'] }), hotpDraft({ deletedAt: 5 })]

describe('writeSelfOpening', () => {
  it('keeps the backup as it is, to be taken out again', async () => {
    const backup = await writeBackup(accounts, password, { kdf })
    const html = new TextDecoder().decode(await writeSelfOpening(backup))
    expect(backupInHtml(html)).toBe(new TextDecoder().decode(backup))
  })

  it('lets run exactly the script and the style sheet that are in it', async () => {
    const html = new TextDecoder().decode(await writeSelfOpening(await writeBackup(accounts, password, { kdf })))
    const digest = (pattern: RegExp) =>
      `'sha256-${createHash('sha256')
        .update(pattern.exec(html)?.[1] ?? '')
        .digest('base64')}'`
    const [, policy = ''] = /http-equiv="Content-Security-Policy" content="([^"]+)"/.exec(html) ?? []
    expect(policy.split('; ')).toEqual([
      "default-src 'none'",
      `script-src ${digest(/<script>([^]*)<\/script>/)} 'wasm-unsafe-eval'`,
      `style-src ${digest(/<style>([^]*)<\/style>/)}`,
      "base-uri 'none'",
      "form-action 'none'",
      "require-trusted-types-for 'script'",
      "trusted-types 'none'",
    ])
    // The policy binds only what comes after it.
    expect(html.indexOf('Content-Security-Policy')).toBeLessThan(html.indexOf('<style>'))
    expect(html.match(/<script/g)).toHaveLength(2)
    expect(html).not.toMatch(/\s(?:src|href|style|on\w+)=["']/)
  })

  it('takes nothing but a backup, and nothing of it but what is one', async () => {
    const backup = JSON.parse(new TextDecoder().decode(await writeBackup(accounts, password, { kdf })))
    const written = (value: unknown) =>
      outcomeOf(() => writeSelfOpening(new TextEncoder().encode(JSON.stringify(value))))
    expect(await written('</script><script>alert(1)</script>')).toBe('backup/format')
    expect(await written({ ...backup, extra: '</script>' })).toBe('backup/format')
    expect(await written({ ...backup, version: 2 })).toBe('backup/unsupported-version')
  })

  it('is opened by the app as the backup that it is', async () => {
    const { bytes, omitted } = await exported('self-opening', accounts, { password, backup: { kdf } })
    expect(omitted).toEqual([])
    const [opened] = await openExports([{ name: 'x.html', bytes }])
    expect(opened).toMatchObject({ state: 'locked', format: 'mfa-manager' })
    const read = await reopened(bytes, password)
    expectSame(read, accounts)
    expect(read[1]).toMatchObject({ deletedAt: 5 })
  })

  it('grows only by the backup', async () => {
    const size = async (count: number) => {
      const { bytes } = await exported(
        'self-opening',
        Array.from({ length: count }, () => totpDraft()),
        {
          password,
          backup: { kdf, random: systemRandom },
        },
      )
      return bytes.length
    }
    const small = await size(1)
    expect(small).toBeLessThan(150_000)
    expect((await size(100)) - small).toBeLessThan(50_000)
  })
})

describe('what the viewer saves without encryption', () => {
  it('is opened by the app, with everything in it', async () => {
    const contents = await readBackup(
      await writeBackup(accounts, password, { kdf, settings: { theme: 'dark' } }),
      password,
      { kdf },
    )
    const text = plainJson(contents)
    const [opened] = await openExports([{ name: 'x.json', bytes: new TextEncoder().encode(text) }])
    expect(opened).toMatchObject({ state: 'open', format: 'mfa-manager', backup: contents })
  })

  it('is refused where it is of a newer version or no accounts are in it', async () => {
    const refusal = async (value: object) => {
      const [opened] = await openExports([{ name: 'x', bytes: new TextEncoder().encode(JSON.stringify(value)) }])
      return opened?.state === 'refused' ? opened.code : opened?.state
    }
    expect(await refusal({ format: 'mfa-manager-plain', version: 2, accounts: [] })).toBe('backup/unsupported-version')
    expect(await refusal({ format: 'mfa-manager-plain', version: 1 })).toBe('backup/payload')
    expect(await refusal({ format: 'mfa-manager-plain', version: 1, accounts: [] })).toBe('open')
  })
})
