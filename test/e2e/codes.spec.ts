import { readFileSync } from 'node:fs'
import { linkOf } from './support/account-link.ts'
import {
  chooseAction,
  chooseView,
  codeButton,
  digitsOf,
  nextDigitsOf,
  openAccounts,
  openAccountsAt,
  reopen,
  rowOf,
} from './support/accounts.ts'
import { codeAt, grouped } from './support/reference-code.ts'
import { expect, fixedNow, test } from './support/test.ts'

interface Vector {
  readonly secret: string
  readonly algorithm: 'SHA1' | 'SHA256' | 'SHA512'
  readonly digits: number
  readonly seconds: number
  readonly counter: number
  readonly code: string
}

function vectorsOf(name: string): readonly Vector[] {
  const file = readFileSync(new URL(`../vectors/otp/${name}.json`, import.meta.url), 'utf8')
  return (JSON.parse(file) as { vectors: readonly Vector[] }).vectors
}

for (const seconds of [1111111109, 2000000000, 20000000000]) {
  test(`codes of 8 digits are those of RFC 6238 appendix B at ${seconds} s`, async ({ page }) => {
    const vectors = vectorsOf('rfc6238').filter((vector) => vector.seconds === seconds)
    const links = vectors.map(({ algorithm, secret, digits }) =>
      linkOf({ issuer: algorithm, secret, algorithm, digits }),
    )
    await openAccountsAt(page, links, seconds * 1000)

    expect(vectors).toHaveLength(3)
    for (const { algorithm, code } of vectors) await expect(digitsOf(page, algorithm)).toHaveText(grouped(code))
  })
}

for (const { secret, seconds, code } of vectorsOf('steam').slice(0, 2)) {
  test(`a Steam code has five characters and is ${code} at ${seconds} s`, async ({ page }) => {
    await openAccountsAt(page, [linkOf({ issuer: 'Steam', account: 'alice', secret })], seconds * 1000)
    await expect(digitsOf(page, 'Steam (alice)')).toHaveText(code)
  })
}

test('a counter-based account goes through the codes of RFC 4226 appendix D', async ({ page }) => {
  const [{ secret } = { secret: '' }] = vectorsOf('rfc4226')
  await openAccounts(page, [linkOf({ issuer: 'Office', account: 'a', type: 'hotp', counter: 0, secret })])
  const next = page.getByRole('button', { name: 'Next code for Office (a)' })

  await expect(rowOf(page, 'Office (a)')).toContainText('Counter 0')
  for (const { code, counter } of vectorsOf('rfc4226')) {
    await next.click()
    await expect(digitsOf(page, 'Office (a)')).toHaveText(grouped(code))
    await expect(rowOf(page, 'Office (a)')).toContainText(`Counter ${counter + 1}`)
  }
})

test('the counter was stored before its code was shown', async ({ page }) => {
  const [first, second] = vectorsOf('rfc4226')
  const secret = first?.secret ?? ''
  await openAccounts(page, [linkOf({ issuer: 'Office', account: 'a', type: 'hotp', counter: 0, secret })])
  const next = page.getByRole('button', { name: 'Next code for Office (a)' })
  await next.click()
  await expect(digitsOf(page, 'Office (a)')).toHaveText(grouped(first?.code ?? ''))

  await reopen(page)

  await expect(rowOf(page, 'Office (a)')).toContainText('Counter 1')
  await expect(digitsOf(page, 'Office (a)')).toHaveCount(0)
  await next.click()
  await expect(digitsOf(page, 'Office (a)')).toHaveText(grouped(second?.code ?? ''))
})

test('each row counts by its own period', async ({ page }) => {
  const accounts = [15, 30, 60].map((period) => ({ issuer: `Every ${period}`, period, secret: 'JBSWY3DPEHPK3PXP' }))
  await openAccountsAt(
    page,
    accounts.map((account) => linkOf(account)),
  )
  const expectCodes = async (at: number) => {
    for (const account of accounts) await expect(digitsOf(page, account.issuer)).toHaveText(codeAt(account, at))
  }

  await expectCodes(fixedNow)
  // At :12 s, 3 s are left of 15, 18 of 30, and 48 of 60.
  await expect(rowOf(page, 'Every 15')).toHaveAttribute('data-state', 'ending')
  await expect(rowOf(page, 'Every 15')).toContainText('3 s')
  await expect(rowOf(page, 'Every 30').locator('i[data-lit]')).toHaveCount(4)
  await expect(rowOf(page, 'Every 60').locator('i[data-lit]')).toHaveCount(5)

  await page.clock.runFor(3000)
  await expectCodes(fixedNow + 3000)
  await expect(rowOf(page, 'Every 15')).toHaveAttribute('data-state', 'calm')

  await page.clock.runFor(15_000)
  await expectCodes(fixedNow + 18_000)
})

