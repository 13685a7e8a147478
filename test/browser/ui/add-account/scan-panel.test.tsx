import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { page } from 'vitest/browser'
import { issuerField, stageAddAccount, type AddAccountStage } from '../../../support/add-account-stage.tsx'
import { domError, FakeTrack } from '../../../support/fake-camera.ts'
import { createFakeSight } from '../../../support/fake-sight.ts'
import { migrationAccount, migrationLink, migrationPayload } from '../../../support/migration-links.ts'

let stage: AddAccountStage | undefined
beforeEach(() => page.viewport(1280, 800))
afterEach(async () => {
  await stage?.remove()
  stage = undefined
  Reflect.deleteProperty(document, 'hidden')
})

async function setUp(track?: FakeTrack, options: Parameters<typeof stageAddAccount>[0] = {}) {
  const fake = createFakeSight(track)
  stage = await stageAddAccount({ tab: 'scan', sight: fake.sight, ...options })
  return { ...fake, stage }
}

const github = 'otpauth://totp/GitHub:alice?secret=JBSWY3DPEHPK3PXP&issuer=GitHub'
const part = (index: number, size = 3) =>
  migrationLink(migrationPayload([migrationAccount(`account ${index + 1}`, 'Google')], { size, index, id: 9 }))
const tab = (name: string) => page.getByRole('tab', { name, exact: true })
const camera = () => page.getByRole('img', { name: 'Camera view' })
const button = (name: string) => page.getByRole('button', { name, exact: true })
const looking = () => page.getByText('Point at the QR code. It is read on this device.')

describe('the camera', () => {
  test('opens with the way that was asked for, and looks', async () => {
    const { track } = await setUp()
    await expect.element(looking()).toBeVisible()
    await expect.element(camera()).toBeVisible()
    await expect.element(tab('Scan')).toHaveAttribute('aria-selected', 'true')
    await expect.element(tab('Scan')).toHaveFocus()
    expect(track.stop).not.toHaveBeenCalled()
    expect(await stage?.axeFindings()).toEqual([])
  })

  test('fills the form in with the account it sees, ends, and saves nothing', async () => {
    const { show, track, stage } = await setUp()
    await show(github)
    await expect.element(issuerField()).toHaveValue('GitHub')
    expect(track.stop).toHaveBeenCalled()
    await expect.element(page.getByText('Read from the QR code. Nothing is saved yet.')).toBeVisible()
    await expect.element(page.getByRole('region', { name: 'Preview' })).toHaveTextContent(/\d{3} \d{3}/)
    await expect.element(tab('By hand')).toHaveFocus()
    expect(stage.vault.accounts()).toEqual([])
    await button('Save account').click()
    await expect.poll(() => stage.added.length).toBe(1)
  })

  test('takes a transfer part by part, in any order, and says which are still to come', async () => {
    const { show, track } = await setUp()
    await show(part(2))
    await expect.element(page.getByText('1 of 3 codes read.')).toBeVisible()
    await expect.element(page.getByText('Still to come: codes 1 and 2.')).toBeVisible()
    await expect.element(page.getByRole('img', { name: 'QR code 1 of 3 read' })).toBeVisible()
    await show(part(2))
    await show(part(0))
    await expect.element(page.getByText('Still to come: code 2.')).toBeVisible()
    expect(track.stop).not.toHaveBeenCalled()
    expect(await stage?.axeFindings()).toEqual([])
    await show(part(1))
    await expect.element(page.getByRole('dialog', { name: '3 accounts found' })).toBeVisible()
    expect(track.stop).toHaveBeenCalled()
    await expect.element(button('Scan the next one')).not.toBeInTheDocument()
  })

  test('shows what was read before the last part, and goes on from there', async () => {
    const { show } = await setUp()
    await show(part(0))
    await button('Show what was read').click()
    await expect.element(page.getByRole('dialog', { name: '1 account found' })).toBeVisible()
    await expect.element(page.getByText('Still to come: codes 2 and 3.')).toBeVisible()
    await button('Scan the next one').click()
    // Without a camera that the browser lists, pictures are the way on.
    await expect.element(tab('Image')).toHaveAttribute('aria-selected', 'true')
    await tab('Scan').click()
    await expect.element(page.getByText('1 of 3 codes read.')).toBeVisible()
  })

  test.each([
    ['WIFI:S:net;T:WPA;P:secret;;', 'This code holds the access to a Wi-Fi network, no account. It was not opened.'],
    ['https://example.org/?token=1', 'This code holds a web address, no account. It was not opened.'],
    ['FIDO:/0123456789', 'This code holds a sign-in with a passkey, no account. It was not opened.'],
    [
      'phonefactor://activate?code=1',
      'This code holds an approval in Microsoft’s own app, no account. On the site, choose “a different authenticator app”.',
    ],
  ])('names what is no account and looks on: %s', async (text, sentence) => {
    const { show, track } = await setUp()
    await show(text)
    await expect.element(page.getByText(sentence)).toBeVisible()
    expect(track.stop).not.toHaveBeenCalled()
    await show(github)
    await expect.element(issuerField()).toHaveValue('GitHub')
  })

  test('has what the track can do: another camera, a lamp, a lens', async () => {
    const track = new FakeTrack({ torch: true, zoom: { min: 1, max: 4, step: 0.5 } }, { deviceId: 'back', zoom: 1 })
    const { driver } = await setUp(track)
    await button('Light').click()
    expect(driver.setTorch).toHaveBeenCalledWith(track, true)
    await expect.element(button('Light')).toHaveAttribute('aria-pressed', 'true')
    const zoom = page.getByRole('slider', { name: 'Zoom' })
    await zoom.fill('2.5')
    expect(track.applyConstraints).toHaveBeenCalledWith({ advanced: [{ zoom: 2.5 }] })
    await expect.element(zoom).toHaveAttribute('aria-valuetext', '2.5×')
    expect(await stage?.axeFindings()).toEqual([])
    await button('Switch camera').click()
    await expect.poll(() => driver.open.mock.calls.length).toBe(2)
    expect(driver.open.mock.calls[1]?.[0]).toMatchObject({ video: { deviceId: { exact: 'front' } } })
    expect(track.stop).toHaveBeenCalled()
  })
})

