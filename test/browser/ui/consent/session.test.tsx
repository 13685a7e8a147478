import { afterEach, describe, expect, test } from 'vitest'
import { page } from 'vitest/browser'
import type { ConnectionState } from '../../../../src/api/index.ts'
import { quietSession, requestOf, site, stageConsent, type ConsentStage } from '../../../support/consent-stage.tsx'
import { totpDraft } from '../../../support/drafts.ts'
import { stagePassphrase } from '../../../support/vault-stage.tsx'

let stage: ConsentStage | undefined
afterEach(async () => {
  await stage?.remove()
  stage = undefined
})

async function setUp(options: Parameters<typeof stageConsent>[0] = {}): Promise<ConsentStage> {
  stage = await stageConsent({ drafts: [totpDraft({ issuer: 'GitHub', account: 'alice' })], ...options })
  return stage
}

const button = (name: string) => page.getByRole('button', { name, exact: true })
const heading = (name: string) => page.getByRole('heading', { name, level: 1 })

describe('between questions', () => {
  test('a site that asked for nothing can read nothing, and can be stopped', async () => {
    const { stops, axeFindings } = await setUp()
    await expect.element(heading('Connected to this site')).toHaveFocus()
    expect(await axeFindings()).toEqual([])
    await button('Stop').click()
    expect(stops()).toBe(1)
  })

  test('the window says what was read, newest first, and whether it still reads', async () => {
    const { vault, becomeOpen, axeFindings } = await setUp()
    const accounts = vault.accounts()
    const ids = accounts.map(({ id }) => id)
    const requests = [requestOf('codes.list', 'ok', ids), requestOf('vault.export', 'denied')]
    becomeOpen({ isGranted: true, accounts, requests })
    await expect.element(heading('This site may read your codes')).toBeVisible()
    await expect.element(page.getByRole('list', { name: 'Accounts it may use' })).toHaveTextContent('GitHub')
    const log = page.getByRole('list', { name: 'What it asked for' })
    await expect.element(log).toHaveTextContent(/A backupnot given.*Codes of 1 accountgiven/)
    expect(await axeFindings()).toEqual([])
    becomeOpen({ isGranted: true, accounts, requests, subscriptions: 1 })
    await expect.element(heading('This site is reading your codes')).toBeVisible()
    await expect.element(button('Stop')).toBeVisible()
  })

  test('the window is covered while it is put away', async () => {
    await setUp()
    await expect.element(heading('Connected to this site')).toBeVisible()
    const cover = () => document.querySelector('main + [aria-hidden=true] > svg')
    expect(cover()).toBeNull()
    window.dispatchEvent(new PageTransitionEvent('pagehide', { persisted: true }))
    expect(cover()).not.toBeNull()
    window.dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }))
    expect(cover()).toBeNull()
  })

  test('a vault that is locked shuts the site out until it is unlocked, and shows no account', async () => {
    const { vault, becomeOpen, stops, axeFindings } = await setUp()
    becomeOpen({ isGranted: true, accounts: vault.accounts() })
    await expect.element(page.getByText('GitHub')).toBeVisible()
    vault.lock('person')
    becomeOpen({ isGranted: true, isLocked: true })
    await expect.element(heading('Unlock to answer this site')).toBeVisible()
    expect(document.body.textContent).not.toContain('GitHub')
    expect(await axeFindings()).toEqual([])
    await page.getByLabelText('Passphrase', { exact: true }).fill(stagePassphrase)
    await button('Unlock').click()
    await expect.poll(() => vault.status().name).toBe('unlocked')
    becomeOpen({ isGranted: true, accounts: vault.accounts() })
    await expect.element(heading('This site may read your codes')).toBeVisible()
    expect(stops()).toBe(0)
  })

  test('a site that was denied can be kept from asking again', async () => {
    const { vault, becomeOpen } = await setUp()
    await vault.putSite({
      origin: site.origin,
      accountIds: ['x'],
      isBlocked: false,
      createdAt: 7,
      lastUsedAt: 8,
      uses: 9,
    })
    becomeOpen({ requests: [requestOf('codes.list', 'denied')] })
    await expect.element(heading('The site got nothing')).toBeVisible()
    await button('Let it ask no more').click()
    await expect.element(page.getByText(/^Blocked\./)).toBeVisible()
    const blocked = { origin: site.origin, accountIds: [], isBlocked: true, createdAt: 7, lastUsedAt: 8, uses: 9 }
    expect(vault.sites()).toEqual([blocked])
    becomeOpen({ requests: [requestOf('codes.list', 'denied'), requestOf('codes.list', 'denied')] })
    await expect.element(page.getByText(/cannot ask again in this window/)).toBeVisible()
  })

  test('a second click on the no blocks nothing: that button has to be looked at first', async () => {
    const { vault, becomeOpen, arm } = await setUp({ isArmed: false })
    becomeOpen({ requests: [requestOf('codes.list', 'denied')] })
    await button('Let it ask no more').click({ force: true })
    expect(vault.sites()).toEqual([])
    arm(true)
    await button('Let it ask no more').click()
    await expect.poll(() => vault.sites().map(({ isBlocked }) => isBlocked)).toEqual([true])
  })

  test('nothing is blocked where the vault is locked', async () => {
    const { becomeOpen } = await setUp({ isLocked: true })
    becomeOpen({ isLocked: true, requests: [requestOf('codes.list', 'denied')] })
    await expect.element(heading('The site got nothing')).toBeVisible()
    await expect.element(button('Let it ask no more')).not.toBeInTheDocument()
  })
})

