import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { page } from 'vitest/browser'
import { StorageError } from '../../../src/storage/index.ts'
import type { ConnectedSite, LoggedRequest, Vault } from '../../../src/vault/index.ts'
import { hotpDraft, totpDraft } from '../../support/drafts.ts'
import { catchDownloads } from '../../support/export-stage.tsx'
import { stageSettings, type SettingsStage } from '../../support/settings-stage.tsx'

/** When the stage's clock stands still. */
const now = Date.UTC(2026, 10, 22, 10)
const dayMs = 24 * 60 * 60_000
const admin = 'https://admin.lumen.example'
const deploy = 'https://deploy.lumen.example:8443'

let stage: SettingsStage | undefined

beforeEach(async () => {
  await page.viewport(1280, 800)
})

afterEach(async () => {
  stage?.strike()
  await stage?.remove()
  stage = undefined
})

function siteOf(members: Partial<ConnectedSite> = {}): ConnectedSite {
  return { origin: admin, accountIds: [], isBlocked: false, createdAt: now, lastUsedAt: 0, uses: 0, ...members }
}

function requestOf(members: Partial<LoggedRequest> = {}): LoggedRequest {
  return { at: now, origin: admin, method: 'codes.list', accountIds: [], outcome: 'ok', ...members }
}

interface Prepared {
  readonly vault: Vault
  /** GitHub, Hetzner, Stripe, Old Bank. */
  readonly ids: readonly string[]
}

async function setUp(
  prepare: (prepared: Prepared) => Promise<unknown> = () => Promise.resolve(),
  replaced: Partial<Vault> = {},
): Promise<SettingsStage & Prepared> {
  stage = await stageSettings({ section: 'sites', vault: replaced })
  const { vault } = stage
  const ids = await vault.add([
    totpDraft({ issuer: 'GitHub', account: 'alice' }),
    totpDraft({ issuer: 'Hetzner', account: 'K0482913' }),
    totpDraft({ issuer: 'Stripe', account: '' }),
    hotpDraft({ issuer: 'Old Bank', account: '' }),
  ])
  await prepare({ vault, ids })
  return { ...stage, ids }
}

const button = (name: string) => page.getByRole('button', { name, exact: true })
const group = (name: string) => page.getByRole('group', { name, exact: true })

describe('no site yet', () => {
  test('says how one comes here, and that nothing has been asked', async () => {
    const { axeFindings } = await setUp()
    await expect.element(group('Allowed')).toHaveTextContent(/No site yet.*opens this app in a small window/)
    await expect.element(group('Blocked')).not.toBeInTheDocument()
    await expect.element(group('Others that asked')).not.toBeInTheDocument()
    await expect.element(group('Log')).toHaveTextContent('No site has asked yet.')
    await expect.element(button('Clear log')).not.toBeInTheDocument()
    expect(await axeFindings()).toEqual([])
  })
})

