import { createMemo, createSignal, type Accessor } from 'solid-js'
import type { AccountView } from '../../../account.ts'
import { parseSecret } from '../../../otp/index.ts'
import type { AccountEdit, RevealedSecret } from '../../../vault/index.ts'
import { withType, type FieldProblem } from '../add-account/account-form-state.ts'
import { formatSecret, readSecret, type SecretReading } from '../add-account/secret-reading.ts'
import { editFieldOrder, editFormOf, isEdited, readEdit, type EditField, type EditForm } from './edit-form-state.ts'

/** The form `Edit account`, and the account it started from. */
export interface EditFormModel {
  readonly form: Accessor<EditForm>
  /** The account as it was when the form was filled; its `updatedAt` is what an edit is based on. */
  readonly from: Accessor<AccountView>
  readonly secret: Accessor<SecretReading>
  readonly isDirty: Accessor<boolean>
  change(change: Partial<EditForm>): void
  /** The problem that the field may show by now. */
  problem(field: EditField): FieldProblem | undefined
  leave(field: EditField): void
  submit(): { readonly edit: AccountEdit } | { readonly first: EditField }
  reveal(secret: RevealedSecret): void
  /** Takes the secret out of the form, unless it was changed. */
  hideSecret(): void
  /** Starts again from an account, and drops what was typed. */
  restart(from: AccountView): void
}

const atOnce: ReadonlySet<FieldProblem> = new Set(['secret-wrong-character', 'secret-too-long', 'name-too-long'])

/** {@link EditFormModel} for the owner's lifetime. */
export function createEditForm(start: AccountView): EditFormModel {
  const [from, setFrom] = createSignal(start)
  const [form, setForm] = createSignal(editFormOf(start))
  /** The secret as the vault has it, in the alphabet of the type in use; `null` while it is hidden. */
  const [revealed, setRevealed] = createSignal<string | null>(null)
  const [left, setLeft] = createSignal<ReadonlySet<EditField>>(new Set())
  const [sent, setSent] = createSignal(false)
  const reading = createMemo(() => readEdit(form(), from(), revealed()))
  const secret = createMemo((): SecretReading => {
    const { secret, type } = form()
    return secret === null ? { state: 'empty' } : readSecret(secret, type)
  })

  return {
    form,
    from,
    secret,
    isDirty: createMemo(() => isEdited(form(), from(), revealed())),
    change(change) {
      const { type } = change
      const before = form()
      if (type && before.secret !== null) {
        const known = revealed()
        if (known !== null) setRevealed(withType({ type: before.type, secret: known }, type).secret)
        setForm({ ...before, ...withType({ type: before.type, secret: before.secret }, type), ...change })
      } else setForm({ ...before, ...change })
    },
    problem(field) {
      const problem = reading().problems[field]
      if (problem === undefined || sent() || atOnce.has(problem)) return problem
      return left().has(field) ? problem : undefined
    },
    leave(field) {
      setLeft((fields) => new Set(fields).add(field))
    },
    submit() {
      setSent(true)
      const { edit, problems } = reading()
      const first = editFieldOrder.find((field) => problems[field] !== undefined)
      return first ? { first } : { edit }
    },
    reveal(known) {
      const { type } = form()
      const text = formatSecret(parseSecret(known.secret), type)
      setRevealed(text)
      setForm((form) => ({ ...form, secret: text }))
    },
    hideSecret() {
      if (form().secret !== revealed()) return
      setForm((form) => ({ ...form, secret: null }))
      setRevealed(null)
    },
    restart(from) {
      setRevealed(null)
      setFrom(from)
      setForm(editFormOf(from))
      setLeft(new Set<EditField>())
      setSent(false)
    },
  }
}
