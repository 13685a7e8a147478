import { createSignal, Show } from 'solid-js'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import type { AccountDraft, AccountView } from '../../../src/account.ts'
import { decodeBase32 } from '../../../src/encoding/index.ts'
import { StorageError } from '../../../src/storage/index.ts'
import { EditAccountForm } from '../../../src/ui/screens/edit-account/edit-account-form.tsx'
import type { LeaveGuard } from '../../../src/ui/screens/edit-account/leave-guard.tsx'
import type { Vault } from '../../../src/vault/index.ts'
import {
  openVault,
  stagePassphrase,
  stageWorkspace,
  type OpenVault,
  type VaultStage,
} from '../../support/vault-stage.tsx'

let stage: VaultStage | undefined
let opened: OpenVault | undefined
afterEach(async () => {
  stage?.strike()
  stage = undefined
  await opened?.remove()
  opened = undefined
})

const github: AccountDraft = {
  type: 'totp',
  secret: decodeBase32('JBSWY3DPEHPK3PXP'),
  algorithm: 'SHA1',
  digits: 6,
  period: 30,
  issuer: 'GitHub',
  account: 'alice',
  note: 'In the blue folder',
  tags: ['Work', 'Code'],
}

const form = () => page.getByRole('form', { name: 'Edit account' })
const field = (name: string) => form().getByRole('textbox', { name, exact: true })
const button = (name: string) => page.getByRole('button', { name, exact: true })
const save = () => button('Save changes')
const discardQuestion = () => page.getByRole('alertdialog', { name: 'Discard changes?' })
const tags = () =>
  form()
    .getByRole('button', { name: /^Remove tag / })
    .elements()
    .map((element) => element.getAttribute('aria-label')?.replace('Remove tag ', ''))

interface EditStage {
  readonly done: () => number
  readonly guard: () => LeaveGuard
  current(): AccountView
}

async function setUp(change: Partial<AccountDraft> = {}, vault: Partial<Vault> = {}): Promise<EditStage> {
  const others: readonly AccountDraft[] = [
    { ...github, issuer: 'Other', secret: decodeBase32('MFRGGZDF'), tags: ['Money'] },
  ]
  const made = await openVault([{ ...github, ...change }, ...others])
  opened = made
  const [id = ''] = made.ids
  let done = 0
  let guard: LeaveGuard | undefined
  const [shown, setShown] = createSignal(true)
  stage = stageWorkspace({ ...made.vault, ...vault }, () => (
    <main>
      <h1>Accounts</h1>
      <Show when={shown()}>
        <EditAccountForm
          id={id}
          guard={(given) => (guard = given)}
          onDone={() => {
            done += 1
            setShown(false)
          }}
        />
      </Show>
    </main>
  ))
  return {
    done: () => done,
    guard() {
      if (!guard) throw new Error('no guard')
      return guard
    },
    current() {
      const view = made.vault.account(id)
      if (!view) throw new Error('the account is gone')
      return view
    },
  }
}

describe('editing an account', () => {
  test('starts with what is there', async () => {
    await setUp()
    await expect.element(field('Issuer')).toHaveValue('GitHub')
    await expect.element(field('Account name')).toHaveValue('alice')
    await expect.element(field('Note')).toHaveValue('In the blue folder')
    expect(tags()).toEqual(['Work', 'Code'])
    await expect.element(page.getByRole('switch', { name: 'Hide this code until tapped' })).not.toBeChecked()
    await expect.element(button('Advanced')).toHaveAttribute('aria-expanded', 'false')
  })

  test('has nothing that axe would change, open and closed', async () => {
    await setUp()
    expect(await stage?.axeFindings()).toEqual([])
    await button('Advanced').click()
    await field('Issuer').fill('')
    await field('Account name').fill('')
    await save().click()
    expect(await stage?.axeFindings()).toEqual([])
  })

  test('saves what was changed, can be taken back, and nothing else is touched', async () => {
    const { done, current } = await setUp()
    await field('Issuer').fill('GitLab')
    await field('Note').fill('Line one\nLine two')
    await page.getByRole('switch', { name: 'Hide this code until tapped' }).click()
    await save().click()
    await expect.poll(done).toBe(1)
    expect(current()).toMatchObject({
      issuer: 'GitLab',
      account: 'alice',
      note: 'Line one\nLine two',
      hidden: true,
      tags: ['Work', 'Code'],
    })
    await expect.element(page.getByRole('status').filter({ hasText: 'GitLab (alice) saved' })).toBeVisible()
    await button('Undo').click()
    await expect.poll(() => current().issuer).toBe('GitHub')
  })

  test('writes nothing when nothing was changed', async () => {
    const edit = vi.fn<Vault['edit']>()
    const { done } = await setUp({}, { edit })
    await save().click()
    await expect.poll(done).toBe(1)
    expect(edit).not.toHaveBeenCalled()
  })

  test('needs a name, and puts the cursor there', async () => {
    const { done } = await setUp()
    await field('Issuer').fill(' ')
    await field('Account name').fill('')
    await save().click()
    await expect.element(field('Issuer')).toHaveFocus()
    await expect.element(page.getByRole('alert')).toHaveTextContent(/has no name yet/)
    expect(done()).toBe(0)
  })

  test('keeps everything when storage fails, and says why', async () => {
    const edit = vi.fn<Vault['edit']>(async () => {
      throw new StorageError('storage/quota', 'stub')
    })
    const { done } = await setUp({}, { edit })
    await field('Issuer').fill('GitLab')
    await save().click()
    await expect.element(page.getByRole('alert')).toHaveTextContent(/no room left/)
    await expect.element(field('Issuer')).toHaveValue('GitLab')
    await expect.element(save()).toBeEnabled()
    expect(done()).toBe(0)
  })

  test('changes the parameters of the code', async () => {
    const { done, current } = await setUp()
    await button('Advanced').click()
    await page.getByRole('combobox', { name: 'Digits' }).selectOptions('8')
    await page.getByRole('combobox', { name: 'Period' }).selectOptions('60 s')
    await save().click()
    await expect.poll(done).toBe(1)
    expect(current()).toMatchObject({ digits: 8, period: 60, algorithm: 'SHA1' })
  })
})

