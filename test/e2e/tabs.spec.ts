import type { Page } from '@playwright/test'
import { addByLinks, createVault, expect, openJoined, passphrase, test, unlock, untilJoined } from './support/test.ts'
import { readAnchor } from './support/stored-vault.ts'

const links = [
  'otpauth://totp/GitHub:alice?secret=JBSWY3DPEHPK3PXP&issuer=GitHub',
  'otpauth://totp/GitLab:alice?secret=M5UXI3DBMJQWY2LD&issuer=GitLab',
  'otpauth://hotp/Office%20VPN:alice?secret=N5TGM2LDMV3HA3TB&issuer=Office%20VPN&counter=0',
]

async function openEdit(page: Page, name: string): Promise<void> {
  const row = page.getByRole('listitem').filter({ hasText: name })
  await row.getByRole('button', { name: `More for ${name} (alice)` }).click()
  await page.getByRole('menuitem', { name: 'Edit' }).click()
  await page.getByRole('form', { name: 'Edit account' }).waitFor()
}

const note = (page: Page) => page.getByRole('textbox', { name: 'Note' })
const save = (page: Page) => page.getByRole('button', { name: 'Save changes' }).click()
const epoch = async (page: Page) => Number((await readAnchor(page))?.split(':')[1])

test('what one tab adds, changes or bins shows in the other', async ({ page, context }) => {
  await createVault(page)
  await addByLinks(page, links.slice(0, 1))
  const other = await openJoined(context)
  await addByLinks(page, links.slice(1, 2))
  await expect(other.getByRole('button', { name: 'Copy code for GitLab (alice)' })).toBeVisible()
  await other.getByRole('button', { name: 'More for GitHub (alice)' }).click()
  await other.getByRole('menuitem', { name: 'Pin' }).click()
  await expect(page.getByRole('list', { name: 'Pinned' })).toContainText('GitHub')
  await page.getByRole('button', { name: 'More for GitLab (alice)' }).click()
  await page.getByRole('menuitem', { name: 'Move to bin' }).click()
  await expect(other.getByRole('button', { name: 'Copy code for GitLab (alice)' })).toHaveCount(0)
})

test('fault 57: edits of different accounts in two tabs are both kept', async ({ page, context }) => {
  await createVault(page)
  await addByLinks(page, links)
  const other = await openJoined(context)
  await openEdit(page, 'GitHub')
  await openEdit(other, 'GitLab')
  await note(page).fill('from one')
  await note(other).fill('from the other')
  await Promise.all([save(page), save(other)])
  for (const tab of [page, other]) await expect(tab.getByRole('form', { name: 'Edit account' })).toHaveCount(0)
  await page.goto('about:blank')
  await other.reload()
  await unlock(other)
  for (const [name, text] of [
    ['GitHub', 'from one'],
    ['GitLab', 'from the other'],
  ] as const) {
    await openEdit(other, name)
    await expect(note(other)).toHaveValue(text)
    await other.getByRole('button', { name: 'Cancel' }).click()
    await other.getByRole('button', { name: 'Close details' }).click()
  }
})

for (const [choice, kept] of [
  ['Keep mine', 'mine'],
  ['Take theirs', 'theirs'],
] as const) {
  test(`fault 57: edits of the same account in two tabs are a conflict, solved by “${choice}”`, async ({
    page,
    context,
  }) => {
    await createVault(page)
    await addByLinks(page, links)
    const other = await openJoined(context)
    await openEdit(page, 'GitHub')
    await openEdit(other, 'GitHub')
    await note(page).fill('mine')
    await note(other).fill('theirs')
    await save(other)
    await expect(other.getByRole('form', { name: 'Edit account' })).toHaveCount(0)
    await save(page)
    const conflict = page.getByRole('alertdialog', { name: 'This account was changed in another tab' })
    await expect(conflict).toContainText('Your changes are still in the form.')
    await conflict.getByRole('button', { name: choice }).click()
    await expect(conflict).toHaveCount(0)
    if (kept === 'theirs') {
      await expect(note(page)).toHaveValue('theirs')
      await page.getByRole('button', { name: 'Cancel' }).click()
    } else {
      // Said once it is on disk; the form is out of reach, and so not found, while a dialog closes.
      await expect(page.getByRole('status').filter({ hasText: 'saved' })).toBeVisible()
    }
    await expect(page.getByRole('form', { name: 'Edit account' })).toHaveCount(0)
    await page.goto('about:blank')
    await other.reload()
    await unlock(other)
    await openEdit(other, 'GitHub')
    await expect(note(other)).toHaveValue(kept)
  })
}

