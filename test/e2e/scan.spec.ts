import type { Page } from '@playwright/test'
import { toBuffer } from 'qrcode'
import { migrationAccount, migrationLink, migrationPayload } from '../support/migration-links.ts'
import { shownNames } from './support/accounts.ts'
import { cameraArguments, showToCamera } from './support/camera-clip.ts'
import { createVault, expect, test, unlock } from './support/test.ts'

test.use({
  launchOptions: {
    executablePath: process.env['MFA_BROWSER'] ?? '/usr/bin/chromium',
    args: [
      ...cameraArguments,
      // Instead of the browser's own question, which window to share.
      '--auto-select-tab-capture-source-by-title=Sheet of codes',
      ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
    ],
  },
})

const github = 'otpauth://totp/GitHub:alice?secret=JBSWY3DPEHPK3PXP&issuer=GitHub'
const discord = 'otpauth://totp/Discord:al?secret=MFRGGZDFMZTWQ2LK&issuer=Discord'
const batch = [0, 1].map((index) =>
  migrationLink(migrationPayload([migrationAccount(`part ${index + 1}`, 'Google')], { size: 2, index, id: 7 })),
)

const tab = (page: Page, name: string) => page.getByRole('tab', { name, exact: true })
const field = (page: Page, name: string) => page.getByRole('textbox', { name, exact: true })
const looking = (page: Page) => page.getByText('Point at the QR code.')

async function openAdd(page: Page): Promise<void> {
  await createVault(page)
  await page.getByRole('button', { name: 'Add account' }).click()
}

/** Keeps every track that the page is given where the test can look at it. */
async function watchTracks(page: Page): Promise<() => Promise<readonly string[]>> {
  await page.addInitScript(() => {
    const tracks: MediaStreamTrack[] = []
    Object.assign(globalThis, { tracks })
    for (const name of ['getUserMedia', 'getDisplayMedia'] as const) {
      const ask = navigator.mediaDevices[name].bind(navigator.mediaDevices)
      navigator.mediaDevices[name] = async (constraints?: MediaStreamConstraints) => {
        const stream = await ask(constraints)
        tracks.push(...stream.getTracks())
        return stream
      }
    }
  })
  return () =>
    page.evaluate(() =>
      (globalThis as unknown as { tracks: MediaStreamTrack[] }).tracks.map(({ readyState }) => readyState),
    )
}

test('a code before the camera fills in the form, which is saved by hand', async ({ page, context }) => {
  await context.grantPermissions(['camera'])
  showToCamera(github)
  const tracks = await watchTracks(page)
  await openAdd(page)

  await expect(field(page, 'Issuer')).toHaveValue('GitHub')
  await expect(tab(page, 'By hand')).toHaveAttribute('aria-selected', 'true')
  await expect(page.getByRole('region', { name: 'Preview' }).locator('[data-part=code]')).toHaveText(/^\d{3} \d{3}$/)
  expect(await tracks()).toEqual(['ended'])
  await page.getByRole('button', { name: 'Save account' }).click()
  await expect.poll(() => shownNames(page)).toEqual(['GitHub (alice)'])
})

test('both codes of a transfer are read in one go, while they change before the camera', async ({ page, context }) => {
  await context.grantPermissions(['camera'])
  showToCamera(...batch)
  await openAdd(page)
  await expect(page.getByRole('dialog', { name: '2 accounts found' })).toBeVisible()
  await expect(page.getByRole('button', { name: 'Scan the next one' })).toHaveCount(0)
})

test('a camera that may not be used is told, and pictures are chosen instead', async ({ page, context }) => {
  // What is granted here is all that is: every other question is answered with no.
  await context.grantPermissions(['clipboard-read'])
  await openAdd(page)
  await expect(page.getByRole('alert')).toContainText('This browser does not let the app use the camera.')

  const chooser = page.waitForEvent('filechooser')
  await page.getByRole('button', { name: 'Choose image' }).click()
  const picture = async (name: string, text: string) => ({
    name,
    mimeType: 'image/png',
    buffer: await toBuffer(text, { scale: 6 }),
  })
  await (
    await chooser
  ).setFiles([
    await picture('net.png', 'WIFI:S:net;T:WPA;P:password;;'),
    await picture('github.png', github),
    await picture('discord.png', discord),
    { name: 'broken.png', mimeType: 'image/png', buffer: (await toBuffer(github)).subarray(0, 60) },
  ])
  const found = page.getByRole('dialog', { name: '2 accounts found' })
  await expect(found).toContainText('Another code holds the access to a Wi-Fi network, no account.')
  await expect(found).toContainText('“broken.png” was not read.')
  await found.getByRole('button', { name: 'Add 2 accounts' }).click()
  await expect.poll(() => shownNames(page)).toEqual(['Discord (al)', 'GitHub (alice)'])
})

test('a picture is pasted, by keys and by button', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  await openAdd(page)
  await tab(page, 'Image').click()
  await page.evaluate(
    async (encoded) => {
      const bytes = Uint8Array.from(atob(encoded), (letter) => letter.charCodeAt(0))
      const item = new ClipboardItem({ 'image/png': new Blob([bytes], { type: 'image/png' }) })
      await navigator.clipboard.write([item])
    },
    (await toBuffer(github, { scale: 6 })).toString('base64'),
  )
  await page.getByRole('button', { name: 'Paste', exact: true }).click()
  await expect(field(page, 'Issuer')).toHaveValue('GitHub')

  await page.getByRole('button', { name: 'Cancel' }).click()
  await page.getByRole('button', { name: 'Discard' }).click()
  await page.getByRole('button', { name: 'Add account' }).first().click()
  await page.keyboard.press('Control+v')
  await expect(field(page, 'Issuer')).toHaveValue('GitHub')
})

test('fault 36: locking ends the camera at once; after the unlock it starts again', async ({ page, context }) => {
  await context.grantPermissions(['camera'])
  showToCamera()
  const tracks = await watchTracks(page)
  await openAdd(page)
  // A slow system may not have told by then that there is a camera.
  await tab(page, 'Scan').click()
  await expect(looking(page)).toBeVisible()
  expect(await tracks()).toEqual(['live'])

  await page.keyboard.press('Control+Shift+L')
  await expect(page.getByRole('heading', { name: 'Your vault is locked' })).toBeVisible()
  expect(await tracks()).toEqual(['ended'])
  await unlock(page)
  await page.getByRole('button', { name: 'Add account' }).first().click()
  await expect(looking(page)).toBeVisible()
  await tab(page, 'Image').click()
  await expect.poll(tracks).toEqual(['ended', 'ended'])
})

test('the code in another tab is read from one picture of it', async ({ page, context }) => {
  const tracks = await watchTracks(page)
  await openAdd(page)
  const sheet = await context.newPage()
  const code = (await toBuffer(github, { scale: 8 })).toString('base64')
  await sheet.setContent(`<title>Sheet of codes</title><img src="data:image/png;base64,${code}">`)
  await page.bringToFront()
  await tab(page, 'Screen').click()
  await page.getByRole('button', { name: 'Capture screen' }).click()
  await expect(field(page, 'Issuer')).toHaveValue('GitHub')
  expect(await tracks()).toEqual(['ended'])
})