describe('tags', () => {
  const addTag = () => field('Add tag')

  test('are added by Enter and by a comma, each once', async () => {
    const { done, current } = await setUp()
    await userEvent.type(addTag(), 'Travel{Enter}')
    await userEvent.type(addTag(), 'work,home,')
    await expect.poll(tags).toEqual(['Work', 'Code', 'Travel', 'home'])
    await expect.element(addTag()).toHaveValue('')
    await save().click()
    await expect.poll(done).toBe(1)
    expect(current().tags).toEqual(['Work', 'Code', 'Travel', 'home'])
  })

  test('a tag that is still being typed is saved, too', async () => {
    const { done, current } = await setUp()
    await addTag().fill('Travel')
    await save().click()
    await expect.poll(done).toBe(1)
    expect(current().tags).toEqual(['Work', 'Code', 'Travel'])
  })

  test('go away by their button, and the last one by Backspace', async () => {
    await setUp({ tags: ['One', 'Two', 'Three'] })
    await button('Remove tag Two').click()
    await expect.element(addTag()).toHaveFocus()
    expect(tags()).toEqual(['One', 'Three'])
    await userEvent.keyboard('{Backspace}')
    await expect.poll(tags).toEqual(['One'])
    await userEvent.type(addTag(), 'ab{Backspace}')
    expect(tags()).toEqual(['One'])
  })

  test('of other accounts are offered while the field is in use, and those that are there are not', async () => {
    await setUp()
    const offered = page.getByRole('list', { name: 'Tags of other accounts' })
    await expect.element(offered).not.toBeInTheDocument()
    await userEvent.type(addTag(), 'mo')
    expect(offered.getByRole('button').elements()).toHaveLength(1)
    expect(await stage?.axeFindings()).toEqual([])
    await offered.getByRole('button', { name: 'Money' }).click()
    await expect.poll(tags).toEqual(['Work', 'Code', 'Money'])
    await expect.element(addTag()).toHaveFocus()
    await expect.element(addTag()).toHaveValue('')
    await expect.element(offered).not.toBeInTheDocument()
  })

  test('what is left in the field becomes a tag when the field is left', async () => {
    await setUp()
    await userEvent.type(addTag(), 'Travel')
    await field('Note').click()
    await expect.poll(tags).toEqual(['Work', 'Code', 'Travel'])
  })

  test('Enter in the empty field saves the form', async () => {
    const { done } = await setUp()
    await field('Issuer').fill('GitLab')
    await userEvent.type(addTag(), '{Enter}')
    await expect.poll(done).toBe(1)
  })
})