describe('an allowed site', () => {
  test('stands with its accounts, its first and last use, and how often; the one that was used last comes first', async () => {
    await setUp(async ({ vault, ids }) => {
      const [github = '', hetzner = ''] = ids
      const old = { createdAt: now - 20 * dayMs, lastUsedAt: now - 10 * dayMs, uses: 1 }
      await vault.putSite(siteOf({ origin: deploy, accountIds: [hetzner], ...old }))
      await vault.putSite(
        siteOf({ accountIds: [github, hetzner], createdAt: now - 9 * dayMs, lastUsedAt: now, uses: 6 }),
      )
    })
    await expect.element(group('Allowed')).toHaveTextContent(/admin\.lumen\.example.*deploy\.lumen\.example:8443/)
    await expect
      .element(group('Allowed'))
      .toHaveTextContent(/GitHub \(alice\),? and Hetzner \(K0482913\)Used today, 6 times since .*13/)
    await expect.element(group('Allowed')).toHaveTextContent(/Hetzner \(K0482913\)Used once, .*12.*; allowed .*2/)
  })

  test('of which no account is left says so', async () => {
    await setUp(async ({ vault, ids }) => {
      await vault.putSite(siteOf({ accountIds: ids.slice(0, 1) }))
      await vault.moveToBin(ids.slice(0, 1))
    })
    await expect.element(group('Allowed')).toHaveTextContent(/None of its accounts is in your vault\./)
    await expect.element(group('Allowed')).toHaveTextContent(/Allowed today, not used yet/)
  })

  test('is removed at once, and comes back with Undo', async () => {
    const { vault } = await setUp(({ vault, ids }) => vault.putSite(siteOf({ accountIds: ids, uses: 3 })))
    await button(`Remove ${admin}`).click()
    await expect.element(page.getByRole('status')).toHaveTextContent(`Removed ${admin}. It has to ask again.`)
    await expect.element(group('Allowed')).toHaveTextContent(/No site yet/)
    expect(vault.sites()).toEqual([])
    await button('Undo').click()
    await expect.element(button(`Remove ${admin}`)).toBeVisible()
    expect(vault.sites()).toMatchObject([{ origin: admin, uses: 3 }])
  })

  test('is blocked, without its accounts, and unblocked', async () => {
    const { vault } = await setUp(({ vault, ids }) => vault.putSite(siteOf({ accountIds: ids })))
    await button(`Block ${admin}`).click()
    await expect.element(group('Blocked')).toHaveTextContent(/admin\.lumen\.exampleBlocked today/)
    expect(vault.sites()).toMatchObject([{ origin: admin, isBlocked: true, accountIds: [] }])
    await button(`Unblock ${admin}`).click()
    await expect.element(group('Blocked')).not.toBeInTheDocument()
    await expect.element(group('Allowed')).toHaveTextContent(/No site yet/)
    expect(vault.sites()).toEqual([])
  })

  test('appears, changes and goes while the section is open', async () => {
    const { vault, ids } = await setUp()
    await vault.putSite(siteOf({ accountIds: ids.slice(0, 1) }))
    await expect.element(group('Allowed')).toHaveTextContent(/GitHub \(alice\)/)
    await vault.recordSiteUse(admin, 2)
    await expect.element(group('Allowed')).toHaveTextContent(/, 2 times/)
    await vault.removeSite(admin)
    await expect.element(group('Allowed')).toHaveTextContent(/No site yet/)
  })

  test('stays where the vault cannot write, and the reason is told', async () => {
    const removeSite = () => Promise.reject(new StorageError('storage/quota', 'full'))
    await setUp(({ vault, ids }) => vault.putSite(siteOf({ accountIds: ids })), { removeSite })
    await button(`Remove ${admin}`).click()
    await expect.element(page.getByRole('status')).toHaveTextContent(/storage|space|room/i)
    await expect.element(button(`Remove ${admin}`)).toBeVisible()
  })
})

describe('the accounts of a site', () => {
  const dialog = () => page.getByRole('dialog', { name: 'Accounts for this site' })
  const box = (name: string) => dialog().getByRole('checkbox', { name, exact: true })

  async function openDialog(drop: readonly string[] = []) {
    const made = await setUp(async ({ vault, ids }) => {
      await vault.putSite(siteOf({ accountIds: [ids[0] ?? '', ids[1] ?? ''], uses: 4 }))
      await vault.moveToBin(drop.map((place) => ids[Number(place)] ?? ''))
    })
    await button(`Change accounts for ${admin}`).click()
    await expect.element(dialog()).toBeVisible()
    return made
  }

  test('are ticked, found among many, changed and kept, and changed back with Undo', async () => {
    const { vault, ids, axeFindings } = await openDialog()
    await expect.element(dialog()).toHaveTextContent(/admin\.lumen\.example may ask for the codes/)
    await expect.element(box('GitHub (alice)')).toBeChecked()
    await expect.element(box('Stripe')).not.toBeChecked()
    await expect.element(dialog()).toHaveTextContent('2 accounts ticked')
    expect(await axeFindings()).toEqual([])
    await dialog().getByLabelText('Search accounts').fill('str')
    await expect.element(box('GitHub (alice)')).not.toBeInTheDocument()
    await box('Stripe').click()
    await dialog().getByRole('button', { name: 'Clear search' }).click()
    await box('GitHub (alice)').click()
    await dialog().getByRole('button', { name: 'Save accounts' }).click()
    await expect.poll(() => vault.sites()).toMatchObject([{ accountIds: [ids[1], ids[2]], uses: 4 }])
    await button('Undo').click()
    await expect.poll(() => vault.sites()).toMatchObject([{ accountIds: [ids[0], ids[1]], uses: 4 }])
  })

  test('cannot be none, for which there is Remove', async () => {
    await openDialog()
    await box('GitHub (alice)').click()
    await box('Hetzner (K0482913)').click()
    await expect.element(dialog()).toHaveTextContent('With none ticked, remove the site instead.')
    await expect.element(dialog().getByRole('button', { name: 'Save accounts' })).toBeDisabled()
  })

  test('are no more than those on the list: one in the bin goes', async () => {
    const { vault, ids } = await openDialog(['0'])
    await expect.element(dialog()).toHaveTextContent('1 account ticked')
    await dialog().getByRole('button', { name: 'Save accounts' }).click()
    await expect.poll(() => vault.sites()).toMatchObject([{ accountIds: [ids[1]] }])
  })

  test('go from the screen when the site is removed elsewhere, and do not bring it back', async () => {
    const { vault } = await openDialog()
    await vault.removeSite(admin)
    await expect.element(dialog()).not.toBeInTheDocument()
    expect(vault.sites()).toEqual([])
  })
})

