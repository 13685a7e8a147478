import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { QrError } from '../../../../src/qr/index.ts'
import {
  issuerField,
  paste,
  pasteFiles,
  stageAddAccount,
  type AddAccountStage,
} from '../../../support/add-account-stage.tsx'
import { domError } from '../../../support/fake-camera.ts'
import { createFakeSight } from '../../../support/fake-sight.ts'
import { migrationAccount, migrationLink, migrationPayload } from '../../../support/migration-links.ts'
import { plainPng } from '../../../support/picture-files.ts'

let stage: AddAccountStage | undefined
beforeEach(() => page.viewport(1280, 800))
afterEach(async () => {
  await stage?.remove()
  stage = undefined
})

const github = 'otpauth://totp/GitHub:alice?secret=JBSWY3DPEHPK3PXP&issuer=GitHub'
const discord = 'otpauth://totp/Discord:al?secret=MFRGGZDFMZTWQ2LK&issuer=Discord'
const part = (index: number, size: number) =>
  migrationLink(migrationPayload([migrationAccount(`account ${index + 1}`, 'Google')], { size, index, id: 9 }))
const tab = (name: string) => page.getByRole('tab', { name, exact: true })
const button = (name: string) => page.getByRole('button', { name, exact: true })
const several = (count: number) => page.getByRole('dialog', { name: `${count} accounts found` })
const byHand = () => page.getByRole('link', { name: 'enter the key by hand' })

async function picture(name: string): Promise<File> {
  return new File([new Uint8Array(await plainPng(8, 8))], name, { type: 'image/png' })
}

/** Pictures that came from outside, each with the texts of its codes. */
async function setUp(...pictures: readonly (readonly [name: string, texts: readonly string[] | QrError])[]) {
  const fake = createFakeSight()
  for (const [, texts] of pictures) {
    if (texts instanceof QrError) fake.reader.readPicture.mockRejectedValueOnce(texts)
    else fake.reader.readPicture.mockResolvedValueOnce(texts)
  }
  const files = await Promise.all(pictures.map(([name]) => picture(name)))
  stage = await stageAddAccount({ sight: fake.sight, pictures: files })
  return { ...fake, stage }
}

describe('pictures', () => {
  test('with one account fill the form in', async () => {
    const { stage } = await setUp(['a.png', [github]])
    await expect.element(issuerField()).toHaveValue('GitHub')
    expect(stage.vault.accounts()).toEqual([])
  })

  test('with several accounts, in one or in several, are looked through first', async () => {
    await setUp(['a.png', [github, discord]], ['b.png', [github, 'steam://GEZDGNBVGY3TQOJQ']])
    await expect.element(several(3)).toBeVisible()
    expect(await stage?.axeFindings()).toEqual([])
  })

  test('of a transfer are counted', async () => {
    await setUp(['a.png', [part(2, 3)]], ['b.png', [part(0, 3)]])
    await expect.element(several(2)).toBeVisible()
    await expect.element(page.getByText('Still to come: code 2.')).toBeVisible()
    await button('Scan the next one').click()
    await expect.element(tab('Image')).toHaveAttribute('aria-selected', 'true')
  })

  test('fault 35: without an account say so each, and lead to the form', async () => {
    await setUp(['IMG_2041.png', []], ['net.png', ['WIFI:S:net;;']], ['bad.png', new QrError('qr/damaged', 'stub')])
    const said = page.getByRole('alert')
    await expect.element(said).toHaveTextContent(/No QR code was found in “IMG_2041\.png”\. It was not kept\./)
    await expect.element(said).toHaveTextContent(/“net\.png” holds the access to a Wi-Fi network, no account\./)
    await expect.element(said).toHaveTextContent(/“bad\.png” was not read\. That picture is damaged\./)
    expect(await stage?.axeFindings()).toEqual([])
    await byHand().click()
    await expect.element(issuerField()).toHaveFocus()
  })

  test('that could not be read are told beside the account of another', async () => {
    await setUp(['bad.png', new QrError('qr/damaged', 'stub')], ['a.png', [github, 'https://example.org']])
    await expect.element(issuerField()).toHaveValue('GitHub')
    await expect.element(page.getByText(/“bad\.png” was not read\./)).toBeVisible()
    await expect.element(page.getByText(/Another code holds a web address, no account\./)).toBeVisible()
  })

  test('that are none are not read at all', async () => {
    const fake = createFakeSight()
    stage = await stageAddAccount({ sight: fake.sight, pictures: [new File(['{"a":1}'], 'export.json')] })
    await expect.element(page.getByRole('alert')).toHaveTextContent(/“export\.json” was not read\..*under Import/)
    expect(fake.reader.readPicture).not.toHaveBeenCalled()
  })

  test('are read one after the other, until they are stopped', async () => {
    const fake = createFakeSight()
    fake.reader.readPicture.mockImplementation(
      (_, { signal } = {}) =>
        new Promise((_, reject) => {
          signal?.addEventListener('abort', () => reject(new QrError('qr/cancelled', 'stub')))
        }),
    )
    stage = await stageAddAccount({ sight: fake.sight, pictures: [await picture('a.png'), await picture('b.png')] })
    await expect.element(page.getByText('Reading picture 1 of 2…')).toBeVisible()
    await expect.element(page.getByRole('progressbar', { name: 'Reading pictures' })).toBeVisible()
    expect(await stage.axeFindings()).toEqual([])
    await button('Stop').click()
    await expect.element(button('Choose image')).toBeVisible()
    expect(fake.reader.readPicture).toHaveBeenCalledTimes(1)
  })
})