describe('the secret', () => {
  const secret = () => field('Secret key')
  const reauth = () => page.getByRole('dialog', { name: 'Confirm it is you' })
  const passphrase = () => page.getByLabelText('Passphrase', { exact: true })
  const confirm = () => reauth().getByRole('button', { name: 'Show secret' })

  async function ask(): Promise<EditStage> {
    const made = await setUp()
    await button('Advanced').click()
    await expect.element(secret()).not.toBeInTheDocument()
    await form().getByRole('button', { name: 'Show secret' }).click()
    await expect.element(passphrase()).toHaveFocus()
    return made
  }

  test('shows itself for the passphrase only; a wrong one stays, selected', async () => {
    await ask()
    expect(await stage?.axeFindings()).toEqual([])
    await passphrase().fill('wrong')
    await confirm().click()
    await expect.element(page.getByRole('alert')).toHaveTextContent(/is not the passphrase of this vault/)
    const input = passphrase().element() as HTMLInputElement
    expect([document.activeElement, input.value, input.selectionStart, input.selectionEnd]).toEqual([
      input,
      'wrong',
      0,
      5,
    ])
    await passphrase().fill(stagePassphrase)
    await userEvent.keyboard('{Enter}')
    await expect.element(secret()).toHaveValue('JBSW Y3DP EHPK 3PXP')
    await expect.element(reauth()).not.toBeInTheDocument()
  })

  test('an empty passphrase is no attempt', async () => {
    await ask()
    await confirm().click()
    await expect.element(page.getByRole('alert')).toHaveTextContent(/passphrase is missing/)
    await expect.element(passphrase()).toHaveFocus()
  })

  test('hides itself after a minute, unless it was changed', async () => {
    await ask()
    await passphrase().fill(stagePassphrase)
    await confirm().click()
    await expect.element(secret()).toBeVisible()
    stage?.clock.advance(59_000)
    await expect.element(secret()).toBeVisible()
    stage?.clock.advance(1000)
    await expect.element(secret()).not.toBeInTheDocument()
    await form().getByRole('button', { name: 'Show secret' }).click()
    await passphrase().fill(stagePassphrase)
    await confirm().click()
    await secret().fill('MFRG GZDF MZTW Q2LK')
    stage?.clock.advance(61_000)
    await expect.element(secret()).toHaveValue('MFRG GZDF MZTW Q2LK')
  })

  test('can be changed, and then gives other codes', async () => {
    const { done, current } = await ask()
    await passphrase().fill(stagePassphrase)
    await confirm().click()
    await secret().fill('MFRG1')
    await expect.element(page.getByRole('alert')).toHaveTextContent(/The digit 1 is never part of a key/)
    await save().click()
    await expect.element(secret()).toHaveFocus()
    expect(done()).toBe(0)
    await secret().fill('MFRG GZDF MZTW Q2LK')
    await save().click()
    await expect.poll(done).toBe(1)
    const revealed = await opened?.vault.reveal(current().id, stagePassphrase)
    expect(revealed?.secret).toBe('MFRGGZDFMZTWQ2LK')
  })

  test('can be taken from a link on the clipboard', async () => {
    await ask()
    await passphrase().fill(stagePassphrase)
    await confirm().click()
    vi.spyOn(navigator.clipboard, 'readText').mockResolvedValue('otpauth://totp/x?secret=MFRGGZDFMZTWQ2LK')
    await button('Paste').click()
    await expect.element(secret()).toHaveValue('MFRG GZDF MZTW Q2LK')
    vi.restoreAllMocks()
  })

  test.each(['Cancel', 'Escape'])('%s asks for nothing more', async (way) => {
    await ask()
    if (way === 'Cancel') await reauth().getByRole('button', { name: 'Cancel' }).click()
    else await userEvent.keyboard('{Escape}')
    await expect.element(reauth()).not.toBeInTheDocument()
    await expect.element(form().getByRole('button', { name: 'Show secret' })).toHaveFocus()
  })
})

describe('the icon', () => {
  const chooser = () => page.getByRole('dialog', { name: 'Change icon' })

  test('can be letters', async () => {
    const { done, current } = await setUp()
    await button('Change icon').click()
    await chooser().getByRole('radio', { name: 'Letters' }).click()
    await expect.element(button('Use this icon')).toBeDisabled()
    await chooser().getByRole('textbox', { name: 'One or two letters' }).fill('abc')
    expect(await stage?.axeFindings()).toEqual([])
    await button('Use this icon').click()
    await save().click()
    await expect.poll(done).toBe(1)
    expect(current().icon).toEqual({ letters: 'ab' })
  })

  test('can be any service’s, found by its name', async () => {
    const { done, current } = await setUp()
    await button('Change icon').click()
    await chooser().getByRole('radio', { name: 'Service' }).click()
    await chooser().getByRole('textbox', { name: 'Search services' }).fill('git')
    await chooser().getByRole('radio', { name: 'GitLab' }).click()
    expect(await stage?.axeFindings()).toEqual([])
    await button('Use this icon').click()
    await save().click()
    await expect.poll(done).toBe(1)
    expect(current().icon).toEqual({ service: 'gitlab' })
  })

  test('goes back to the issuer’s own', async () => {
    const { done, current } = await setUp({ icon: { letters: 'ZZ' } })
    await button('Change icon').click()
    await expect.element(chooser().getByRole('radio', { name: 'Letters' })).toBeChecked()
    await chooser().getByRole('radio', { name: 'Automatic' }).click()
    await button('Use this icon').click()
    await save().click()
    await expect.poll(done).toBe(1)
    expect(current().icon).toBeUndefined()
  })

  test('says when no service has such a name', async () => {
    await setUp()
    await button('Change icon').click()
    await chooser().getByRole('radio', { name: 'Service' }).click()
    await chooser().getByRole('textbox', { name: 'Search services' }).fill('zzzz')
    await expect.element(page.getByText('No service matches “zzzz”.', { exact: false })).toBeVisible()
  })
})

