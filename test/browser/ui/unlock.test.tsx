import { afterEach, describe, expect, test, vi } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { UnlockScreen } from '../../../src/ui/screens/unlock/unlock-screen.tsx'
import { StorageError } from '../../../src/storage/index.ts'
import { VaultError, type LockReason, type Vault } from '../../../src/vault/index.ts'
import { createArrivals } from '../../../src/ui/arrivals.ts'
import { stageScreen, type Stage } from '../../support/screen-stage.tsx'

let stage: Stage | undefined
afterEach(() => {
  stage?.strike()
  stage = undefined
})

const passphraseInput = () => page.getByLabelText('Passphrase', { exact: true })
const unlockButton = () => page.getByRole('button', { name: 'Unlock', exact: true })
const alert = () => page.getByRole('alert')

function setUp(vault: Partial<Vault> | Promise<Partial<Vault>>, reason: LockReason = 'start'): Stage {
  stage = stageScreen(() => <UnlockScreen />, { status: { name: 'locked', reason }, vault })
  return stage
}

/** An unlock that waits for the signal, as the slow hash does. */
function endless(): Vault['unlock'] {
  return (_, options) =>
    new Promise((_, reject) => {
      options?.signal?.addEventListener('abort', () => reject(options.signal?.reason as Error))
    })
}

function refusing(): Vault['unlock'] {
  return async () => {
    throw new VaultError('vault/wrong-passphrase', 'wrong')
  }
}

async function fail(times: number): Promise<void> {
  for (let time = 0; time < times; time += 1) {
    await unlockButton().click()
    await expect.element(alert()).toBeVisible()
  }
}

describe('the lock screen', () => {
  test('is a form named by its heading, ready to be typed into', async () => {
    setUp({})
    await expect.element(page.getByRole('heading', { name: 'Your vault is locked', level: 1 })).toBeVisible()
    await expect.element(page.getByRole('form', { name: 'Your vault is locked' })).toBeVisible()
    await expect.element(passphraseInput()).toHaveFocus()
    await expect.element(page.getByRole('link', { name: 'Erase this vault' })).toBeVisible()
  })

  test.each<[LockReason, RegExp]>([
    ['start', /enter your passphrase/i],
    ['person', /you locked it/i],
    ['idle', /after a while without use/],
    ['other-tab', /another tab/],
    ['clock', /clock/],
  ])('says why it is locked: %s', async (reason, sentence) => {
    setUp({}, reason)
    await expect.element(page.getByText(sentence)).toBeVisible()
  })

  test('has nothing that axe would change, before and after a wrong passphrase', async () => {
    const { axeFindings } = setUp({ unlock: refusing() })
    expect(await axeFindings()).toEqual([])
    await passphraseInput().fill('copper')
    await fail(1)
    expect(await axeFindings()).toEqual([])
  })
})

