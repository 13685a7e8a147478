import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { parseOtpauthUri } from '../../../src/otp/index.ts'
import { StorageError } from '../../../src/storage/index.ts'
import type { Vault } from '../../../src/vault/index.ts'
import {
  discardQuestion,
  issuerField,
  paste,
  stageAddAccount,
  type AddAccountStage,
} from '../../support/add-account-stage.tsx'

let stage: AddAccountStage | undefined
afterEach(async () => {
  await stage?.remove()
  stage = undefined
})

async function setUp(options: Parameters<typeof stageAddAccount>[0] = {}): Promise<AddAccountStage> {
  stage = await stageAddAccount(options)
  return stage
}

const dialog = () => page.getByRole('dialog', { name: 'Add account' })
const account = () => page.getByRole('textbox', { name: 'Account name' })
const secret = () => page.getByRole('textbox', { name: 'Secret key' })
const advanced = () => page.getByRole('button', { name: 'Advanced' })
const preview = () => page.getByRole('region', { name: 'Preview' })
const code = () => preview().element().querySelector('[data-part="code"]')?.textContent
const save = () => page.getByRole('button', { name: 'Save account' })
const alerts = () =>
  page
    .getByRole('alert')
    .elements()
    .map((element) => element.textContent)

const key = 'JBSWY3DPEHPK3PXP'
const github = `otpauth://totp/GitHub:alice?secret=${key}&issuer=GitHub`

describe('the form', () => {
  test('is a dialog outside the app, which is inert, and starts in its first field', async () => {
    await setUp()
    await expect.element(dialog()).toBeVisible()
    await expect.element(issuerField()).toHaveFocus()
    expect(document.getElementById('app')?.inert).toBe(true)
    expect(document.getElementById('app')?.contains(dialog().element())).toBe(false)
    await expect.element(advanced()).toHaveAttribute('aria-expanded', 'false')
    await expect.element(preview()).toHaveTextContent(/The code appears as soon as the key is valid\./)
  })

  test('has nothing that axe would change: empty, filled, with errors, with a question', async () => {
    await setUp()
    await expect.element(dialog()).toBeVisible()
    expect(await stage?.axeFindings()).toEqual([])
    await save().click()
    await advanced().click()
    expect(await stage?.axeFindings()).toEqual([])
    await issuerField().fill('GitHub')
    await secret().fill(key)
    expect(await stage?.axeFindings()).toEqual([])
    await userEvent.keyboard('{Escape}')
    await expect.element(discardQuestion()).toBeVisible()
    expect(await stage?.axeFindings()).toEqual([])
  })

  test('shows the live code of what is typed, and changes it with the clock', async () => {
    await setUp()
    await issuerField().fill('GitHub')
    await secret().fill('jbsw y3dp-ehpk 3pxp')
    await expect.element(preview()).toHaveTextContent('GitHub')
    await expect.poll(code).toMatch(/^\d{3} \d{3}$/)
    const before = code()
    const at = stage?.clock.now() ?? 0
    expect(before?.replace(' ', '')).toBe(
      stage?.vault.previewCode({ ...parseOtpauthUri(github), issuer: '', account: '' }, at),
    )
    stage?.clock.advance(30_000)
    await expect.poll(code).not.toBe(before)
    await expect.element(page.getByText('80-bit key, valid')).toBeVisible()
  })

  test('saves an account that the vault then has, and says so', async () => {
    const { added } = await setUp()
    await issuerField().fill(' GitHub ')
    await account().fill('alice')
    await secret().fill('jbsw y3dp ehpk 3pxp')
    await save().click()
    await expect.poll(() => added.length).toBe(1)
    expect(stage?.vault.account(added[0] ?? '')).toMatchObject({
      issuer: 'GitHub',
      account: 'alice',
      type: 'totp',
      digits: 6,
      period: 30,
    })
    await expect.element(page.getByRole('status').filter({ hasText: 'GitHub (alice) added' })).toBeVisible()
  })

  test('saves by Enter from any field', async () => {
    const { added } = await setUp()
    await secret().fill(key)
    await userEvent.type(issuerField(), 'GitHub{Enter}')
    await expect.poll(() => added.length).toBe(1)
  })

  test('copies the code that it shows', async () => {
    await setUp({ initial: github })
    const copied: string[] = []
    vi.spyOn(navigator.clipboard, 'writeText').mockImplementation(async (text) => void copied.push(text))
    await preview().getByRole('button', { name: 'Copy code' }).click()
    await expect.element(page.getByText(/Code copied\./)).toBeVisible()
    expect(copied[0]).toBe(code()?.replace(' ', ''))
    vi.restoreAllMocks()
  })
})