test('a form that nothing was typed into follows what another tab saves', async ({ page, context }) => {
  await createVault(page)
  await addByLinks(page, links)
  const other = await openJoined(context)
  await openEdit(page, 'GitHub')
  await openEdit(other, 'GitHub')
  await note(other).fill('theirs')
  await save(other)
  await expect(note(page)).toHaveValue('theirs')
})

test('fault 57: the epoch grows with each write, whoever writes', async ({ page, context }) => {
  await createVault(page)
  await addByLinks(page, links)
  const other = await openJoined(context)
  const epochs = [await epoch(page)]
  for (const tab of [page, other, page, other]) {
    await tab.getByRole('button', { name: 'View options' }).click()
    const hide = tab.getByRole('menuitemcheckbox', { name: 'Hide codes until tapped' })
    const was = await hide.getAttribute('aria-checked')
    await hide.click()
    await expect(async () => expect(await epoch(tab)).toBeGreaterThan(epochs.at(-1) ?? 0)).toPass()
    epochs.push(await epoch(tab))
    const shown = was === 'true' ? 'Copy code for GitHub (alice)' : 'Show code for GitHub (alice)'
    for (const each of [page, other]) await expect(each.getByRole('button', { name: shown })).toBeVisible()
    await tab.keyboard.press('Escape')
  }
  expect(epochs).toEqual(epochs.toSorted((a, b) => a - b))
  expect(new Set(epochs).size).toBe(epochs.length)
})

test('fault 57: a counter is spent once, whichever tab asks', async ({ page, context }) => {
  await createVault(page)
  await addByLinks(page, links)
  const other = await openJoined(context)
  const row = (tab: Page) => tab.getByRole('listitem').filter({ hasText: 'Office VPN' })
  const seen: string[] = []
  for (const tab of [page, other, page, other]) {
    await tab.getByRole('button', { name: 'Next code for Office VPN (alice)' }).click()
    await expect(row(tab).locator('[data-part=code]')).toHaveText(/^\d{3} \d{3}$/)
    await expect(row(tab)).toContainText(`Counter ${seen.length + 1}`)
    seen.push((await row(tab).locator('[data-part=code]').textContent()) ?? '')
  }
  expect(new Set(seen).size).toBe(seen.length)
})

test('a vault made in one tab is there in another that was waiting for one', async ({ page, context }) => {
  const other = await context.newPage()
  await other.goto('./')
  await expect(other.getByRole('heading', { name: 'Create your vault' })).toBeVisible()
  await createVault(page)
  await addByLinks(page, links)
  await untilJoined(other)
})

test('unlocking one tab unlocks those that are seen, and each says so', async ({ page, context }) => {
  const hidden = await context.newPage()
  await hidden.addInitScript(() => {
    let state = 'hidden'
    Object.defineProperty(document, 'visibilityState', { get: () => state })
    addEventListener('show-page', () => {
      state = 'visible'
      document.dispatchEvent(new Event('visibilitychange'))
    })
  })
  await createVault(page)
  await addByLinks(page, links)
  const other = await openJoined(context)
  await expect(other.getByRole('status').filter({ hasText: 'Unlocked by another tab' })).toBeVisible()
  await expect(page.getByRole('status').filter({ hasText: 'Another tab was unlocked from this one' })).toBeVisible()
  await other.getByRole('button', { name: 'Lock now' }).click()
  await hidden.goto('./')
  const lockScreen = (tab: Page) => tab.getByRole('heading', { name: 'Your vault is locked' })
  for (const tab of [page, other, hidden]) await expect(lockScreen(tab)).toBeVisible()
  await unlock(page)
  await untilJoined(other)
  await expect(lockScreen(hidden)).toBeVisible()
  await hidden.evaluate(() => dispatchEvent(new Event('show-page')))
  await untilJoined(hidden)
  // Nothing that opens the vault was put anywhere on the way.
  expect(await hidden.evaluate(() => Object.keys(localStorage).toSorted())).toEqual(['mfa-manager:anchor'])
})

