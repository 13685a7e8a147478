import { afterEach, describe, expect, test } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import type { Answer, NothingQuestion, Question, ReadQuestion } from '../../../../src/api/index.ts'
import type { Vault } from '../../../../src/vault/index.ts'
import { site, stageConsent, type ConsentStage } from '../../../support/consent-stage.tsx'
import { hotpDraft, manyDrafts, totpDraft } from '../../../support/drafts.ts'
import { stagePassphrase } from '../../../support/vault-stage.tsx'

let stage: ConsentStage | undefined
afterEach(async () => {
  await stage?.remove()
  stage = undefined
})

const drafts = [
  totpDraft({ issuer: 'GitHub', account: 'alice' }),
  totpDraft({ issuer: 'GitLab', account: 'alice' }),
  hotpDraft({ issuer: 'Office VPN', account: 'alice' }),
]
const button = (name: string) => page.getByRole('button', { name, exact: true })
const box = (name: string) => page.getByRole('checkbox', { name, exact: true })

async function setUp(options: Parameters<typeof stageConsent>[0] = { drafts }): Promise<ConsentStage> {
  stage = await stageConsent(options)
  return stage
}

function readQuestion(vault: Vault, members: Partial<ReadQuestion> = {}): ReadQuestion {
  const accounts = vault.accounts()
  const plain = { granted: [], remembered: undefined, canRemember: true }
  return { kind: 'read', site, method: 'codes.list', accounts, ...plain, ...members }
}

const idOf = (vault: Vault, issuer: string): string =>
  vault.accounts().find((account) => account.issuer === issuer)?.id ?? expect.fail('no such account')