describe('leaving', () => {
  test('Cancel leaves an untouched form at once', async () => {
    const { done } = await setUp()
    await button('Cancel').click()
    await expect.poll(done).toBe(1)
  })

  test('Cancel asks before changes are lost', async () => {
    const { done, current } = await setUp()
    await field('Issuer').fill('GitLab')
    await button('Cancel').click()
    await expect.element(discardQuestion()).toBeVisible()
    expect(await stage?.axeFindings()).toEqual([])
    await button('Keep editing').click()
    await expect.element(field('Issuer')).toHaveValue('GitLab')
    expect(done()).toBe(0)
    await button('Cancel').click()
    await button('Discard').click()
    await expect.poll(done).toBe(1)
    expect(current().issuer).toBe('GitHub')
  })

  test('a route can ask the same question, once at a time', async () => {
    const { guard, done } = await setUp()
    expect(guard().isDirty()).toBe(false)
    expect(await guard().confirmLeave()).toBe(true)
    await field('Note').fill('x')
    expect(guard().isDirty()).toBe(true)
    const first = guard().confirmLeave()
    const second = guard().confirmLeave()
    await button('Keep editing').click()
    expect(await first).toBe(false)
    expect(await second).toBe(false)
    expect(guard().isDirty()).toBe(true)
    const third = guard().confirmLeave()
    await button('Discard').click()
    expect(await third).toBe(true)
    expect(guard().isDirty()).toBe(false)
    expect(done()).toBe(0)
  })

  test('a saved form has nothing to lose', async () => {
    const { guard, done } = await setUp()
    await field('Issuer').fill('GitLab')
    await save().click()
    await expect.poll(done).toBe(1)
    expect(guard().isDirty()).toBe(false)
  })
})

describe('a change in another tab', () => {
  const question = () => page.getByRole('alertdialog', { name: 'This account was changed in another tab' })

  /** Types into the form, and lets another tab edit the account meanwhile. */
  async function collide(): Promise<EditStage> {
    const made = await setUp()
    await field('Issuer').fill('Mine')
    const other = await opened?.otherTab()
    await other?.edit(made.current().id, { issuer: 'Theirs', note: 'Their note' }, made.current().updatedAt)
    await save().click()
    await expect.element(question()).toBeVisible()
    expect(made.done()).toBe(0)
    return made
  }

  test('is told, and Keep mine saves what this form changed', async () => {
    const { done, current } = await collide()
    expect(await stage?.axeFindings()).toEqual([])
    await button('Keep mine').click()
    await expect.poll(done).toBe(1)
    expect(current()).toMatchObject({ issuer: 'Mine', note: 'Their note' })
  })

  test('is told, and Take theirs fills the form with it', async () => {
    const { done, guard } = await collide()
    await button('Take theirs').click()
    await expect.element(field('Issuer')).toHaveValue('Theirs')
    await expect.element(field('Note')).toHaveValue('Their note')
    expect(guard().isDirty()).toBe(false)
    expect(done()).toBe(0)
    await field('Issuer').fill('Mine after all')
    await save().click()
    await expect.poll(done).toBe(1)
  })

  test('Escape goes back to the form, nothing decided', async () => {
    await collide()
    await userEvent.keyboard('{Escape}')
    await expect.element(question()).not.toBeInTheDocument()
    await expect.element(field('Issuer')).toHaveValue('Mine')
  })

  test('is followed by a form that nobody has touched', async () => {
    const { current } = await setUp()
    await opened?.vault.edit(current().id, { issuer: 'Theirs' }, current().updatedAt)
    await expect.element(field('Issuer')).toHaveValue('Theirs')
  })
})