describe('unlocking', () => {
  test('offers the stored data as it is, where damage keeps every passphrase out', async () => {
    const unlock: Vault['unlock'] = () => Promise.reject(new VaultError('vault/damaged', 'no slot'))
    setUp({ unlock })
    await expect.element(page.getByRole('button', { name: 'Save raw data' })).not.toBeInTheDocument()
    await userEvent.type(passphraseInput(), 'copper{Enter}')
    await expect.element(alert()).toHaveTextContent(/damaged/)
    await expect.element(page.getByRole('button', { name: 'Save raw data' })).toBeVisible()
    await expect.element(passphraseInput()).toHaveFocus()
  })

  test('hands the passphrase over as it was typed, and forgets it', async () => {
    const unlock = vi.fn<Vault['unlock']>(async () => undefined)
    setUp({ unlock })
    await userEvent.type(passphraseInput(), ' copper Lantern {Enter}')
    await expect.poll(() => unlock.mock.calls.map(([passphrase]) => passphrase)).toEqual([' copper Lantern '])
    await expect.element(passphraseInput()).toHaveValue('')
  })

  test('can be asked for before the vault’s code is there', async () => {
    let arrive: (vault: Partial<Vault>) => void = () => undefined
    const unlock = vi.fn<Vault['unlock']>(async () => undefined)
    setUp(new Promise((resolve) => (arrive = resolve)))
    await userEvent.type(passphraseInput(), 'copper{Enter}')
    await expect.element(page.getByRole('button', { name: 'Unlocking…' })).toHaveAttribute('aria-busy', 'true')
    expect(unlock).not.toHaveBeenCalled()
    arrive({ unlock })
    await expect.poll(() => unlock.mock.calls.length).toBe(1)
  })

  test('looks at storage first where nobody has', async () => {
    const order: string[] = []
    const { setStatus } = setUp({
      inspect: async () => {
        order.push('inspect')
        setStatus({ name: 'locked', reason: 'start' })
      },
      unlock: async () => void order.push('unlock'),
    })
    setStatus({ name: 'checking' })
    await userEvent.type(passphraseInput(), 'copper{Enter}')
    await expect.poll(() => order).toEqual(['inspect', 'unlock'])
  })

  test('keeps the text still while it runs, and Escape ends it', async () => {
    setUp({ unlock: endless() })
    await userEvent.type(passphraseInput(), 'copper{Enter}')
    await expect.element(page.getByRole('button', { name: 'Unlocking…' })).toBeVisible()
    await expect.element(passphraseInput()).toHaveAttribute('readonly')
    await userEvent.keyboard('{Escape}')
    await expect.element(unlockButton()).toBeVisible()
    await expect.element(passphraseInput()).toHaveValue('copper')
    await expect.element(passphraseInput()).toHaveFocus()
    await expect.element(alert()).not.toBeInTheDocument()
  })

  test('is not asked for twice at a time', async () => {
    const unlock = vi.fn(endless())
    setUp({ unlock })
    await userEvent.type(passphraseInput(), 'copper{Enter}{Enter}')
    await page.getByRole('button', { name: 'Unlocking…' }).click()
    expect(unlock).toHaveBeenCalledOnce()
  })

  test('is ended when the screen goes away', async () => {
    const unlock = vi.fn(endless())
    const { strike } = setUp({ unlock })
    await userEvent.type(passphraseInput(), 'copper{Enter}')
    await expect.poll(() => unlock.mock.calls.length).toBe(1)
    strike()
    expect(unlock.mock.calls[0]?.[1]?.signal?.aborted).toBe(true)
  })
})

describe('a wrong passphrase', () => {
  test('stays in the field, selected, with the error tied to it', async () => {
    setUp({ unlock: refusing() })
    await passphraseInput().fill('copper lantern')
    await fail(1)
    const input = passphraseInput().element() as HTMLInputElement
    expect(input.value).toBe('copper lantern')
    expect(document.activeElement).toBe(input)
    expect([input.selectionStart, input.selectionEnd]).toEqual([0, 14])
    await expect.element(passphraseInput()).toHaveAttribute('aria-invalid', 'true')
    await expect
      .element(passphraseInput())
      .toHaveAccessibleDescription(
        'That passphrase did not open the vault. Nothing was changed. Check Caps Lock, then try again.',
      )
  })

  test('is forgiven as soon as the text is changed', async () => {
    setUp({ unlock: refusing() })
    await passphraseInput().fill('copper')
    await fail(1)
    await userEvent.type(passphraseInput(), 'x')
    await expect.element(alert()).not.toBeInTheDocument()
  })

  test('makes no wait before the fourth', async () => {
    setUp({ unlock: refusing() })
    await passphraseInput().fill('copper')
    await fail(3)
    await expect.element(alert()).toHaveTextContent(/then try again\.$/)
    await expect.element(unlockButton()).toBeEnabled()
  })

  test('makes a growing wait from the fourth, counted down in the text by the clock', async () => {
    const unlock = vi.fn(refusing())
    const { clock } = setUp({ unlock })
    await passphraseInput().fill('copper')
    await fail(4)
    await expect.element(alert()).toHaveTextContent(/try again in 2\ss\.$/)
    await expect.element(unlockButton()).toBeDisabled()
    await userEvent.type(passphraseInput(), '{Enter}')
    expect(unlock).toHaveBeenCalledTimes(4)
    clock.advance(1000)
    await expect.element(alert()).toHaveTextContent(/try again in 1\ss\.$/)
    clock.advance(1000)
    await expect.element(alert()).toHaveTextContent(/then try again\.$/)
    await expect.element(unlockButton()).toBeEnabled()
    await fail(1)
    await expect.element(alert()).toHaveTextContent(/try again in 4\ss\.$/)
  })
})