test('fault 58: locking one tab locks all and empties their pages', async ({ page, context }) => {
  await createVault(page)
  await addByLinks(page, links)
  const other = await openJoined(context)
  const third = await openJoined(context)
  await openEdit(third, 'GitHub')
  await note(third).fill('half a thought')
  await page.getByRole('button', { name: 'Lock now' }).click()
  await expect(page.getByText('You locked it.')).toBeVisible()
  for (const tab of [other, third]) await expect(tab.getByText('It was locked in another tab.')).toBeVisible()
  for (const tab of [page, other, third]) {
    expect(await tab.locator('html').innerHTML()).not.toMatch(/GitHub|GitLab|alice|Office|\d{3} \d{3}|half a thought/)
  }
})

test('fault 58: after a lock no tab’s memory of scripts holds secrets, names or the passphrase', async ({
  page,
  context,
  browserName,
}) => {
  expect(browserName).toBe('chromium')
  const secrets = ['Quarrybank', 'merriweather', 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ', 'Umbrella stand', 'harbour-tag']
  await page.goto('./')
  // Typed, as a person does: what the test tool hands over stays in its own memory.
  await page.getByRole('textbox', { name: 'Passphrase', exact: true }).pressSequentially(passphrase)
  await page.getByRole('textbox', { name: 'Confirm passphrase' }).pressSequentially(passphrase)
  await page.getByRole('checkbox', { name: 'Make a recovery code' }).uncheck()
  await page.getByRole('button', { name: 'Create vault' }).click()
  await page.getByRole('button', { name: 'Add account' }).click()
  await page.getByRole('textbox', { name: 'Issuer' }).pressSequentially('Quarrybank')
  await page.getByRole('textbox', { name: 'Account name' }).pressSequentially('merriweather')
  await page.getByRole('textbox', { name: 'Secret key' }).pressSequentially('GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ')
  await page.getByRole('button', { name: 'Save account' }).click()
  await page.getByRole('dialog').waitFor({ state: 'hidden' })
  await page.getByRole('button', { name: 'More for Quarrybank (merriweather)' }).click()
  await page.getByRole('menuitem', { name: 'Edit' }).click()
  await note(page).pressSequentially('Umbrella stand')
  await page.getByRole('textbox', { name: 'Add tag' }).pressSequentially('harbour-tag')
  await page.keyboard.press('Enter')
  await save(page)
  await page.getByRole('form', { name: 'Edit account' }).waitFor({ state: 'hidden' })
  const other = await openJoined(context)
  await other.getByRole('button', { name: 'Copy code for Quarrybank (merriweather)' }).waitFor()

  // Held while the vault is open: the search finds what there is.
  expect(await heapHolds(page, secrets)).toContain('Quarrybank')
  await page.getByRole('button', { name: 'Lock now' }).click()
  await expect(other.getByText('It was locked in another tab.')).toBeVisible()
  for (const tab of [page, other]) expect(await heapHolds(tab, [...secrets, passphrase])).toEqual([])
})

/** Which of the texts a page's script heap holds after a garbage collection. */
async function heapHolds(page: Page, texts: readonly string[]): Promise<readonly string[]> {
  const session = await page.context().newCDPSession(page)
  const chunks: string[] = []
  session.on('HeapProfiler.addHeapSnapshotChunk', ({ chunk }) => chunks.push(chunk))
  await session.send('HeapProfiler.collectGarbage')
  await session.send('HeapProfiler.takeHeapSnapshot', { reportProgress: false })
  await session.detach()
  const snapshot = chunks.join('')
  return texts.filter((text) => snapshot.includes(text))
}