describe('a site that asked and was not allowed', () => {
  test('is listed with how often, and can be blocked', async () => {
    const { vault } = await setUp(({ vault }) =>
      vault.logRequests([
        requestOf({ origin: deploy, outcome: 'denied', at: now - 5 * dayMs }),
        requestOf({ origin: deploy, outcome: 'denied' }),
      ]),
    )
    await expect.element(group('Others that asked')).toHaveTextContent(/deploy.*Asked 2 times, last today/)
    await button(`Block ${deploy}`).click()
    await expect.element(group('Others that asked')).not.toBeInTheDocument()
    await expect.element(group('Blocked')).toHaveTextContent(/deploy.*Asked 2 times, last today/)
    await button('Undo').click()
    await expect.element(group('Others that asked')).toBeVisible()
    expect(vault.sites()).toEqual([])
  })
})

describe('asking as such', () => {
  test('can be switched off, which the list of sites says', async () => {
    const { vault } = await setUp()
    await page.getByRole('switch', { name: 'Let sites ask for codes' }).click()
    await expect.poll(() => vault.settings().letSitesAsk).toBe(false)
    await expect.element(page.getByText('Sites cannot ask now')).toBeVisible()
    await page.getByRole('switch', { name: 'Let sites ask for codes' }).click()
    await expect.element(page.getByText('Sites cannot ask now')).not.toBeInTheDocument()
  })
})

