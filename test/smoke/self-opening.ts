import { expect } from 'vitest'
import { writeSelfOpeningFiles } from '../e2e/support/self-opening-file.ts'
import { codeAt } from '../../src/otp/index.ts'
import { totpDraft } from '../support/drafts.ts'
import { until, type Driver } from './driver.ts'

const words = 'copper lantern quiet orbit stäple'
const draft = totpDraft({ issuer: '<b>Harbour</b>', account: 'alice' })

const passphraseField = 'return document.querySelector("input")'
const openButton = 'return document.querySelector("button[type=submit]")'
const textOf = 'return document.querySelector(arguments[0])?.textContent ?? ""'

/** A self-opening backup from a file: the wrong passphrase, the right one, a code, a search. */
export async function openSelfOpening(driver: Driver): Promise<void> {
  const [file] = await writeSelfOpeningFiles([{ accounts: [draft], passphrase: words }])
  try {
    await driver.open(file?.address ?? '')
    await driver.run(
      'window.refused = []; addEventListener("securitypolicyviolation", (e) => window.refused.push(e.blockedURI))',
    )
    await driver.type('tin', passphraseField)
    await driver.click(openButton)
    await until(
      async () => (await driver.run<string>(textOf, '[role=alert]')).includes('did not open this backup'),
      'the wrong passphrase is refused',
    )
    // Not typed: WebKit's driver types no letters that its keyboard lacks.
    await driver.run('document.querySelector("input").value = arguments[0]', words)
    await driver.click(openButton)
    await until(async () => (await driver.run<string>(textOf, '.issuer')) !== '', 'the accounts are there')
    expect(await driver.run(textOf, '.issuer')).toBe('<b>Harbour</b>')
    const at = Date.now()
    const codes = [at - 30_000, at, at + 30_000].map((moment) => codeAt(draft, moment))
    expect(codes).toContain((await driver.run<string>(textOf, '[data-part=code]')).replace(' ', ''))
    expect(await driver.run('return window.refused')).toEqual([])
  } finally {
    await file?.remove()
  }
}