describe('what is wrong', () => {
  test.each([
    ['JBSW Y3DP EHP1 K3PX', 'The digit 1 is never part of a key. Did the site show I or L? It is character 12.'],
    ['0BSW', 'The digit 0 is never part of a key. Did the site show O? It is character 1.'],
    ['JB-SW 8', 'The digit 8 is never part of a key. Did the site show B? It is character 5.'],
    ['9', 'The digit 9 is never part of a key.'],
  ])('%j is explained at once, and cannot be saved', async (typed, sentence) => {
    const { added } = await setUp()
    await issuerField().fill('GitHub')
    await secret().fill(typed)
    await expect.element(page.getByRole('alert')).toHaveTextContent(sentence)
    await expect.element(secret()).toHaveAttribute('aria-invalid', 'true')
    await expect.element(save()).toBeDisabled()
    await userEvent.type(issuerField(), '{Enter}')
    await expect.element(secret()).toHaveFocus()
    expect(added).toEqual([])
    expect(stage?.vault.accounts()).toEqual([])
  })

  test('an empty form says so when it is sent, and focus goes to the first bad field', async () => {
    await setUp()
    await userEvent.click(account())
    await userEvent.click(secret())
    expect(alerts()).toEqual([])
    await save().click()
    await expect.element(issuerField()).toHaveFocus()
    expect(alerts()).toHaveLength(2)
    await issuerField().fill('GitHub')
    await save().click()
    await expect.element(secret()).toHaveFocus()
    await expect.element(secret()).toHaveAccessibleDescription(/The key is missing\. Nothing is saved yet\./)
    expect(stage?.vault.accounts()).toEqual([])
  })

  test('a key without a whole byte is told when the field is left', async () => {
    await setUp()
    await userEvent.type(secret(), 'J')
    expect(alerts()).toEqual([])
    await userEvent.tab()
    await expect.poll(alerts).toEqual(['This key is not complete. Nothing is saved yet. Compare it with the site.'])
  })

  test('a short key is warned about and saved all the same', async () => {
    const { added } = await setUp()
    await account().fill('alice')
    await secret().fill('JBSW Y3DP')
    await expect.element(secret()).toHaveAccessibleDescription(/^40-bit key: shorter than the 80 bits/)
    await save().click()
    await expect.poll(() => added.length).toBe(1)
  })

  test.each([
    ['storage/quota', /no room left/],
    ['storage/failed', /could not read or write its storage/],
  ] as const)('%s is told in the dialog, which keeps everything', async (reason, sentence) => {
    const add = vi.fn<Vault['add']>(async () => {
      throw new StorageError(reason, 'stub')
    })
    const { added } = await setUp({ initial: github, vault: { add } })
    await save().click()
    await expect.element(page.getByRole('alert')).toHaveTextContent(sentence)
    await expect.element(secret()).toHaveValue('JBSW Y3DP EHPK 3PXP')
    await expect.element(save()).toBeEnabled()
    expect(added).toEqual([])
  })

  test('a twin is asked about first, and added only on the answer', async () => {
    const { added } = await setUp({ initial: github, drafts: [{ ...parseOtpauthUri(github), issuer: 'Work' }] })
    const question = page.getByRole('alertdialog', { name: 'Add it again?' })
    await save().click()
    await expect.element(question).toHaveTextContent('Work (alice)')
    expect(await stage?.axeFindings()).toEqual([])
    await question.getByRole('button', { name: 'Cancel' }).click()
    await expect.element(question).not.toBeInTheDocument()
    await expect.element(issuerField()).toHaveValue('GitHub')
    expect(stage?.vault.accounts()).toHaveLength(1)
    await save().click()
    await question.getByRole('button', { name: 'Add anyway' }).click()
    await expect.poll(() => added.length).toBe(1)
    expect(stage?.vault.accounts()).toHaveLength(2)
  })
})

