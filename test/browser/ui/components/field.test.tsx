import { createSignal } from 'solid-js'
import { afterEach, describe, expect, test } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { IconButton } from '../../../../src/ui/components/button.tsx'
import { PassphraseField, TextAreaField, TextField } from '../../../../src/ui/components/field.tsx'
import { copyIcon } from '../../../../src/ui/components/icon-paths.ts'
import { stageComponent } from '../../../support/component-stage.tsx'

let stage: ReturnType<typeof stageComponent> | undefined
afterEach(() => {
  stage?.strike()
  stage = undefined
})

function show(...[component]: Parameters<typeof stageComponent>): void {
  stage = stageComponent(component)
}

const field = (name: string) => page.getByRole('textbox', { name, exact: true })

describe('a field', () => {
  test('is named by its label and tells what is typed, letter by letter', async () => {
    const typed: string[] = []
    const [value, setValue] = createSignal('')
    show(() => (
      <TextField
        label="Issuer"
        value={value()}
        onInput={(text) => {
          typed.push(text)
          setValue(text)
        }}
      />
    ))
    await userEvent.type(field('Issuer'), 'Git')
    expect(typed).toEqual(['G', 'Gi', 'Git'])
    await expect.element(field('Issuer')).toHaveValue('Git')
    await expect.element(field('Issuer')).toHaveAccessibleDescription('')
  })

  test('keeps keys and names from spell checkers and password managers', async () => {
    show(() => <TextField label="Secret key" code value="" onInput={() => undefined} />)
    for (const [name, value] of [
      ['autocomplete', 'off'],
      ['spellcheck', 'false'],
      ['autocapitalize', 'off'],
      ['autocorrect', 'off'],
      ['data-1p-ignore', ''],
      ['data-lpignore', 'true'],
      ['data-bwignore', 'true'],
      ['data-form-type', 'other'],
    ] as const) {
      await expect.element(field('Secret key')).toHaveAttribute(name, value)
    }
  })

  test.each([
    ['help', { help: 'As the site shows it.' }, 'As the site shows it.'],
    ['a warning', { warning: 'This key is short.', help: 'Help' }, 'This key is short.'],
    ['good news', { good: 'Looks right.', help: 'Help' }, 'Looks right.'],
    ['an error before anything else', { error: 'The key is missing.', warning: 'W', help: 'H' }, 'The key is missing.'],
  ])('is described by %s', async (_, words, description) => {
    show(() => <TextField label="Secret key" value="" onInput={() => undefined} {...words} />)
    await expect.element(field('Secret key')).toHaveAccessibleDescription(description)
    expect(await stage?.axeFindings()).toEqual([])
  })

  test('announces an error as it comes, and is invalid until it goes', async () => {
    const [error, setError] = createSignal<string | undefined>()
    show(() => <TextField label="Issuer" value="" error={error()} onInput={() => undefined} />)
    await expect.element(page.getByRole('alert')).not.toBeInTheDocument()
    await expect.element(field('Issuer')).toBeValid()
    setError('A name is missing.')
    await expect.element(page.getByRole('alert')).toHaveTextContent('A name is missing.')
    await expect.element(field('Issuer')).toHaveAttribute('aria-invalid', 'true')
    setError(undefined)
    await expect.element(page.getByRole('alert')).not.toBeInTheDocument()
    await expect.element(field('Issuer')).not.toHaveAttribute('aria-invalid')
  })

  test('reads the part of an error that counts down with it, but not at each change', async () => {
    const [left, setLeft] = createSignal(4)
    show(() => (
      <TextField
        label="Issuer"
        value=""
        error="That did not work."
        errorNext={`Try again in ${left()} s.`}
        onInput={() => undefined}
      />
    ))
    await expect.element(page.getByRole('alert')).toHaveTextContent('That did not work. Try again in 4 s.')
    setLeft(3)
    await expect.element(page.getByText('Try again in 3 s.')).toHaveAttribute('aria-live', 'off')
    expect(field('Issuer').element().getAttributeNames()).not.toContain('errornext')
  })

  test('says that it is optional without that being its name', async () => {
    show(() => <TextField label="Note" optional value="" onInput={() => undefined} />)
    await expect.element(field('Note')).toBeVisible()
    await expect.element(page.getByText('optional')).toBeVisible()
  })

  test('has buttons inside its box, after the text', async () => {
    show(() => (
      <TextField
        label="Secret key"
        value=""
        onInput={() => undefined}
        trailing={<IconButton icon={copyIcon} label="Paste" />}
      />
    ))
    await userEvent.tab()
    await expect.element(field('Secret key')).toHaveFocus()
    await userEvent.tab()
    await expect.element(page.getByRole('button', { name: 'Paste' })).toHaveFocus()
  })

  test('is 16 px tall in its letters, so that phones do not zoom', () => {
    show(() => (
      <>
        <TextField label="Issuer" value="" onInput={() => undefined} />
        <TextField label="Secret key" code value="" onInput={() => undefined} />
        <TextAreaField label="Note" value="" onInput={() => undefined} />
        <PassphraseField label="Passphrase" value="" autocomplete="off" onInput={() => undefined} />
      </>
    ))
    const sizes = [...document.querySelectorAll('main input, main textarea')].map(
      (input) => getComputedStyle(input).fontSize,
    )
    expect(sizes.map(Number.parseFloat).every((size) => size >= 16)).toBe(true)
  })
})

