import type { Page } from '@playwright/test'
import { readFile } from 'node:fs/promises'
import { addByLinks, createVault, expect, passphrase, test, unlock } from './support/test.ts'
import {
  changeHeaders,
  changeSlots,
  holdDatabase,
  readAnchor,
  readRows,
  recordIds,
  writeRows,
  type Header,
  type Row,
} from './support/stored-vault.ts'

const links = [
  'otpauth://totp/GitHub:alice?secret=JBSWY3DPEHPK3PXP&issuer=GitHub',
  'otpauth://totp/GitLab:alice?secret=M5UXI3DBMJQWY2LD&issuer=GitLab',
]
const code = (page: Page, name: string) => page.getByRole('button', { name: `Copy code for ${name} (alice)` })
const alarm = (page: Page) =>
  page.getByRole('alert').filter({ has: page.getByRole('button', { name: 'Accept this state' }) })
const tooNew = (page: Page) =>
  page.getByRole('alert').filter({ hasText: 'A newer version of this app wrote this vault.' })
const idOfNothing = 'AAAAAAAAAAAAAAAAAAAAAA'

/** A locked vault with two accounts; answers their records' ids in the order of the links. */
async function lockedVault(page: Page): Promise<readonly [string, string]> {
  await createVault(page)
  const ids: string[] = []
  for (const link of links) {
    const before = new Set(await recordIds(page))
    await addByLinks(page, [link])
    ids.push(...(await recordIds(page)).filter((id) => !before.has(id)))
  }
  await page.getByRole('button', { name: 'Lock now' }).click()
  const [first = '', second = ''] = ids
  return [first, second]
}

async function recordOf(page: Page, id: string): Promise<Row> {
  return (await readRows(page, 'records')).find((row) => row['id'] === id) ?? {}
}

const everything = async (page: Page) => [
  await readRows(page, 'headers'),
  await readRows(page, 'records'),
  await readRows(page, 'entries'),
]

/** What is shown can be used, and nothing that would write can be. */
async function expectReadOnly(page: Page): Promise<void> {
  const before = await everything(page)
  await page.getByRole('link', { name: 'Settings' }).click()
  await expect(page.getByText('This vault is open for reading only.').first()).toBeVisible()
  await expect(page.getByRole('combobox', { name: 'Lock after' })).toBeDisabled()
  await expect(page.getByRole('button', { name: 'Change passphrase' })).toBeDisabled()
  await page.getByRole('link', { name: 'All accounts' }).click()
  expect(await everything(page)).toEqual(before)
}

async function refuseToAdd(page: Page): Promise<void> {
  const before = await recordIds(page)
  await page.getByRole('button', { name: 'Add account' }).click()
  const dialog = page.getByRole('dialog', { name: 'Add account' })
  await dialog.getByRole('textbox', { name: 'Issuer' }).fill('Another')
  await dialog.getByRole('textbox', { name: 'Secret key' }).fill('KRSXG5CTMVRXEZLU')
  await dialog.getByRole('button', { name: 'Save account' }).click()
  await expect(dialog.getByRole('alert')).toContainText('Nothing was changed.')
  await expect(dialog.getByRole('textbox', { name: 'Issuer' })).toHaveValue('Another')
  await dialog.getByRole('button', { name: 'Cancel' }).click()
  await page.getByRole('button', { name: 'Discard' }).click()
  await expect(dialog).toHaveCount(0)
  expect(await recordIds(page)).toEqual(before)
}

async function accept(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Accept this state' }).click()
  const dialog = page.getByRole('dialog', { name: 'Confirm it is you' })
  await dialog.getByRole('textbox', { name: 'Passphrase' }).fill(passphrase)
  await dialog.getByRole('button', { name: 'Accept this state' }).click()
  await expect(dialog).toHaveCount(0)
}

/** What the app offers when nothing opens: everything that is stored, still sealed. */
async function saveRawData(page: Page): Promise<unknown> {
  const saving = page.waitForEvent('download')
  await page.getByRole('button', { name: 'Save raw data' }).click()
  const download = await saving
  expect(download.suggestedFilename()).toMatch(/^mfa-manager-raw-.*\.json$/)
  const raw = await readFile(await download.path(), 'utf8')
  for (const id of await recordIds(page)) expect(raw).toContain(id)
  expect(raw).not.toMatch(/GitHub|alice|JBSWY3DPEHPK3PXP/)
  const parsed: unknown = JSON.parse(raw)
  expect(parsed).toMatchObject({ format: 'mfa-manager-raw' })
  return parsed
}