describe('advanced', () => {
  test('makes a counter account', async () => {
    const { added } = await setUp()
    await issuerField().fill('Bank')
    await secret().fill(key)
    await advanced().click()
    await expect.element(advanced()).toHaveAttribute('aria-expanded', 'true')
    await page.getByRole('radiogroup', { name: 'Type' }).getByRole('radio', { name: 'Counter' }).click()
    await page.getByRole('spinbutton', { name: 'Counter' }).fill('42')
    await page.getByRole('combobox', { name: 'Digits' }).selectOptions('8')
    await page.getByRole('combobox', { name: 'Algorithm' }).selectOptions('SHA-256')
    await expect.poll(code).toMatch(/^\d{4} \d{4}$/)
    await expect.element(preview()).toHaveTextContent('Counter 42')
    await save().click()
    await expect.poll(() => added.length).toBe(1)
    expect(stage?.vault.account(added[0] ?? '')).toMatchObject({
      type: 'hotp',
      counter: 42,
      digits: 8,
      algorithm: 'SHA256',
    })
  })

  test('makes a Steam account, whose other parameters are not to be chosen', async () => {
    const { added } = await setUp()
    await account().fill('alice')
    await secret().fill(key)
    await advanced().click()
    await page.getByRole('radio', { name: 'Steam' }).click()
    expect(page.getByRole('combobox').elements()).toEqual([])
    await expect.poll(code).toMatch(/^[2-9B-Y]{5}$/)
    await save().click()
    await expect.poll(() => added.length).toBe(1)
    expect(stage?.vault.account(added[0] ?? '')).toMatchObject({ type: 'steam', digits: 5, period: 30 })
  })

  test('takes any period, and says where one cannot be', async () => {
    const { added } = await setUp()
    await issuerField().fill('Slow')
    await secret().fill(key)
    await advanced().click()
    await page.getByRole('combobox', { name: 'Period' }).selectOptions('Other…')
    const seconds = page.getByRole('spinbutton', { name: 'Seconds' })
    await seconds.fill('86401')
    await advanced().click()
    await save().click()
    await expect.element(advanced()).toHaveAttribute('aria-expanded', 'true')
    await expect.element(seconds).toHaveFocus()
    await expect.element(seconds).toHaveAccessibleDescription(/1 to 86,400/)
    await seconds.fill('45')
    await save().click()
    await expect.poll(() => added.length).toBe(1)
    expect(stage?.vault.account(added[0] ?? '')).toMatchObject({ period: 45 })
  })

  test('opens by itself for a link with parameters of its own, and offers its period', async () => {
    await setUp({ initial: `${github}&period=45&digits=8` })
    await expect.element(advanced()).toHaveAttribute('aria-expanded', 'true')
    await expect.element(page.getByRole('combobox', { name: 'Period' })).toHaveDisplayValue('45 s')
    await expect.element(page.getByRole('combobox', { name: 'Digits' })).toHaveDisplayValue('8')
  })

  test('asks for the PIN where codes need one', async () => {
    const { added } = await setUp({ initial: 'motp://Wiki:alice?secret=e3152afee62599c8' })
    await expect.element(secret()).toHaveValue('e315 2afe e625 99c8')
    await save().click()
    await expect.element(page.getByRole('textbox', { name: 'PIN' })).toHaveFocus()
    await page.getByRole('textbox', { name: 'PIN' }).fill('1234')
    await expect.poll(code).toMatch(/^[0-9a-f]{3} [0-9a-f]{3}$/)
    await save().click()
    await expect.poll(() => added.length).toBe(1)
  })
})