describe('a site that asks to read', () => {
  test('is shown with its whole origin, as the browser spells it, and with its own name in smaller type', async () => {
    const { ask, vault, axeFindings } = await setUp()
    void ask(readQuestion(vault))
    await expect.element(page.getByRole('heading', { name: 'This site asks for sign-in codes' })).toHaveFocus()
    const origin = page
      .getByText(/^https:\/\//)
      .element()
      .closest('p')
    expect(origin?.textContent).toBe(site.origin)
    await expect.element(page.getByText('calls itself “Deploy console”')).toBeVisible()
    expect(await axeFindings()).toEqual([])
  })

  test('gets what was ticked, once or for good, and nothing is ticked beforehand', async () => {
    const { ask, vault } = await setUp()
    const once = ask(readQuestion(vault))
    await expect.element(page.getByRole('list', { name: 'Accounts to share' })).toBeVisible()
    expect(page.getByRole('checkbox', { checked: true }).elements()).toEqual([])
    await expect.element(button('Allow once')).toBeDisabled()
    await expect.element(button('Always allow')).toBeDisabled()
    await box('GitHub (alice)').click()
    await button('Allow once').click()
    expect(await once).toEqual({ answer: 'once', accountIds: [idOf(vault, 'GitHub')] })

    const always = ask(readQuestion(vault))
    await box('GitHub (alice)').click()
    await box('Office VPN (alice)').click()
    await box('GitHub (alice)').click()
    await button('Always allow').click()
    expect(await always).toEqual({ answer: 'always', accountIds: [idOf(vault, 'Office VPN')] })
  })

  test('gets a no at once, armed or not', async () => {
    const { ask, vault } = await setUp({ drafts, isArmed: false })
    const answer = ask(readQuestion(vault))
    await button('Deny').click()
    expect(await answer).toEqual({ answer: 'deny' })
  })

  test('gets no yes before the guard is armed, and the buttons say so', async () => {
    const { ask, arm, vault } = await setUp({ drafts, isArmed: false })
    let answered: Answer | undefined
    void ask(readQuestion(vault)).then((answer) => (answered = answer))
    await box('GitHub (alice)').click()
    await expect.element(button('Allow once')).toHaveAttribute('aria-disabled', 'true')
    await button('Allow once').click({ force: true })
    expect(answered).toBeUndefined()
    arm(true)
    await expect.element(button('Allow once')).not.toHaveAttribute('aria-disabled')
    await button('Allow once').click()
    await expect.poll(() => answered?.answer).toBe('once')
  })

  test('is not offered for good where the vault cannot be written', async () => {
    const { ask, vault } = await setUp()
    void ask(readQuestion(vault, { canRemember: false }))
    await expect.element(button('Allow once')).toBeVisible()
    await expect.element(button('Always allow')).not.toBeInTheDocument()
  })

  test('can be denied only where there is nothing to share', async () => {
    const { ask, vault } = await setUp({})
    void ask(readQuestion(vault))
    await expect.element(page.getByText('There is no account whose codes could be shared.')).toBeVisible()
    await expect.element(button('Allow once')).not.toBeInTheDocument()
    await expect.element(button('Deny')).toBeVisible()
  })

  test('leaves the screen with its question', async () => {
    const { ask, vault } = await setUp()
    const withdrawal = new AbortController()
    void ask(readQuestion(vault), withdrawal.signal)
    await expect.element(button('Deny')).toBeVisible()
    withdrawal.abort()
    await expect.element(button('Deny')).not.toBeInTheDocument()
  })

  test('rearms the guard with each question', async () => {
    const { ask, vault, rearmings } = await setUp()
    void ask(readQuestion(vault))
    await expect.element(button('Deny')).toBeVisible()
    const first = rearmings()
    expect(first).toBeGreaterThan(0)
    await button('Deny').click()
    void ask(readQuestion(vault))
    await expect.poll(rearmings).toBeGreaterThan(first)
  })
})

describe('many accounts', () => {
  test('are searched; what was ticked stays ticked', async () => {
    const { ask, vault } = await setUp({ drafts: manyDrafts(130) })
    const answer = ask(readQuestion(vault))
    await expect.element(page.getByText('30 more: search for them.')).toBeVisible()
    await page.getByRole('searchbox', { name: 'Search accounts' }).fill('person127')
    await box('Service 127 (person127@example.org)').click()
    await page.getByRole('searchbox', { name: 'Search accounts' }).fill('zzz')
    await expect.element(page.getByText('No account matches. What you ticked stays ticked.')).toBeVisible()
    await expect.element(page.getByText('1 ticked')).toBeVisible()
    await button('Clear search').click()
    await expect.element(page.getByRole('searchbox', { name: 'Search accounts' })).toHaveFocus()
    await button('Allow once').click()
    expect(await answer).toEqual({ answer: 'once', accountIds: [idOf(vault, 'Service 127')] })
  })
})

describe('a remembered site', () => {
  const known = (id: string) => ({
    origin: site.origin,
    accountIds: [id],
    isBlocked: false,
    createdAt: Date.UTC(2026, 4, 1),
    lastUsedAt: Date.UTC(2026, 5, 1),
    uses: 3,
  })

  test('needs one click, and shows what it is for', async () => {
    const { ask, vault, axeFindings } = await setUp()
    const id = idOf(vault, 'GitHub')
    const answer = ask(readQuestion(vault, { granted: [id], remembered: known(id) }))
    await expect.element(page.getByRole('list', { name: 'Accounts to share' })).toHaveTextContent('GitHub')
    await expect.element(page.getByText(/used 3 times/)).toBeVisible()
    expect(await axeFindings()).toEqual([])
    await expect.element(button('Continue')).not.toHaveFocus()
    await button('Continue').click()
    expect(await answer).toEqual({ answer: 'continue' })
  })

  test('can be given other accounts, the old ones ticked', async () => {
    const { ask, vault, rearmings } = await setUp()
    const id = idOf(vault, 'GitHub')
    const answer = ask(readQuestion(vault, { granted: [id], remembered: known(id) }))
    await expect.element(button('Continue')).toBeVisible()
    const before = rearmings()
    await page.getByRole('link', { name: 'Choose other accounts' }).click()
    await expect.element(box('GitHub (alice)')).toBeChecked()
    expect(rearmings()).toBeGreaterThan(before)
    await box('GitLab (alice)').click()
    await button('Always allow').click()
    const given = (await answer) as Extract<Answer, { answer: 'always' }>
    expect([...given.accountIds].sort()).toEqual([id, idOf(vault, 'GitLab')].sort())
  })
})

describe('what is asked every time', () => {
  test('is the next code of a counter, which says what it costs', async () => {
    const { ask, vault, axeFindings } = await setUp()
    const account = vault.account(idOf(vault, 'Office VPN')) ?? expect.fail('no account')
    const answer = ask({ kind: 'counter', site, method: 'codes.get', account })
    await expect.element(page.getByText(/moves the counter on/)).toBeVisible()
    await expect.element(page.getByText('Counter 0')).toBeVisible()
    expect(await axeFindings()).toEqual([])
    await button('Allow once').click()
    expect(await answer).toEqual({ answer: 'allow' })
  })

  test('is a new account, shown as text whatever it is called, with the code that it gives', async () => {
    const { ask, axeFindings } = await setUp()
    const draft = totpDraft({ issuer: '<b>Stripe</b>', account: '\u202eevil' })
    const answer = ask({ kind: 'add', site, method: 'accounts.add', draft, twins: [] })
    const preview = page.getByRole('region', { name: 'Preview' })
    await expect.element(preview).toHaveTextContent('<b>Stripe</b>')
    await expect.element(preview).toHaveTextContent(/\d{3} \d{3}/)
    expect(preview.element().querySelector('b')).toBeNull()
    expect(await axeFindings()).toEqual([])
    await button('Add account').click()
    expect(await answer).toEqual({ answer: 'allow' })
  })

  test('is an account that is there: then nothing is added, and that is said', async () => {
    const { ask, vault } = await setUp()
    const twins = vault.accounts().slice(0, 1)
    const answer = ask({ kind: 'add', site, method: 'accounts.add', draft: totpDraft(), twins })
    await expect.element(page.getByText(/Nothing is added/)).toBeVisible()
    await expect.element(button('Add account')).not.toBeInTheDocument()
    await button('Continue').click()
    expect(await answer).toEqual({ answer: 'allow' })
  })

  test('is a backup, under a strong passphrase that is typed twice', async () => {
    const { ask, axeFindings } = await setUp()
    const answer = ask({ kind: 'export', site, method: 'vault.export', accounts: 3 })
    await expect.element(page.getByText(/keys of 3 accounts/)).toBeVisible()
    await expect.element(button('Give the backup')).toBeDisabled()
    await page.getByLabelText('Backup passphrase').fill('password')
    await page.getByLabelText('Confirm passphrase').fill('password')
    await expect.element(page.getByText('Too weak.')).toBeVisible()
    await expect.element(button('Give the backup')).toBeDisabled()
    await page.getByLabelText('Backup passphrase').fill(stagePassphrase)
    await page.getByLabelText('Confirm passphrase').fill(stagePassphrase)
    await expect.element(button('Give the backup')).toBeEnabled()
    expect(await axeFindings()).toEqual([])
    await button('Give the backup').click()
    expect(await answer).toEqual({ answer: 'allow', passphrase: stagePassphrase })
    await expect.element(page.getByRole('heading', { name: 'Making the backup…' })).toBeVisible()
  })
})

describe('a question that cannot be answered with yes', () => {
  const nothing = (members: Partial<NothingQuestion>): Question => ({
    kind: 'nothing',
    because: 'no-vault',
    status: 'absent',
    site,
    method: 'codes.list',
    ...members,
  })

  test.each<[Partial<NothingQuestion>, RegExp]>([
    [{ status: 'absent' }, /no vault here yet/],
    [{ status: 'damaged' }, /vault is damaged/],
    [{ status: 'removed' }, /removed the vault/],
    [{ status: 'unavailable' }, /cannot be reached/],
    [{ status: 'too-new' }, /newer version/],
    [{ because: 'blocked', status: 'unlocked' }, /You blocked this site/],
    [{ because: 'switched-off', status: 'unlocked' }, /You let no site ask/],
  ])('says why: %o', async (members, sentence) => {
    const { ask, axeFindings } = await setUp({})
    const answer = ask(nothing(members))
    await expect.element(page.getByText(sentence)).toBeVisible()
    expect(await axeFindings()).toEqual([])
    await button('Deny').click()
    expect(await answer).toEqual({ answer: 'deny' })
  })
})

describe('a locked vault', () => {
  const unlockQuestion: Question = { kind: 'unlock', site, method: 'codes.list' }

  test('asks for the passphrase with the site in view, and names no account', async () => {
    const { ask, vault, axeFindings } = await setUp({ drafts, isLocked: true })
    void ask(unlockQuestion)
    await expect.element(page.getByRole('heading', { name: 'Unlock to answer this site' })).toBeVisible()
    await expect.element(page.getByRole('form', { name: 'Unlock' })).toBeVisible()
    await expect.element(page.getByLabelText('Passphrase', { exact: true })).toHaveFocus()
    await expect.element(page.getByText('xn--lmen-gra.example')).toBeVisible()
    expect(document.body.textContent).not.toMatch(/GitHub|alice/)
    expect(await axeFindings()).toEqual([])
    await userEvent.keyboard('wrong{Enter}')
    await expect.element(page.getByRole('alert')).toHaveTextContent(/did not open the vault/)
    await page.getByLabelText('Passphrase', { exact: true }).fill(stagePassphrase)
    await userEvent.keyboard('{Enter}')
    await expect.poll(() => vault.status().name).toBe('unlocked')
  })

  test('takes a no', async () => {
    const { ask } = await setUp({ drafts, isLocked: true })
    const answer = ask(unlockQuestion)
    await button('Deny').click()
    expect(await answer).toEqual({ answer: 'deny' })
  })
})
