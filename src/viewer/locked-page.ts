import { element, mark } from './element.ts'
import { viewerText } from './messages.ts'

/** The page that asks for the passphrase. */
export interface LockedPage {
  readonly content: HTMLElement
  readonly focus: HTMLElement
}

/** What it asks of its surroundings. */
export interface LockedPageOptions {
  /** Opens the backup; answers why not, where it does not open. */
  open(passphrase: string): Promise<string | undefined>
  /** What to say at once, e.g. why it is locked again. */
  readonly notice: string | undefined
}

/** Asks for the passphrase until it is the right one. */
export function lockedPage({ open, notice }: LockedPageOptions): LockedPage {
  const { input, field, problem, setProblem } = passphraseField()
  const button = element('button', { type: 'submit', class: 'button primary wide' }, viewerText.open)
  const form = element(
    'form',
    { class: 'stack', 'aria-labelledby': 'heading' },
    ...head(notice),
    field,
    problem,
    button,
  )
  let busy = false

  const submit = async (): Promise<void> => {
    if (busy) return
    if (input.value === '') {
      setProblem(viewerText.empty)
      input.focus()
      return
    }
    busy = true
    setProblem('')
    button.textContent = viewerText.opening
    button.setAttribute('aria-busy', 'true')
    const failure = await open(input.value)
    busy = false
    button.textContent = viewerText.open
    button.removeAttribute('aria-busy')
    if (failure === undefined) {
      input.value = ''
      return
    }
    setProblem(failure)
    input.select()
  }
  form.addEventListener('submit', (event) => {
    event.preventDefault()
    void submit()
  })
  return { content: element('main', { class: 'gate' }, form), focus: input }
}

function head(notice: string | undefined): readonly HTMLElement[] {
  const lines = [viewerText.lockedHelp, ...(notice === undefined ? [] : [notice])]
  return [
    element(
      'div',
      { class: 'gate-head' },
      mark(56),
      element('h1', { id: 'heading' }, viewerText.locked),
      ...lines.map((line) => element('p', {}, line)),
    ),
  ]
}

interface PassphraseField {
  readonly input: HTMLInputElement
  readonly field: HTMLElement
  readonly problem: HTMLElement
  /** Empty: there is none. */
  setProblem(text: string): void
}

function passphraseField(): PassphraseField {
  const input = element('input', {
    id: 'passphrase',
    type: 'password',
    // Of this file alone: a browser that keeps it would offer it to every other file.
    autocomplete: 'off',
    autocapitalize: 'none',
    spellcheck: 'false',
    'aria-describedby': 'problem caps-lock',
  })
  const toggle = element('button', {
    type: 'button',
    class: 'toggle',
    'aria-label': viewerText.showPassphrase,
  })
  toggle.textContent = viewerText.show
  toggle.addEventListener('click', () => {
    const shows = input.type === 'password'
    input.type = shows ? 'text' : 'password'
    toggle.textContent = shows ? viewerText.hide : viewerText.show
    toggle.setAttribute('aria-label', shows ? viewerText.hidePassphrase : viewerText.showPassphrase)
  })
  const capsLock = element('p', { id: 'caps-lock', class: 'warning', role: 'status' })
  const watch = (event: KeyboardEvent): void => {
    // Events that password managers make up lack the method.
    const isOn = typeof event.getModifierState === 'function' && event.getModifierState('CapsLock')
    capsLock.textContent = isOn ? viewerText.capsLock : ''
  }
  input.addEventListener('keydown', watch)
  input.addEventListener('keyup', watch)
  const problem = element('p', { id: 'problem', class: 'problem', role: 'alert' })
  const control = element('div', { class: 'control' }, input, toggle)
  const field = element(
    'div',
    { class: 'field' },
    element('label', { for: 'passphrase' }, viewerText.passphrase),
    control,
    capsLock,
  )
  const setProblem = (text: string): void => {
    problem.textContent = text
    control.toggleAttribute('data-invalid', text !== '')
    if (text === '') input.removeAttribute('aria-invalid')
    else input.setAttribute('aria-invalid', 'true')
  }
  return { input, field, problem, setProblem }
}