describe('links', () => {
  test.each([
    ['Issuer', issuerField],
    ['Account name', account],
    ['Secret key', secret],
  ])('one pasted into %s fills the whole form', async (_, field) => {
    await setUp()
    await field().click()
    paste(`  ${github}&digits=8\n`)
    await expect.element(issuerField()).toHaveValue('GitHub')
    await expect.element(account()).toHaveValue('alice')
    await expect.element(secret()).toHaveValue('JBSW Y3DP EHPK 3PXP')
    await expect.poll(code).toMatch(/^\d{4} \d{4}$/)
  })

  test('one that arrives by other ways than paste fills the form, too', async () => {
    await setUp()
    await secret().fill('steam://JBSWY3DPEHPK3PXP')
    await expect.element(issuerField()).toHaveValue('Steam')
    await expect.element(secret()).toHaveValue('JBSW Y3DP EHPK 3PXP')
    await expect.poll(code).toMatch(/^[2-9B-Y]{5}$/)
  })

  test('one that is typed by hand fills the form when the field is left', async () => {
    await setUp()
    await userEvent.type(secret(), 'steam://JBSWY3DP')
    expect(alerts()).toEqual([])
    await userEvent.tab()
    await expect.element(secret()).toHaveValue('JBSW Y3DP')
    await expect.element(issuerField()).toHaveValue('Steam')
  })

  test('a key that is pasted goes its usual way, as any text that is no link', async () => {
    await setUp()
    await secret().click()
    expect(paste('JBSW Y3DP EHPK 3PXP')).toBe(true)
    expect(paste('https://example.com')).toBe(true)
    expect(paste(github)).toBe(false)
  })

  test('the Paste button reads the clipboard: a link, or a key', async () => {
    await setUp()
    const read = vi.spyOn(navigator.clipboard, 'readText').mockResolvedValue(github)
    await page.getByRole('button', { name: 'Paste', exact: true }).click()
    await expect.element(issuerField()).toHaveValue('GitHub')
    read.mockResolvedValue(' MFRG GZDF \n')
    await page.getByRole('button', { name: 'Paste', exact: true }).click()
    await expect.element(secret()).toHaveValue('MFRG GZDF')
    read.mockRejectedValue(new DOMException('no', 'NotAllowedError'))
    await page.getByRole('button', { name: 'Paste', exact: true }).click()
    await expect.element(secret()).toHaveAccessibleDescription(/did not let the app read the clipboard/)
    await expect.element(secret()).toHaveValue('MFRG GZDF')
    vi.restoreAllMocks()
  })

  test('one that cannot be read says why and changes nothing', async () => {
    await setUp()
    await issuerField().fill('Mine')
    paste('otpauth://totp/x?secret=JBSW1')
    await expect.element(page.getByRole('alert')).toHaveTextContent(/The key has a character that no key has\./)
    await expect.element(issuerField()).toHaveValue('Mine')
    await expect.element(secret()).toHaveValue('')
    paste('otpauth-migration://offline?data=CjEK')
    const found = page.getByRole('dialog', { name: '0 accounts found' })
    await expect.element(found).toHaveTextContent(/Line 1.*It is damaged, or of a kind that makes no codes\./)
    await found.getByRole('button', { name: 'Close' }).click()
    await expect.element(issuerField()).toHaveValue('Mine')
    paste(github)
    await expect.element(page.getByRole('alert')).not.toBeInTheDocument()
  })

  test('an address that came along and is none of an account’s is refused', async () => {
    await setUp({ initial: 'https://example.com' })
    await expect.element(page.getByRole('alert')).toHaveTextContent(/That is not the link of an account\./)
    await expect.element(issuerField()).toHaveValue('')
  })

  test('two issuers in a link are shown, and the person picks (fault 28)', async () => {
    const { added } = await setUp({ initial: `otpauth://totp/Contoso:bob?secret=${key}&issuer=Microsoft` })
    await expect.element(issuerField()).toHaveValue('Microsoft')
    await expect.element(page.getByText(/names two issuers, “Microsoft” and “Contoso”/)).toBeVisible()
    expect(await stage?.axeFindings()).toEqual([])
    await page.getByRole('button', { name: 'Use Contoso instead' }).click()
    await expect.element(issuerField()).toHaveValue('Contoso')
    await expect.element(page.getByRole('button', { name: 'Use Microsoft instead' })).toBeVisible()
    await save().click()
    await expect.poll(() => added.length).toBe(1)
    expect(stage?.vault.account(added[0] ?? '')?.issuer).toBe('Contoso')
  })

  test('hostile names are cleaned, shown as text and do not break the layout (fault 29)', async () => {
    const name = encodeURIComponent(`\u202eevil\u0000\u200b<img src=x onerror=alert(1)>${'w'.repeat(900)}`)
    const { added } = await setUp({ initial: `otpauth://totp/${name}?secret=${key}&issuer=%E2%80%AEA%00` })
    await expect.element(issuerField()).toHaveValue('A')
    expect((account().element() as HTMLInputElement).value).toMatch(/^evil<img src=x onerror=alert\(1\)>w{900}$/)
    await expect.element(page.getByText('Invisible characters were taken out of the names.')).toBeVisible()
    expect(preview().element().querySelector('img')).toBeNull()
    expect(preview().element().textContent).toContain('<img src=x')
    expect(dialog().element().scrollWidth).toBeLessThanOrEqual(dialog().element().clientWidth)
    await save().click()
    await expect.poll(() => added.length).toBe(1)
    expect(stage?.vault.account(added[0] ?? '')?.account).toMatch(/^evil<img/)
  })

  test('a name without end is refused with the link, and refused when typed (fault 29)', async () => {
    await setUp({ initial: `otpauth://totp/${'x'.repeat(100_000)}?secret=${key}` })
    await expect.element(page.getByRole('alert')).toHaveTextContent(/longer than any account needs|too long/)
    await account().fill('x'.repeat(1025))
    await expect.element(account()).toHaveAccessibleDescription(/over 1,024 characters/)
    await secret().fill(key)
    await save().click()
    await expect.element(account()).toHaveFocus()
    expect(stage?.vault.accounts()).toEqual([])
  })

  test('invisible characters that are typed are gone when the field is left', async () => {
    await setUp()
    await issuerField().fill('Git\u202eHub\u200b')
    await account().click()
    await expect.element(issuerField()).toHaveValue('GitHub')
  })
})

