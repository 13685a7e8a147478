import { writeFile } from 'node:fs/promises'
import type { Locator, Page } from '@playwright/test'
import { chooseAction, codeButton, digitsOf } from './support/accounts.ts'
import { linkOf } from './support/account-link.ts'
import { heldInMemory, type Sought } from './support/heap.ts'
import { openImport } from './support/import-files.ts'
import { expect, openJoined, passphrase, test, untilJoined } from './support/test.ts'

const known = {
  issuer: 'Quarrybank Savings',
  name: 'merriweather.fitch',
  secret: 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ',
  note: 'behind the umbrella stand',
  tag: 'harbourside',
}
const counted = { issuer: 'Tollgate Ferries', name: 'saoirse.quill', secret: 'KRSXG5CTMVRXEZLUKRSXG5CT' }
const looked = { issuer: 'Foxglove Mutual', name: 'ottoline.brand', secret: 'MZXXQZ3MN53GK3LVOR2WC3BA' }
const typed = { note: 'half a thought of mine', secret: 'NBQWYZTBNN2HKZDFNRXW4ZLT', issuer: 'Windlass Harbour' }

/** Said by the issuer of each of many accounts; after the others in the order of the list. */
const crowd = 'Yarrowhead Isle'
const crowdLinks = Array.from({ length: 200 }, (_, n) => linkOf({ issuer: `${crowd} ${n}`, account: `purser.${n}` }))

/** As the first two come into the vault, by a file. */
const links = [
  linkOf({ issuer: known.issuer, account: known.name, secret: known.secret, note: known.note, tags: [known.tag] }),
  linkOf({ issuer: counted.issuer, account: counted.name, secret: counted.secret, type: 'hotp', counter: 7 }),
]

const secrets = [known.secret, counted.secret, looked.secret, typed.secret]
const sought: Sought = {
  texts: [known, counted, looked, typed].flatMap((each): string[] => Object.values(each)).concat(passphrase, crowd),
  bytes: [
    ...secrets.map(decodeBase32),
    ...[...secrets, known.issuer, known.note, passphrase].map((text) => Buffer.from(text)),
  ],
}

/** RFC 4648 base32, written apart from the app. */
function decodeBase32(text: string): Uint8Array {
  const bits = Array.from(text, (each) =>
    'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(each).toString(2).padStart(5, '0'),
  ).join('')
  return Uint8Array.from({ length: Math.floor(bits.length / 8) }, (_, index) =>
    Number.parseInt(bits.slice(index * 8, index * 8 + 8), 2),
  )
}

const account = (each: { readonly issuer: string; readonly name: string }): string => `${each.issuer} (${each.name})`

/** Typed, as a person does: what the test tool hands over stays in its own memory. */
async function type(field: Locator, text: string): Promise<void> {
  await field.click()
  await field.page().keyboard.type(text)
}

async function unlockByTyping(page: Page): Promise<void> {
  await type(page.getByRole('textbox', { name: 'Passphrase', exact: true }), passphrase)
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { name: 'Accounts', level: 1 }).waitFor()
}

async function confirm(page: Page): Promise<void> {
  const dialog = page.getByRole('dialog', { name: 'Confirm it is you' })
  await type(dialog.getByRole('textbox', { name: 'Passphrase' }), passphrase)
  await page.keyboard.press('Enter')
  await dialog.waitFor({ state: 'hidden' })
}

/** Takes a file from the disk: what is handed to a page by its contents stays where the tool has put it. */
async function importFile(page: Page, path: string): Promise<void> {
  await openImport(page)
  // Not by the tool's own means: it would keep the field, and so the screen round it.
  const session = await page.context().newCDPSession(page)
  const { result } = await session.send('Runtime.evaluate', {
    expression: `document.querySelector('main [type=file]')`,
  })
  await session.send('DOM.setFileInputFiles', { files: [path], objectId: result.objectId ?? '' })
  await session.detach()
  await page.getByRole('table', { name: 'Accounts to import' }).waitFor()
}

/** Pastes as a person does: what the test tool hands over stays in its own memory. */
async function paste(page: Page, text: string): Promise<void> {
  const elsewhere = await page.context().newPage()
  await elsewhere.goto('./healthz')
  await elsewhere.evaluate((copied) => navigator.clipboard.writeText(copied), text)
  await elsewhere.close()
  await page.bringToFront()
  await page.keyboard.press('Control+V')
}

