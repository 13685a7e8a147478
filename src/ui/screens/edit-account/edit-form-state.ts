import type { AccountIcon, AccountView } from '../../../account.ts'
import { encodeHex } from '../../../encoding/index.ts'
import { checkParameters, cleanNote, OtpError, type OtpType } from '../../../otp/index.ts'
import type { AccountEdit } from '../../../vault/index.ts'
import {
  numberProblems,
  parametersForm,
  readName,
  type FieldProblem,
  type FormField,
  type ParametersForm,
} from '../add-account/account-form-state.ts'
import { readSecret } from '../add-account/secret-reading.ts'

/** What `Edit account` holds: everything as typed. */
export interface EditForm extends ParametersForm {
  readonly issuer: string
  readonly account: string
  readonly tags: readonly string[]
  /** A tag that is still being typed; saving adds it. */
  readonly tagText: string
  readonly note: string
  readonly hidden: boolean
  readonly icon: AccountIcon | null
  /** `null` until it was revealed. */
  readonly secret: string | null
  /** mOTP and Yandex: another PIN; empty keeps the one that the account has. */
  readonly pin: string
}

export type EditField = FormField | 'tags' | 'note'
export type EditProblems = Partial<Readonly<Record<EditField, FieldProblem>>>

/** In the order of the form: where focus goes first. */
export const editFieldOrder: readonly EditField[] = [
  'issuer',
  'account',
  'tags',
  'note',
  'period',
  'counter',
  'secret',
  'pin',
]

/** The form of an account as it is, its secret hidden. */
export function editFormOf(view: AccountView): EditForm {
  return {
    ...parametersForm(view),
    issuer: view.issuer,
    account: view.account,
    tags: view.tags,
    tagText: '',
    note: view.note,
    hidden: view.hidden,
    icon: view.icon ?? null,
    secret: null,
    pin: '',
  }
}

/** What the form changes about the account it started from, and what stands in the way. Never throws for what was typed. */
export function readEdit(
  form: EditForm,
  from: AccountView,
  revealed: string | null,
): { readonly edit: AccountEdit; readonly problems: EditProblems } {
  const issuer = readName(form.issuer)
  const account = readName(form.account)
  const tags = addTags(form.tags, form.tagText)
  const note = readNote(form.note)
  const problems: EditProblems = {
    ...(issuer === undefined && { issuer: 'name-too-long' as const }),
    ...(account === undefined && { account: 'name-too-long' as const }),
    ...(issuer === '' && account === '' && { issuer: 'nameless' as const }),
    ...(tags === undefined && { tags: 'name-too-long' as const }),
    ...(note === undefined && { note: 'note-too-long' as const }),
    ...(needsPin(form.type) && !needsPin(from.type) && form.pin.trim() === '' && { pin: 'pin-missing' as const }),
    ...numberProblems(form),
    ...secretProblem(form),
  }
  if (Object.keys(problems).length > 0) return { edit: {}, problems }
  const edit: AccountEdit = {
    ...(issuer !== undefined && issuer !== from.issuer && { issuer }),
    ...(account !== undefined && account !== from.account && { account }),
    ...(tags !== undefined && !sameTexts(tags, from.tags) && { tags }),
    ...(note !== undefined && note !== from.note && { note }),
    ...(form.hidden !== from.hidden && { hidden: form.hidden }),
    ...(!sameIcon(form.icon, from.icon ?? null) && { icon: form.icon }),
    ...changedParameters(form, from),
    ...changedSecret(form, revealed),
    ...(needsPin(form.type) && form.pin.trim() !== '' && { pin: form.pin.trim() }),
  }
  return { edit, problems }
}

/**
 * The tags with those of a typed text: commas separate them, none comes twice whatever its case.
 *
 * @returns `undefined` when one of them is too long.
 */
export function addTags(tags: readonly string[], text: string): readonly string[] | undefined {
  const all = [...tags]
  for (const part of text.split(',')) {
    const tag = readName(part)
    if (tag === undefined) return undefined
    if (tag !== '' && !all.some((other) => other.toLowerCase() === tag.toLowerCase())) all.push(tag)
  }
  return all
}

/** How many tags are offered at a time: what fits under the field without covering the form. */
const offeredTags = 6

/** Tags of other accounts that the account has not and that begin with what is typed, whatever its case. */
export function suggestTags(known: readonly string[], tags: readonly string[], text: string): readonly string[] {
  const typed = text.trim().toLowerCase()
  const has = new Set(tags.map((tag) => tag.toLowerCase()))
  return known.filter((tag) => !has.has(tag.toLowerCase()) && tag.toLowerCase().startsWith(typed)).slice(0, offeredTags)
}

/** Whether the form holds anything that its account does not. */
export function isEdited(form: EditForm, from: AccountView, revealed: string | null): boolean {
  const untouched: EditForm = { ...editFormOf(from), secret: revealed }
  return (Object.keys(untouched) as (keyof EditForm)[]).some((key) => {
    if (key === 'tags') return !sameTexts(form.tags, untouched.tags)
    if (key === 'icon') return !sameIcon(form.icon, untouched.icon)
    return form[key] !== untouched[key]
  })
}

/** Whether codes of a type need the person's PIN. */
export function needsPin(type: OtpType): boolean {
  return type === 'motp' || type === 'yandex'
}

/** A note as the vault may keep it, or `undefined` when it is too long. */
function readNote(text: string): string | undefined {
  try {
    return cleanNote(text)
  } catch (error) {
    if (error instanceof OtpError && error.code === 'otp/note-too-long') return undefined
    throw error
  }
}

function secretProblem(form: EditForm): EditProblems {
  if (form.secret === null) return {}
  const { state } = readSecret(form.secret, form.type)
  return state === 'good' ? {} : { secret: `secret-${state}` }
}

function changedParameters(form: EditForm, from: AccountView): AccountEdit {
  const before = parametersForm(from)
  const changed = (Object.keys(before) as (keyof ParametersForm)[]).some((key) => form[key] !== before[key])
  if (!changed) return {}
  // The secret stays where it is: only the other parameters are read here.
  const { secret: _secret, pin: _pin, ...parameters } = checkParameters({ ...form, secret: new Uint8Array(32) })
  return parameters
}

function changedSecret(form: EditForm, revealed: string | null): AccountEdit {
  if (form.secret === null || form.secret === revealed) return {}
  const now = readSecret(form.secret, form.type)
  const before = readSecret(revealed ?? '', form.type)
  if (now.state !== 'good') return {}
  const same = before.state === 'good' && encodeHex(before.secret) === encodeHex(now.secret)
  return same ? {} : { secret: now.secret }
}

function sameTexts(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && one.every((text, index) => text === other[index])
}

function sameIcon(one: AccountIcon | null, other: AccountIcon | null): boolean {
  return one?.service === other?.service && one?.letters === other?.letters
}