describe('leaving', () => {
  beforeEach(() => page.viewport(1280, 800))
  afterEach(() => page.viewport(390, 844))

  test.each(['Escape', 'Close', 'Cancel'])('%s closes an untouched form at once', async (way) => {
    const { closed } = await setUp()
    await expect.element(dialog()).toBeVisible()
    if (way === 'Escape') await userEvent.keyboard('{Escape}')
    else await page.getByRole('button', { name: way, exact: true }).click()
    await expect.poll(closed).toBe(1)
    await expect.element(discardQuestion()).not.toBeInTheDocument()
  })

  test.each(['Escape', 'Close', 'Cancel', 'a click outside'])(
    '%s does not take a half-typed form away',
    async (way) => {
      const { closed } = await setUp()
      await issuerField().fill('Half')
      if (way === 'Escape') await userEvent.keyboard('{Escape}')
      else if (way === 'a click outside') await userEvent.click(document.documentElement, { position: { x: 2, y: 2 } })
      else await page.getByRole('button', { name: way, exact: true }).click()
      await expect.element(discardQuestion()).toBeVisible()
      await expect.element(page.getByRole('button', { name: 'Keep editing' })).toHaveFocus()
      await userEvent.keyboard('{Escape}')
      await expect.element(discardQuestion()).not.toBeInTheDocument()
      await expect.element(issuerField()).toHaveValue('Half')
      expect(closed()).toBe(0)
    },
  )

  test('Discard gives it up for good', async () => {
    const { closed, leaveAndReturn } = await setUp()
    await issuerField().fill('Half')
    await userEvent.keyboard('{Escape}')
    await page.getByRole('button', { name: 'Discard', exact: true }).click()
    await expect.poll(closed).toBe(1)
    leaveAndReturn()
    await expect.element(issuerField()).toHaveValue('')
  })

  test('a half-typed form waits while one is elsewhere in the app', async () => {
    const { leaveAndReturn, added } = await setUp()
    await issuerField().fill('Half')
    await secret().fill('JBSW Y3')
    leaveAndReturn()
    await expect.element(issuerField()).toHaveValue('Half')
    await expect.element(secret()).toHaveValue('JBSW Y3')
    await save().click()
    await expect.poll(() => added.length).toBe(1)
    leaveAndReturn()
    await expect.element(issuerField()).toHaveValue('')
  })

  test('it does not wait behind the lock', async () => {
    const { leaveAndReturn } = await setUp()
    await issuerField().fill('Half')
    stage?.vault.lock('person')
    leaveAndReturn()
    await expect.element(issuerField()).toHaveValue('')
  })

  test('a name that was searched for begins the form and is no change of its own', async () => {
    const { closed } = await setUp({ initial: 'Stripe' })
    await expect.element(issuerField()).toHaveValue('Stripe')
    await userEvent.keyboard('{Escape}')
    await expect.poll(closed).toBe(1)
  })
})