describe('the track has ended', () => {
  test('when another way is chosen', async () => {
    const { track, reader } = await setUp()
    await expect.element(looking()).toBeVisible()
    await tab('By hand').click()
    expect(track.stop).toHaveBeenCalled()
    expect(reader.dispose).not.toHaveBeenCalled()
  })

  test('when the dialog is closed, and the reader with it', async () => {
    const { track, reader } = await setUp()
    await expect.element(looking()).toBeVisible()
    await button('Close').click()
    expect(track.stop).toHaveBeenCalled()
    await expect.poll(() => reader.dispose.mock.calls.length).toBe(1)
  })

  test('when the page is hidden; it starts again when it is asked to', async () => {
    const { track, driver } = await setUp()
    await expect.element(looking()).toBeVisible()
    Object.defineProperty(document, 'hidden', { configurable: true, value: true })
    document.dispatchEvent(new Event('visibilitychange'))
    expect(track.stop).toHaveBeenCalled()
    await expect.element(page.getByText('The camera was stopped while the app was out of sight.')).toBeVisible()
    expect(await stage?.axeFindings()).toEqual([])
    Reflect.deleteProperty(document, 'hidden')
    await button('Start camera').click()
    await expect.element(looking()).toBeVisible()
    expect(driver.open).toHaveBeenCalledTimes(2)
  })

  test('even when the dialog went before the camera came', async () => {
    let come: (stream: MediaStream) => void = () => undefined
    const { driver, stream, track } = createFakeSight()
    driver.open.mockImplementation(() => new Promise((resolve) => (come = resolve)))
    const fake = createFakeSight()
    stage = await stageAddAccount({ tab: 'scan', sight: { ...fake.sight, camera: driver } })
    await expect.poll(() => driver.open.mock.calls.length).toBe(1)
    await button('Close').click()
    come(stream)
    await expect.poll(() => track.stop.mock.calls.length).toBeGreaterThan(0)
  })
})

describe('without a camera to look through', () => {
  test.each([
    ['NotAllowedError', 'This browser does not let the app use the camera.'],
    ['NotFoundError', 'No camera was found.'],
    ['NotReadableError', 'Another app or tab is using the camera.'],
  ])('%s is told, with the other ways beside it', async (name, sentence) => {
    const fake = createFakeSight()
    fake.driver.open.mockRejectedValueOnce(domError(name))
    stage = await stageAddAccount({ tab: 'scan', sight: fake.sight })
    await expect.element(page.getByRole('alert')).toHaveTextContent(sentence)
    await expect.element(button('Choose image')).toBeVisible()
    expect(await stage.axeFindings()).toEqual([])
    await button('Try again').click()
    await expect.element(looking()).toBeVisible()
    await expect.element(page.getByText(sentence)).not.toBeInTheDocument()
  })

  test('the form is a button away', async () => {
    const fake = createFakeSight()
    fake.driver.open.mockRejectedValueOnce(domError('NotAllowedError'))
    stage = await stageAddAccount({ tab: 'scan', sight: fake.sight })
    await button('Enter the key by hand').click()
    await expect.element(issuerField()).toHaveFocus()
  })

  test('so it is when the reader does not load', async () => {
    stage = await stageAddAccount({ tab: 'scan' })
    await expect.element(page.getByRole('alert')).toHaveTextContent('reads QR codes did not load')
  })
})