test('the last five seconds show the time left and the next code, which then takes over', async ({ page }) => {
  const account = { issuer: 'GitHub', account: 'alice', secret: 'JBSWY3DPEHPK3PXP' }
  await openAccountsAt(page, [linkOf(account)])
  const row = rowOf(page, 'GitHub (alice)')
  const clock = page.getByRole('timer')

  await expect(row).toHaveAttribute('data-state', 'calm')
  await expect(clock).toHaveAccessibleName('Codes change in 18 seconds')
  await expect(nextDigitsOf(page, 'GitHub (alice)')).toHaveCount(0)

  await page.clock.runFor(12_000)
  await expect(row).toHaveAttribute('data-state', 'calm')
  await page.clock.runFor(1000)
  await expect(row).toHaveAttribute('data-state', 'ending')
  await expect(row).toContainText('5 s')
  await expect(nextDigitsOf(page, 'GitHub (alice)')).toHaveText(codeAt(account, fixedNow + 30_000))
  await page.clock.runFor(4000)
  await expect(row).toContainText('1 s')
  await expect(clock).toHaveAccessibleName('Codes change in 1 second')

  await page.clock.runFor(1000)
  await expect(row).toHaveAttribute('data-state', 'calm')
  await expect(digitsOf(page, 'GitHub (alice)')).toHaveText(codeAt(account, fixedNow + 18_000))
  await expect(clock).toHaveAccessibleName('Codes change in 30 seconds')
})

test('a code of the past is gone when the page is shown after a pause', async ({ page }) => {
  const account = { issuer: 'GitHub', account: 'alice', secret: 'JBSWY3DPEHPK3PXP' }
  await openAccountsAt(page, [linkOf(account)])

  await page.clock.fastForward(90_000)

  await expect(digitsOf(page, 'GitHub (alice)')).toHaveText(codeAt(account, fixedNow + 90_000))
})

test('the next code shows always, or never, as Settings say', async ({ page }) => {
  const account = { issuer: 'GitHub', account: 'alice', secret: 'JBSWY3DPEHPK3PXP' }
  await openAccountsAt(page, [linkOf(account)])
  const setNextCode = async (choice: string) => {
    await page.getByRole('link', { name: 'Settings' }).click()
    await page.getByRole('link', { name: 'Appearance' }).click()
    await page.getByRole('combobox', { name: 'Next code' }).selectOption(choice)
    await page.getByRole('link', { name: 'All accounts' }).click()
  }

  await setNextCode('Always')
  await expect(rowOf(page, 'GitHub (alice)')).toHaveAttribute('data-state', 'calm')
  await expect(nextDigitsOf(page, 'GitHub (alice)')).toHaveText(codeAt(account, fixedNow + 30_000))

  await setNextCode('Never')
  await page.clock.runFor(14_000)
  await expect(rowOf(page, 'GitHub (alice)')).toHaveAttribute('data-state', 'ending')
  await expect(nextDigitsOf(page, 'GitHub (alice)')).toHaveCount(0)
})

test('hidden codes are not on the page until one is tapped, and for 10 s', async ({ page }) => {
  const account = { issuer: 'GitHub', account: 'alice', secret: 'JBSWY3DPEHPK3PXP' }
  const links = [linkOf(account), linkOf({ issuer: 'GitLab', account: 'alice' })]
  await openAccountsAt(page, links, fixedNow, () => chooseView(page, 'Hide codes until tapped'))

  await expect(rowOf(page, 'GitHub (alice)')).toHaveAttribute('data-state', 'hidden')
  await expect(page.locator('[data-part=code]')).toHaveCount(0)

  await page.getByRole('button', { name: 'Show code for GitHub (alice)' }).click()
  await expect(digitsOf(page, 'GitHub (alice)')).toHaveText(codeAt(account, fixedNow))
  await expect(page.locator('[data-part=code]')).toHaveCount(1)

  await page.clock.runFor(9500)
  await expect(digitsOf(page, 'GitHub (alice)')).toBeVisible()
  await page.clock.runFor(1000)
  await expect(page.locator('[data-part=code]')).toHaveCount(0)
  await expect(rowOf(page, 'GitHub (alice)')).toHaveAttribute('data-state', 'hidden')
})

test('one account alone can be hidden', async ({ page }) => {
  await openAccounts(page, [linkOf({ issuer: 'GitHub', account: 'alice' }), linkOf({ issuer: 'GitLab' })])
  await chooseAction(page, 'GitHub (alice)', 'Edit')
  await page.getByRole('switch', { name: 'Hide this code until tapped' }).check()
  await page.getByRole('button', { name: 'Save changes' }).click()

  await expect(page.getByRole('button', { name: 'Show code for GitHub (alice)' })).toBeVisible()
  await expect(codeButton(page, 'GitLab')).toBeVisible()
})