describe('a field of several lines', () => {
  test('runs the way its words run, and has its error tied to it', async () => {
    const [error, setError] = createSignal<string | undefined>()
    show(() => <TextAreaField label="Note" field="note" value="שלום" error={error()} onInput={() => undefined} />)
    await expect.element(field('Note')).toHaveAttribute('dir', 'auto')
    await expect.element(field('Note')).toHaveAttribute('data-field', 'note')
    await expect.element(field('Note')).toHaveAttribute('autocomplete', 'off')
    setError('The note is too long.')
    await expect.element(field('Note')).toHaveAccessibleDescription('The note is too long.')
    expect(await stage?.axeFindings()).toEqual([])
  })
})

describe('a passphrase', () => {
  const input = () => page.getByLabelText('Passphrase', { exact: true })

  test('is hidden until it is asked for, and keeps its text and place', async () => {
    const [value, setValue] = createSignal('')
    show(() => (
      <PassphraseField label="Passphrase" value={value()} autocomplete="current-password" onInput={setValue} />
    ))
    await userEvent.type(input(), 'copper lantern')
    await expect.element(input()).toHaveAttribute('type', 'password')
    await page.getByRole('button', { name: 'Show passphrase' }).click()
    await expect.element(input()).toHaveAttribute('type', 'text')
    await expect.element(input()).toHaveValue('copper lantern')
    await page.getByRole('button', { name: 'Hide passphrase' }).click()
    await expect.element(input()).toHaveAttribute('type', 'password')
    expect(await stage?.axeFindings()).toEqual([])
  })

  test.each(['current-password', 'new-password', 'off'] as const)('tells password managers: %s', async (kind) => {
    show(() => <PassphraseField label="Passphrase" value="" autocomplete={kind} onInput={() => undefined} />)
    await expect.element(input()).toHaveAttribute('autocomplete', kind)
    await expect.element(input()).toHaveAttribute('spellcheck', 'false')
    expect(input().element().hasAttribute('data-bwignore')).toBe(kind === 'off')
  })

  test('may be shown with another one, by whoever owns both', async () => {
    const told: boolean[] = []
    const [shown, setShown] = createSignal(false)
    show(() => (
      <>
        <PassphraseField
          label="Passphrase"
          value="a"
          autocomplete="new-password"
          shown={shown()}
          onShown={(next) => {
            told.push(next)
            setShown(next)
          }}
          onInput={() => undefined}
        />
        <PassphraseField
          label="Confirm passphrase"
          value="a"
          plain
          matches
          autocomplete="new-password"
          shown={shown()}
          onInput={() => undefined}
        />
      </>
    ))
    await page.getByRole('button', { name: 'Show passphrase' }).click()
    expect(told).toEqual([true])
    await expect.element(page.getByLabelText('Confirm passphrase')).toHaveAttribute('type', 'text')
    await page.getByRole('button', { name: 'Hide passphrase' }).click()
    expect(told).toEqual([true, false])
  })

  test('that is being tried keeps the focus and takes no more letters', async () => {
    const [trying, setTrying] = createSignal(false)
    show(() => (
      <PassphraseField
        label="Passphrase"
        value="copper"
        autocomplete="current-password"
        readOnly={trying()}
        onInput={() => undefined}
      />
    ))
    input().element().focus()
    setTrying(true)
    await expect.element(input()).toHaveFocus()
    await expect.element(input()).toHaveAttribute('readonly')
  })

  test('that is disabled cannot be shown either', async () => {
    show(() => <PassphraseField label="Passphrase" value="" disabled autocomplete="off" onInput={() => undefined} />)
    await expect.element(input()).toBeDisabled()
    await expect.element(page.getByRole('button', { name: 'Show passphrase' })).toBeDisabled()
  })

  test('tells of a wrong one in three parts, tied to the field', async () => {
    show(() => (
      <PassphraseField
        label="Passphrase"
        value="copper"
        error="That passphrase did not open the vault. Nothing was changed."
        errorNext="Try again in 4 s."
        autocomplete="current-password"
        onInput={() => undefined}
      />
    ))
    await expect
      .element(input())
      .toHaveAccessibleDescription('That passphrase did not open the vault. Nothing was changed. Try again in 4 s.')
    expect(await stage?.axeFindings()).toEqual([])
  })

  test('hands its element over', () => {
    let element: HTMLInputElement | undefined
    show(() => (
      <PassphraseField
        label="Passphrase"
        value=""
        autocomplete="off"
        ref={(given) => {
          element = given
        }}
        onInput={() => undefined}
      />
    ))
    expect(element).toBe(input().element())
  })
})