describe('the vault in the popup', () => {
  test('has its accent, and none once it is locked', async () => {
    const { vault } = await setUp()
    await expect.poll(() => document.documentElement.dataset['accent']).toBe('pine')
    await vault.changeSettings({ accent: 'plum' })
    await expect.poll(() => document.documentElement.dataset['accent']).toBe('plum')
    vault.lock('person')
    await expect.poll(() => document.documentElement.dataset['accent']).toBeUndefined()
  })

  test('locks by itself when nobody does anything, and says so first', async () => {
    const { vault, clock } = await setUp()
    await expect.poll(() => document.documentElement.dataset['accent']).toBe('pine')
    clock.advance(45_000)
    await vault.changeSettings({ lockAfterMs: 60_000 })
    await expect.element(page.getByText(/^Locking in 15/)).toBeVisible()
    clock.advance(60_000)
    window.dispatchEvent(new Event('focus'))
    await expect.poll(() => vault.status()).toEqual({ name: 'locked', reason: 'idle' })
    await expect.element(page.getByText('Locked', { exact: true })).toBeVisible()
  })
})

describe('before and after a conversation', () => {
  test.each<[ConnectionState, string, RegExp]>([
    [{ phase: 'no-opener' }, 'This page answers other sites', /A site that you use opens it/],
    [{ phase: 'waiting' }, 'Waiting for the site', /has not said who it is/],
    [{ phase: 'silent' }, 'The site did not answer', /Nothing was shared/],
    [{ phase: 'failed' }, 'This window did not load', /Nothing was shared/],
    [
      { phase: 'refused', origin: 'null', reason: 'opaque-origin' },
      'This page gets no codes',
      /no address of its own.*Nothing was shared/,
    ],
    [{ phase: 'refused', origin: 'http://a.example', reason: 'insecure-origin' }, 'This page gets no codes', /https/],
    [{ phase: 'refused', origin: 'https://a.example', reason: 'busy' }, 'This page gets no codes', /Another window/],
    [{ phase: 'ended', site, reason: 'revoked', session: quietSession }, 'The conversation is over', /taken back/],
    [{ phase: 'ended', site, reason: 'navigated', session: quietSession }, 'The conversation is over', /another site/],
    [{ phase: 'ended', site, reason: 'closed', session: quietSession }, 'The conversation is over', /gets nothing/],
  ])('the window says where it stands: %o', async (state, title, sentence) => {
    const { become, axeFindings } = await setUp()
    become(state)
    await expect.element(heading(title)).toBeVisible()
    await expect.element(page.getByText(sentence)).toBeVisible()
    expect(await axeFindings()).toEqual([])
  })

  test('a window that nobody needs any more can be closed', async () => {
    const { become, closings } = await setUp()
    become({ phase: 'ended', site, reason: 'navigated', session: quietSession })
    await button('Close window').click()
    expect(closings()).toBe(1)
  })

  test('a question goes with the conversation', async () => {
    const { ask, become } = await setUp()
    void ask({ kind: 'unlock', site, method: 'codes.list' })
    await expect.element(button('Deny')).toBeVisible()
    become({ phase: 'ended', site, reason: 'navigated', session: quietSession })
    await expect.element(button('Deny')).not.toBeInTheDocument()
  })
})