describe('the log', () => {
  const rows = () => page.getByRole('list', { name: 'Requests, newest first' }).getByRole('listitem')
  const preview = () => page.getByRole('region', { name: 'What the file says' })

  test('names time, site, what was asked, accounts and outcome, newest first', async () => {
    await setUp(({ vault, ids }) =>
      vault.logRequests([
        requestOf({ at: now - 3 * dayMs, accountIds: [ids[0] ?? '', 'gone'] }),
        requestOf({ origin: deploy, method: 'vault.export', outcome: 'denied' }),
        requestOf({ method: 'codes.future', outcome: 'later' }),
      ]),
    )
    await expect.element(rows().nth(0)).toHaveTextContent(/codes\.futurelater/)
    await expect.element(rows().nth(1)).toHaveTextContent(/Asked for a backupDenied.*:8443Today at/)
    await expect.element(rows().nth(2)).toHaveTextContent(/Asked for codesAnswered.*19.*GitHub \(alice\).*1 deleted/)
  })

  test('of hundreds shows a few, and more when asked', async () => {
    await setUp(({ vault }) =>
      vault.logRequests(Array.from({ length: 75 }, (_, index) => requestOf({ at: now - index * 1000 }))),
    )
    await expect.element(group('Log')).toHaveTextContent('75 requests. The last 500 are kept, encrypted.')
    expect(rows().elements()).toHaveLength(10)
    await button('Show 50 older').click()
    expect(rows().elements()).toHaveLength(60)
    await button('Show 15 older').click()
    expect(rows().elements()).toHaveLength(75)
    await expect.element(page.getByRole('button', { name: /older/ })).not.toBeInTheDocument()
  })

  test('is cleared after a question', async () => {
    const { vault } = await setUp(({ vault }) => vault.logRequests([requestOf(), requestOf()]))
    await button('Clear log').click()
    const question = page.getByRole('alertdialog', { name: 'Clear 2 requests?' })
    await question.getByRole('button', { name: 'Cancel' }).click()
    expect(vault.requests()).toHaveLength(2)
    await button('Clear log').click()
    await question.getByRole('button', { name: 'Clear log' }).click()
    await expect.element(group('Log')).toHaveTextContent('No site has asked yet.')
    expect(vault.requests()).toEqual([])
  })

  test('is saved as a file, after what goes into it has been shown', async () => {
    const { axeFindings } = await setUp(({ vault, ids }) =>
      vault.logRequests(
        Array.from({ length: 6 }, (_, index) => requestOf({ at: now + index, accountIds: ids.slice(0, 1) })),
      ),
    )
    const downloads = catchDownloads()
    await button('Save as file').click()
    await expect.element(preview()).toHaveTextContent(/"origin": "https:\/\/admin\.lumen\.example"/)
    await expect.element(page.getByRole('dialog')).toHaveTextContent('The newest 5 of 6. The file has all of them.')
    await expect.element(page.getByRole('dialog')).toHaveTextContent(/The file is not encrypted/)
    expect(await axeFindings()).toEqual([])
    await button('Save file').click()
    downloads.stop()
    const [[name, content] = ['', '']] = await downloads.saved()
    expect(name).toMatch(/^mfa-manager-requests-2026-11-2\d\.json$/)
    expect(JSON.parse(content)).toHaveLength(6)
    expect(JSON.parse(content)).toContainEqual({
      at: '2026-11-22T10:00:00.000Z',
      origin: admin,
      method: 'codes.list',
      accounts: ['GitHub (alice)'],
      outcome: 'ok',
    })
  })
})

describe('a vault that is open for reading only', () => {
  test('shows everything and changes nothing', async () => {
    const made = await setUp(({ vault, ids }) => vault.putSite(siteOf({ accountIds: ids })))
    await made.vault.logRequests([requestOf()])
    made.setStatus({
      name: 'unlocked',
      integrity: {
        sound: true,
        readOnlyBecause: 'too-new',
        missing: [],
        extra: [],
        altered: [],
        unreadable: [],
        olderThanAnchor: false,
      },
    })
    await expect.element(button(`Remove ${admin}`)).toBeDisabled()
    await expect.element(page.getByRole('switch', { name: 'Let sites ask for codes' })).toBeDisabled()
    await expect.element(button('Clear log')).toBeDisabled()
    await expect.element(button('Save as file')).toBeEnabled()
  })
})

describe('axe finds nothing, and nothing sticks out', () => {
  test.each([
    [1280, 'light'],
    [1280, 'dark'],
    [390, 'light'],
    [390, 'dark'],
    [320, 'light'],
  ] as const)('%i px wide, %s', async (width, theme) => {
    await page.viewport(width, 844)
    document.documentElement.dataset['theme'] = theme
    const { axeFindings } = await setUp(async ({ vault, ids }) => {
      await vault.putSite(siteOf({ accountIds: ids, uses: 3, lastUsedAt: now }))
      await vault.putSite(siteOf({ origin: `https://${'long-name.'.repeat(8)}example:8443`, accountIds: ids }))
      await vault.putSite(siteOf({ origin: 'https://free-codes.example', isBlocked: true }))
      await vault.logRequests([
        requestOf({ accountIds: ids }),
        requestOf({ origin: 'https://asked.example', outcome: 'denied' }),
      ])
    })
    await expect.element(group('Blocked')).toBeVisible()
    const main = document.getElementById('main')
    expect(main?.scrollWidth).toBeLessThanOrEqual(main?.clientWidth ?? 0)
    expect(await axeFindings()).toEqual([])
    delete document.documentElement.dataset['theme']
  })
})