test('fault 17: swapped ciphertexts are named, and everything else stays readable', async ({ page }) => {
  const [first, second] = await lockedVault(page)
  const [a, b] = [await recordOf(page, first), await recordOf(page, second)]
  await writeRows(page, 'records', {
    puts: [
      { ...a, n: b['n'], c: b['c'] },
      { ...b, n: a['n'], c: a['c'] },
    ],
  })
  await unlock(page)
  await expect(alarm(page)).toContainText('The vault was changed outside this app.')
  await expect(alarm(page)).toContainText('2 entries were altered or are older and 2 entries cannot be read.')
  await expect(page.getByText('2 entries of this vault cannot be read.')).toBeVisible()
  await expect(code(page, 'GitHub')).toHaveCount(0)
  await expectReadOnly(page)
})

test('fault 17: one flipped byte costs one account, whose bytes can be saved', async ({ page }) => {
  const [first] = await lockedVault(page)
  const row = await recordOf(page, first)
  const [head = 0, ...rest] = row['c'] as number[]
  await writeRows(page, 'records', { puts: [{ ...row, c: [head ^ 1, ...rest] }] })
  await unlock(page)
  await expect(alarm(page)).toContainText('1 entry cannot be read.')
  await expect(code(page, 'GitHub')).toHaveCount(0)
  await expect(code(page, 'GitLab')).toBeVisible()
  const saving = page.waitForEvent('download')
  await page.getByRole('button', { name: 'Save damaged entry 1' }).click()
  const saved = await readFile(await (await saving).path(), 'utf8')
  expect(saved).toContain(first)
  await refuseToAdd(page)
  await expectReadOnly(page)
})

test('fault 18: an older version of one record, put back, is reported', async ({ page }) => {
  const [first] = await lockedVault(page)
  const old = await recordOf(page, first)
  await unlock(page)
  await page.getByRole('button', { name: 'More for GitHub (alice)' }).click()
  await page.getByRole('menuitem', { name: 'Pin' }).click()
  await expect(page.getByRole('list', { name: 'Pinned' })).toContainText('GitHub')
  await page.getByRole('button', { name: 'Lock now' }).click()
  await writeRows(page, 'records', { puts: [old] })
  await unlock(page)
  await expect(alarm(page)).toContainText('1 entry was altered or is older.')
  await expect(code(page, 'GitHub')).toBeVisible()
  await expectReadOnly(page)
})

test('fault 19: a deleted record is reported as missing, with the count', async ({ page }) => {
  const [first] = await lockedVault(page)
  await writeRows(page, 'records', { removes: [first] })
  await unlock(page)
  await expect(alarm(page)).toContainText('1 entry is missing.')
  await expect(code(page, 'GitLab')).toBeVisible()
  await expectReadOnly(page)
})

test('fault 19: records added from outside are reported with the count, and show nothing', async ({ page }) => {
  const [first] = await lockedVault(page)
  const row = await recordOf(page, first)
  await writeRows(page, 'records', { puts: [{ ...row, id: idOfNothing }] })
  await unlock(page)
  await expect(alarm(page)).toContainText('1 entry was added and 1 entry cannot be read.')
  await expect(page.getByRole('button', { name: /^Copy code for/ })).toHaveCount(2)
  await expectReadOnly(page)
})

test('what was found is accepted only with the passphrase, and the vault is writable then', async ({ page }) => {
  const [first] = await lockedVault(page)
  await writeRows(page, 'records', { removes: [first] })
  await unlock(page)
  await page.getByRole('button', { name: 'Accept this state' }).click()
  const dialog = page.getByRole('dialog', { name: 'Confirm it is you' })
  await dialog.getByRole('textbox', { name: 'Passphrase' }).fill('not the one')
  await dialog.getByRole('button', { name: 'Accept this state' }).click()
  await expect(dialog.getByRole('alert')).toContainText('That is not the passphrase of this vault.')
  await dialog.getByRole('button', { name: 'Cancel' }).click()
  await expect(alarm(page)).toBeVisible()

  await accept(page)
  await expect(alarm(page)).toHaveCount(0)
  await addByLinks(page, ['otpauth://totp/Discord:alice?secret=MFRGGZDFMZTWQ2LK&issuer=Discord'])
  await page.reload()
  await unlock(page)
  await expect(code(page, 'Discord')).toBeVisible()
  await expect(code(page, 'GitLab')).toBeVisible()
  await expect(alarm(page)).toHaveCount(0)
})

