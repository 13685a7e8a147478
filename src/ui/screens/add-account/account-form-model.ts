import { createMemo, createSignal, type Accessor } from 'solid-js'
import type { AccountDraft } from '../../../account.ts'
import type { OtpauthWarning, OtpError } from '../../../otp/index.ts'
import {
  differs,
  emptyForm,
  fieldOrder,
  formOfLink,
  readForm,
  readName,
  withType,
  type AccountForm,
  type FieldProblem,
  type FormField,
  type FormReading,
} from './account-form-state.ts'
import { keptForm } from './kept-form.ts'
import { isLink, recognise } from './pasted-links.ts'
import { readSecret, type SecretReading } from './secret-reading.ts'
import type { Workspace } from '../../workspace.tsx'

/** Where a form starts: what it holds, and what it must differ from to be worth a question before it goes. */
export interface FormStart {
  readonly form: AccountForm
  readonly untouched: AccountForm
  readonly refused: OtpError | undefined
  readonly warnings: readonly OtpauthWarning[]
}

/** The form `Add account`, and when it says what is wrong with it. */
export interface AccountFormModel {
  readonly form: Accessor<AccountForm>
  readonly reading: Accessor<FormReading>
  readonly secret: Accessor<SecretReading>
  /** Why the last pasted link was not taken. */
  readonly refused: Accessor<OtpError | undefined>
  /** What the link that filled the form left unsaid. */
  readonly warnings: Accessor<readonly OtpauthWarning[]>
  readonly isDirty: Accessor<boolean>
  change(change: Partial<AccountForm>): void
  /** The problem that the field may show by now. */
  problem(field: FormField): FieldProblem | undefined
  /** The field was left. */
  leave(field: FormField): void
  /** Puts a form in the place of this one. */
  fill(form: AccountForm): void
  /** Takes a text that holds links. `several`: it is not for this form. */
  take(text: string): 'taken' | 'several' | 'other'
  /** The draft, or the first field that stands in its way. From here on, every problem shows. */
  submit(): { readonly draft: AccountDraft } | { readonly first: FormField }
}

/** These show at once: going on typing does not mend them. */
const atOnce: ReadonlySet<FieldProblem> = new Set(['secret-wrong-character', 'secret-too-long', 'name-too-long'])

/** These show when the form is sent: somebody who leaves an empty field is not done yet. */
const whenSent: ReadonlySet<FieldProblem> = new Set(['nameless', 'secret-empty', 'pin-missing'])

/** Where the form starts: filled in already, for a text that came along, else where it was left. */
export function formStart(workspace: Workspace, initial: string | undefined, filled?: AccountForm): FormStart {
  if (filled) return { form: filled, untouched: filled, refused: undefined, warnings: [] }
  const text = initial?.trim() ?? ''
  const kept = keptForm(workspace) ?? emptyForm
  const start: FormStart = { form: kept, untouched: emptyForm, refused: undefined, warnings: [] }
  const recognised = recognise(text)
  switch (recognised.what) {
    case 'link':
      return { ...start, form: formOfLink(recognised.link), warnings: recognised.link.warnings }
    case 'several':
      return start
    case 'refused':
    case 'foreign':
      return { ...start, refused: recognised.error }
    case 'secret':
      return { ...start, form: { ...emptyForm, secret: text } }
    case 'text': {
      if (text === '') return start
      const named = { ...emptyForm, issuer: readName(text) ?? '' }
      return { ...start, form: named, untouched: named }
    }
  }
}

/** {@link AccountFormModel} for the owner's lifetime. */
export function createAccountForm(start: FormStart): AccountFormModel {
  const [form, setForm] = createSignal(start.form)
  const [refused, setRefused] = createSignal(start.refused)
  const [warnings, setWarnings] = createSignal(start.warnings)
  const [left, setLeft] = createSignal<ReadonlySet<FormField>>(new Set())
  const [sent, setSent] = createSignal(false)
  const reading = createMemo(() => readForm(form()))
  const secret = createMemo(() => readSecret(form().secret, form().type))

  const change = (change: Partial<AccountForm>): void => {
    setForm((form) => ({ ...(change.type ? withType(form, change.type) : form), ...change }))
  }
  const fill = (form: AccountForm, warnings: readonly OtpauthWarning[] = []): void => {
    setForm(form)
    setWarnings(warnings)
    setRefused(undefined)
    setLeft(new Set<FormField>())
    setSent(false)
  }
  const take = (text: string): 'taken' | 'several' | 'other' => {
    const recognised = recognise(text)
    if (recognised.what === 'several') return 'several'
    if (recognised.what === 'link') fill(formOfLink(recognised.link, form()), recognised.link.warnings)
    else if (recognised.what === 'refused') setRefused(recognised.error)
    else return 'other'
    return 'taken'
  }

  return {
    form,
    reading,
    secret,
    refused,
    warnings,
    isDirty: createMemo(() => differs(form(), start.untouched)),
    change,
    problem(field) {
      const problem = reading().problems[field]
      if (problem === undefined || sent()) return problem
      // A link that is being typed is no key with a wrong character in it.
      if (field === 'secret' && isLink(form().secret)) return undefined
      return atOnce.has(problem) || (left().has(field) && !whenSent.has(problem)) ? problem : undefined
    },
    leave(field) {
      setLeft((fields) => new Set(fields).add(field))
      if (field !== 'issuer' && field !== 'account') return
      const name = readName(form()[field])
      if (name !== undefined && name !== form()[field]) change({ [field]: name })
    },
    fill: (form) => fill(form),
    take,
    submit() {
      setSent(true)
      const { draft, problems } = reading()
      return draft ? { draft } : { first: fieldOrder.find((field) => problems[field] !== undefined) ?? 'issuer' }
    },
  }
}