describe('other troubles', () => {
  test('an empty field is no attempt', async () => {
    const unlock = vi.fn(refusing())
    setUp({ unlock })
    await unlockButton().click()
    await expect.element(alert()).toHaveTextContent('Enter your passphrase first.')
    expect(unlock).not.toHaveBeenCalled()
  })

  test('an error of another kind is told by its code and makes no wait', async () => {
    setUp({
      unlock: async () => {
        throw new StorageError('storage/blocked', 'blocked')
      },
    })
    await passphraseInput().fill('copper')
    await fail(5)
    await expect.element(alert()).toHaveTextContent(/^Storage did not answer in time\. Nothing was changed\./)
    await expect.element(unlockButton()).toBeEnabled()
  })

  test('Caps Lock is pointed out while it is on', async () => {
    setUp({})
    const input = passphraseInput().element()
    const press = (type: string, modifierCapsLock: boolean) =>
      input.dispatchEvent(new KeyboardEvent(type, { key: 'a', bubbles: true, modifierCapsLock }))
    press('keydown', true)
    await expect.element(page.getByText('Caps Lock is on.')).toBeVisible()
    await expect.element(passphraseInput()).toHaveAccessibleDescription('Caps Lock is on.')
    press('keyup', false)
    await expect.element(page.getByText('Caps Lock is on.')).not.toBeInTheDocument()
  })
})

describe('erasing', () => {
  const dialog = () => page.getByRole('alertdialog', { name: 'Erase this vault?' })
  const word = () => page.getByRole('textbox', { name: 'Type ERASE to confirm' })
  const eraseButton = () => page.getByRole('button', { name: 'Erase vault' })

  async function ask(vault: Partial<Vault>): Promise<Stage> {
    const made = setUp(vault)
    await page.getByRole('link', { name: 'Erase this vault' }).click()
    await expect.element(dialog()).toBeVisible()
    return made
  }

  test('asks in a dialog that starts in its field and is described by what would be lost', async () => {
    const { axeFindings } = await ask({})
    await expect.element(word()).toHaveFocus()
    await expect.element(dialog()).toHaveAccessibleDescription(/deleted from this device for good/)
    await expect.element(eraseButton()).toBeDisabled()
    expect(document.getElementById('app')?.inert).toBe(true)
    expect(await axeFindings()).toEqual([])
  })

  test.each(['erase', 'ERAS', 'ERASED', 'E R A S E'])('does not take %s for the word', async (typed) => {
    await ask({})
    await word().fill(typed)
    await expect.element(eraseButton()).toBeDisabled()
  })

  test('erases once the word is there, and goes', async () => {
    const erase = vi.fn(async () => undefined)
    await ask({ erase })
    await word().fill('ERASE')
    await eraseButton().click()
    await expect.element(dialog()).not.toBeInTheDocument()
    expect(erase).toHaveBeenCalledOnce()
  })

  test('erases by Enter, too, but not without the word', async () => {
    const erase = vi.fn(async () => undefined)
    await ask({ erase })
    await userEvent.type(word(), 'ERAS{Enter}')
    expect(erase).not.toHaveBeenCalled()
    await userEvent.type(word(), 'E{Enter}')
    await expect.poll(() => erase.mock.calls.length).toBe(1)
  })

  test('says what is still there when it fails', async () => {
    await ask({
      erase: async () => {
        throw new StorageError('storage/blocked', 'blocked')
      },
    })
    await word().fill('ERASE')
    await eraseButton().click()
    await expect.element(alert()).toHaveTextContent(/still on this device\. Close the other tabs/)
    await expect.element(dialog()).toBeVisible()
  })

  test.each(['Cancel', 'Escape'])('is left by %s, back to the link', async (way) => {
    const erase = vi.fn(async () => undefined)
    await ask({ erase })
    if (way === 'Cancel') await page.getByRole('button', { name: 'Cancel' }).click()
    else await userEvent.keyboard('{Escape}')
    await expect.element(dialog()).not.toBeInTheDocument()
    await expect.element(page.getByRole('link', { name: 'Erase this vault' })).toHaveFocus()
    expect(erase).not.toHaveBeenCalled()
  })
})

test('files that were opened with the app are said to wait', async () => {
  const arrivals = createArrivals()
  stage = stageScreen(() => <UnlockScreen />, { status: { name: 'locked', reason: 'start' }, arrivals })
  await expect.element(page.getByText(/^What you opened waits here\./)).not.toBeInTheDocument()
  arrivals.bring({ what: 'add', tab: 'scan' })
  arrivals.bring({ what: 'refused', why: 'lost' })
  await expect.element(page.getByText(/^What you opened waits here\./)).not.toBeInTheDocument()
  arrivals.bring({ what: 'text', text: 'otpauth://totp/x?secret=MFRGGZDF' })
  await expect.element(page.getByText(/^What you opened waits here\./)).toBeVisible()
  expect(await stage.axeFindings()).toEqual([])
})