/** What a person may be at when the vault locks. Each begins at the accounts. */
const moments: readonly (readonly [
  name: string,
  begin: (page: Page, path: (name: string) => string) => Promise<unknown>,
])[] = [
  [
    'many accounts that were pasted, looked through, added and scrolled through, and one of them',
    async (page) => {
      await page.getByRole('button', { name: 'Add account' }).click()
      await page.getByRole('dialog', { name: 'Add account' }).getByRole('tab').first().focus()
      await paste(page, crowdLinks.join('\n'))
      const add = page.getByRole('button', { name: `Add ${crowdLinks.length} accounts`, exact: true })
      await add.waitFor()
      await page.mouse.move(640, 400)
      await page.mouse.wheel(0, 4000)
      await add.click()
      await page.getByRole('dialog').waitFor({ state: 'hidden' })
      await page.mouse.wheel(0, 4000)
      await page
        .getByRole('button', { name: /^More for Yarrowhead Isle/ })
        .last()
        .click()
      await page.getByRole('menuitem', { name: 'Open details', exact: true }).click()
      await page.getByRole('region', { name: 'Account details' }).getByText(crowd).waitFor()
    },
  ],
  [
    'a secret that is shown, a copied code and a search',
    async (page) => {
      await type(page.getByRole('searchbox', { name: 'Search accounts' }), known.tag)
      await codeButton(page, account(known)).click()
      await page.locator('[data-state=copied]').waitFor()
      await chooseAction(page, account(known), 'Open details')
      await page.getByRole('button', { name: 'Show secret' }).click()
      await confirm(page)
      await page.getByRole('group', { name: 'Secret' }).waitFor()
    },
  ],
  [
    'a QR code, and an account that was moved to the bin and back',
    async (page) => {
      await page.getByRole('button', { name: `Next code for ${account(counted)}` }).click()
      await chooseAction(page, account(counted), 'Move to bin')
      await page.getByRole('button', { name: 'Undo' }).click()
      await chooseAction(page, account(known), 'Show QR code')
      await confirm(page)
      await page.getByRole('img', { name: /^QR code for/ }).waitFor()
    },
  ],
  [
    'a form that is half filled in',
    async (page) => {
      await chooseAction(page, account(known), 'Edit')
      await type(page.getByRole('textbox', { name: 'Note' }), typed.note)
      await type(page.getByRole('textbox', { name: 'Add tag' }), typed.issuer)
    },
  ],
  [
    'an account that is being added',
    async (page) => {
      await page.getByRole('button', { name: 'Add account' }).click()
      await type(page.getByRole('textbox', { name: 'Issuer' }), typed.issuer)
      await type(page.getByRole('textbox', { name: 'Secret key' }), typed.secret)
      await page.getByRole('region', { name: 'Preview' }).locator('[data-part=code]').waitFor()
    },
  ],
  [
    'an import that is being looked through',
    async (page, path) => {
      await importFile(page, path('looked.txt'))
      await expect(page.getByRole('table', { name: 'Accounts to import' })).toContainText(looked.issuer)
    },
  ],
  [
    'codes for another app',
    async (page) => {
      await page.evaluate(() => (location.hash = '#/export'))
      await page.getByRole('button', { name: 'QR codes for Google Authenticator' }).click()
      await confirm(page)
      await page.getByRole('img', { name: /^QR code 1 of/ }).waitFor()
    },
  ],
]

test.setTimeout(450_000)

test('fault 58: whatever a person was at, a lock leaves nothing of it in the memory of scripts', async ({
  page,
  context,
}, testInfo) => {
  const path = (name: string): string => testInfo.outputPath(name)
  await writeFile(path('accounts.txt'), links.join('\n'))
  await writeFile(path('looked.txt'), linkOf({ issuer: looked.issuer, account: looked.name, secret: looked.secret }))
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  await page.goto('./')
  for (const name of ['Passphrase', 'Confirm passphrase']) {
    await type(page.getByRole('textbox', { name, exact: true }), passphrase)
  }
  await page.getByRole('checkbox', { name: 'Make a recovery code' }).uncheck()
  await page.getByRole('button', { name: 'Create vault' }).click()
  await page.getByRole('heading', { name: 'Add your first account' }).waitFor()
  await importFile(page, path('accounts.txt'))
  await page.getByRole('button', { name: 'Import 2 accounts', exact: true }).click()
  await page.getByRole('heading', { name: '2 accounts imported', exact: true }).waitFor()
  const other = await openJoined(context)

  for (const [name, begin] of moments) {
    await page.evaluate(() => (location.hash = '#/'))
    await page.getByRole('heading', { name: 'Accounts', level: 1 }).waitFor()
    const shown = (await digitsOf(page, account(known)).textContent()) ?? ''
    await begin(page, path)
    // Held while the vault is open: the search finds what there is.
    expect(await heldInMemory(page, sought), name).toEqual(expect.arrayContaining([known.issuer, known.note]))
    // From another tab, whatever lies over this one.
    await other.getByRole('button', { name: 'Lock now' }).click()
    await page.getByRole('heading', { name: 'Your vault is locked' }).waitFor()
    for (const tab of [page, other]) {
      const codes = [shown, shown.replaceAll(/\s/g, '')]
      expect.soft(await heldInMemory(tab, { ...sought, codes }), `after ${name}`).toEqual([])
    }
    await unlockByTyping(page)
    await untilJoined(other)
  }
})