test('fault 20: a slot whose parameters were weakened opens nothing', async ({ page }) => {
  await lockedVault(page)
  const before = await readRows(page, 'headers')
  await changeSlots(page, (slot) => ({ ...slot, params: String(slot['params']).replace('t=3', 't=2') }))
  await page.getByRole('textbox', { name: 'Passphrase', exact: true }).fill(passphrase)
  await page.getByRole('button', { name: 'Unlock', exact: true }).click()
  await expect(page.getByRole('alert')).toContainText('That passphrase did not open the vault.')
  await writeRows(page, 'headers', { puts: before })
  await unlock(page)
})

test('fault 20: parameters out of bounds are refused without any work', async ({ page }) => {
  await lockedVault(page)
  await page.reload()
  await page.getByRole('heading', { name: 'Your vault is locked' }).waitFor()
  await changeSlots(page, (slot) => ({ ...slot, params: String(slot['params']).replace('m=65536', 'm=4194304') }))
  let workers = 0
  page.on('worker', () => (workers += 1))
  await page.getByRole('textbox', { name: 'Passphrase', exact: true }).fill(passphrase)
  await page.getByRole('button', { name: 'Unlock', exact: true }).click()
  await expect(page.getByRole('alert')).toContainText('The vault is damaged')
  expect(workers).toBe(0)
})

test('fault 20: no weaker slot is ever written, whatever the old one says', async ({ page }) => {
  await lockedVault(page)
  await unlock(page)
  await changeSlots(page, (slot) => ({ ...slot, params: String(slot['params']).replace('m=65536 t=3', 'm=19456 t=2') }))
  await page.getByRole('link', { name: 'Settings' }).click()
  await page.getByRole('button', { name: 'Change passphrase' }).click()
  const dialog = page.getByRole('dialog', { name: 'Change passphrase' })
  await dialog.getByRole('textbox', { name: 'Current passphrase' }).fill(passphrase)
  for (const name of ['New passphrase', 'Confirm passphrase']) {
    await dialog.getByRole('textbox', { name }).fill('marble thicket amber violin harvest')
  }
  await dialog.getByRole('button', { name: 'Set passphrase' }).click()
  await expect(dialog).toHaveCount(0)
  for (const row of await readRows(page, 'headers')) {
    const slots = (row['header'] as Header).slots.map((slot) => slot['params'])
    expect(slots).toEqual([expect.stringMatching(/^argon2id v=19 m=65536 t=3 p=1 /)])
  }
})

test('fault 21: a slot of an unknown kind does not keep the passphrase from opening, and is noticed', async ({
  page,
}) => {
  await lockedVault(page)
  await changeHeaders(page, (header) => ({
    ...header,
    slots: [...header.slots, { ...header.slots[0], slotId: idOfNothing, kind: 'telepathy', params: 'x' }],
  }))
  await unlock(page)
  await expect(alarm(page)).toContainText('The vault was changed outside this app.')
  await expect(code(page, 'GitHub')).toBeVisible()
  await expectReadOnly(page)

  // Accepted, its removal is noticed in turn.
  await accept(page)
  await page.getByRole('button', { name: 'Lock now' }).click()
  await changeHeaders(page, (header) => ({ ...header, slots: header.slots.slice(0, 1) }))
  await unlock(page)
  await expect(alarm(page)).toBeVisible()
})

test('fault 22: records without a header are a damaged vault, never a first visit', async ({ page }) => {
  await lockedVault(page)
  await writeRows(page, 'headers', { removes: [0, 1] })
  await page.reload()
  await expect(page.getByRole('heading', { name: 'The vault is damaged' })).toBeVisible()
  await expect(
    page.getByText('3 encrypted records were found.').or(page.getByText('2 encrypted records were found.')),
  ).toBeVisible()
  expect(await saveRawData(page)).toMatchObject({ headers: [] })
})

test('fault 22: a header without its manifest is a damaged vault', async ({ page }) => {
  await lockedVault(page)
  await changeHeaders(page, ({ mac: _, ...header }) => header)
  await page.reload()
  await expect(page.getByRole('heading', { name: 'The vault is damaged' })).toBeVisible()
})