describe('what comes while the dialog is open', () => {
  test('pasted pictures go to Image, from any other way', async () => {
    const fake = createFakeSight()
    fake.reader.readPicture.mockResolvedValueOnce([github])
    stage = await stageAddAccount({ sight: fake.sight, tab: 'by-hand' })
    await expect.element(issuerField()).toHaveFocus()
    expect(pasteFiles(await picture('image.png'))).toBe(false)
    await expect.element(issuerField()).toHaveValue('GitHub')
    expect(fake.reader.readPicture).toHaveBeenCalledTimes(1)
  })

  test('a pasted link fills the form in from any other way', async () => {
    stage = await stageAddAccount({ sight: createFakeSight().sight, tab: 'by-hand' })
    await tab('Image').click()
    expect(paste('just words')).toBe(true)
    expect(paste(github)).toBe(false)
    await expect.element(issuerField()).toHaveValue('GitHub')
  })

  test('a second link does not take the place of a key that is in the form', async () => {
    stage = await stageAddAccount({ sight: createFakeSight().sight, initial: github })
    await expect.element(issuerField()).toHaveValue('GitHub')
    stage.arrive({ initial: discord })
    await expect.element(page.getByRole('dialog', { name: '1 account found' })).toBeVisible()
    await button('Close').click()
    await expect.element(issuerField()).toHaveValue('GitHub')
  })

  test('more pictures are read, too', async () => {
    const { stage, reader } = await setUp(['a.png', []])
    await expect.element(page.getByText(/No QR code was found in “a\.png”/)).toBeVisible()
    reader.readPicture.mockResolvedValueOnce([github])
    stage.arrive({ pictures: [await picture('b.png')] })
    await expect.element(issuerField()).toHaveValue('GitHub')
  })
})

describe('links of a transfer', () => {
  test('with one account fill the form in', async () => {
    stage = await stageAddAccount({ initial: part(0, 1) })
    await expect.element(issuerField()).toHaveValue('Google')
  })

  test('with more, or with parts missing, are looked through', async () => {
    stage = await stageAddAccount({ initial: `${part(1, 3)}\n${part(0, 3)}` })
    await expect.element(several(2)).toBeVisible()
    await expect.element(page.getByText('2 of 3 codes read.')).toBeVisible()
    // One key in two codes: the second is a twin of the first.
    await button('Add 1 account').click()
    await expect.poll(() => stage?.added.length).toBe(1)
  })
})

describe('a picture of the screen', () => {
  test('is read once, and the capture has ended by then', async () => {
    const { nextFrame, driver, reader, sight, track } = createFakeSight()
    reader.readImage.mockImplementation(() => {
      expect(track.stop).toHaveBeenCalled()
      return Promise.resolve([github])
    })
    stage = await stageAddAccount({ sight, tab: 'by-hand' })
    await tab('Screen').click()
    expect(await stage.axeFindings()).toEqual([])
    await button('Capture screen').click()
    await expect.poll(() => driver.nextFrame.mock.calls.length).toBe(1)
    nextFrame()
    await expect.element(issuerField()).toHaveValue('GitHub')
  })

  test('fault 35: that has no code, or is refused, is told', async () => {
    const { getDisplayMedia, nextFrame, driver, sight } = createFakeSight()
    stage = await stageAddAccount({ sight, tab: 'by-hand' })
    await tab('Screen').click()
    getDisplayMedia.mockRejectedValueOnce(domError('NotAllowedError'))
    await button('Capture screen').click()
    await expect.element(page.getByRole('alert')).toHaveTextContent(/The screen was not shared\./)
    await button('Capture screen').click()
    await expect.poll(() => driver.nextFrame.mock.calls.length).toBe(1)
    nextFrame()
    await expect.element(page.getByRole('alert')).toHaveTextContent(/No QR code was found on that screen\./)
    await byHand().click()
    await expect.element(issuerField()).toHaveFocus()
  })

  test('cannot be had on a telephone', async () => {
    await page.viewport(390, 844)
    stage = await stageAddAccount({ sight: createFakeSight().sight, tab: 'by-hand' })
    await expect.element(tab('By hand')).toBeVisible()
    await expect.element(tab('Screen')).not.toBeInTheDocument()
  })
})

describe('the tabs', () => {
  test('are walked through with the arrow keys, which choose none', async () => {
    const fake = createFakeSight()
    stage = await stageAddAccount({ sight: fake.sight, tab: 'by-hand' })
    await expect.element(page.getByRole('tablist', { name: 'How to add' })).toBeVisible()
    await tab('Image').click()
    await userEvent.keyboard('{ArrowLeft}')
    await expect.element(tab('Scan')).toHaveFocus()
    await expect.element(tab('Image')).toHaveAttribute('aria-selected', 'true')
    expect(fake.driver.open).not.toHaveBeenCalled()
    await userEvent.keyboard('{Home}{ArrowLeft}{Enter}')
    await expect.element(tab('By hand')).toHaveAttribute('aria-selected', 'true')
  })

  test('are remembered, and come back with what was typed', async () => {
    stage = await stageAddAccount({ sight: createFakeSight().sight })
    await tab('Image').click()
    stage.leaveAndReturn()
    await expect.element(tab('Image')).toHaveAttribute('aria-selected', 'true')
    await tab('By hand').click()
    await issuerField().fill('GitHub')
    await tab('Image').click()
    await tab('By hand').click()
    await expect.element(issuerField()).toHaveValue('GitHub')
  })
})