test('fault 22: one damaged copy of the header is no damage', async ({ page }) => {
  await lockedVault(page)
  await writeRows(page, 'headers', { puts: [{ copy: 0, header: 'torn' }] })
  await page.reload()
  await unlock(page)
  await expect(code(page, 'GitHub')).toBeVisible()
  await expect(alarm(page)).toHaveCount(0)
})

test('fault 22: a damaged vault can be erased after a question, and then only', async ({ page }) => {
  await lockedVault(page)
  await changeHeaders(page, () => ({ format: 'nothing' }))
  await page.reload()
  await page.getByRole('link', { name: 'Erase this vault' }).click()
  const question = page.getByRole('alertdialog', { name: 'Erase this vault?' })
  await question.getByRole('textbox').fill('ERASE')
  await question.getByRole('button', { name: 'Erase vault' }).click()
  await expect(page.getByRole('heading', { name: 'Create your vault' })).toBeVisible()
})

test('fault 23: an older copy of the whole database is noticed', async ({ page }) => {
  await lockedVault(page)
  const old = await everything(page)
  await unlock(page)
  await page.getByRole('button', { name: 'More for GitHub (alice)' }).click()
  await page.getByRole('menuitem', { name: 'Pin' }).click()
  await expect(page.getByRole('list', { name: 'Pinned' })).toContainText('GitHub')
  await page.getByRole('button', { name: 'Lock now' }).click()
  for (const [store, rows] of [
    ['headers', old[0]],
    ['records', old[1]],
    ['entries', old[2]],
  ] as const) {
    await writeRows(page, store, { puts: rows ?? [] })
  }
  await unlock(page)
  await expect(alarm(page)).toContainText('An older copy of the vault has been put in its place.')
  await expect(code(page, 'GitHub')).toBeVisible()
  await expectReadOnly(page)
  const anchor = await readAnchor(page)
  await accept(page)
  await expect(alarm(page)).toHaveCount(0)
  expect(Number((await readAnchor(page))?.split(':')[1])).toBeGreaterThan(Number(anchor?.split(':')[1]))
})

for (const length of [47, 49, 64]) {
  test(`fault 24: a wrapped key of ${length} bytes is refused before anything is decrypted`, async ({ page }) => {
    await lockedVault(page)
    await changeSlots(page, (slot) => ({ ...slot, wrapped: Buffer.alloc(length).toString('base64url') }))
    await page.getByRole('textbox', { name: 'Passphrase', exact: true }).fill(passphrase)
    await page.getByRole('button', { name: 'Unlock', exact: true }).click()
    await expect(page.getByRole('alert')).toContainText('The vault is damaged and could not be read.')
    await saveRawData(page)
  })
}

test('fault 25: what only a newer version may change opens for reading', async ({ page }) => {
  await lockedVault(page)
  await changeHeaders(page, (header) => ({ ...header, minWriter: 2 }))
  await unlock(page)
  await expect(tooNew(page)).toContainText('Update the app to change it.')
  await expect(code(page, 'GitHub')).toBeVisible()
  await expectReadOnly(page)
})

test('fault 25: a header of a newer format asks for an update and is left alone', async ({ page }) => {
  await lockedVault(page)
  await changeHeaders(page, (header) => ({ ...header, version: 2 }))
  const before = await everything(page)
  await page.reload()
  await expect(page.getByRole('heading', { name: 'Update the app' })).toBeVisible()
  await page.getByRole('button', { name: 'Check for updates' }).click()
  await expect(page.getByRole('status')).toContainText('There is no newer version at this address yet.')
  expect(await everything(page)).toEqual(before)
})

test('fault 25: a database of a newer layout is read as it is, and nothing is added to it', async ({
  page,
  context,
}) => {
  await lockedVault(page)
  await page.goto('about:blank')
  const newer = await context.newPage()
  await newer.goto('./healthz')
  await holdDatabase(newer, 990, ['something-new'])
  await newer.close()
  const again = await context.newPage()
  await again.goto('./')
  await unlock(again)
  await expect(tooNew(again)).toBeVisible()
  await expect(code(again, 'GitHub')).toBeVisible()
  await expectReadOnly(again)
  const [found] = await again.evaluate(() => indexedDB.databases())
  expect(found).toEqual({ name: 'mfa-manager', version: 990 })
})
