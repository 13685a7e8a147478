import type { AccountDraft } from '../../../account.ts'
import {
  checkParameters,
  cleanName,
  OtpError,
  type OtpAlgorithm,
  type OtpParameters,
  type OtpType,
  type ParsedOtpauthUri,
} from '../../../otp/index.ts'
import { draftOfLink } from './pasted-links.ts'
import { formatSecret, readSecret } from './secret-reading.ts'

/** The part of a form behind `Advanced`. Numbers that are typed stay text until they are read. */
export interface ParametersForm {
  readonly type: OtpType
  readonly algorithm: OtpAlgorithm
  readonly digits: number
  /** Seconds. */
  readonly period: string
  readonly counter: string
}

/** What `Add account` holds while it is filled in: everything as typed, so that nothing is lost before it is valid. */
export interface AccountForm extends ParametersForm {
  readonly issuer: string
  readonly account: string
  readonly secret: string
  /** mOTP and Yandex. */
  readonly pin: string
  /** What a link said beside the fields. */
  readonly extra: Pick<AccountDraft, 'tags' | 'note' | 'pinned'>
  /** The two issuers of a link that names two: its parameter's and its label's. */
  readonly issuers: readonly [string, string] | null
}

export type FormField = 'issuer' | 'account' | 'secret' | 'pin' | 'period' | 'counter'

/** What is wrong with a field. The sentences are in `messages/account-form.ts`. */
export type FieldProblem =
  | 'nameless'
  | 'name-too-long'
  | 'note-too-long'
  | 'secret-empty'
  | 'secret-too-short'
  | 'secret-too-long'
  | 'secret-wrong-character'
  | 'pin-missing'
  | 'period'
  | 'counter'

export type FormProblems = Partial<Readonly<Record<FormField, FieldProblem>>>

/** A draft when nothing is wrong, else what is. `parameters` are there as soon as a code can be computed. */
export interface FormReading {
  readonly parameters: OtpParameters | undefined
  readonly draft: AccountDraft | undefined
  readonly problems: FormProblems
}

/** In the order of the form: where focus goes first. */
export const fieldOrder: readonly FormField[] = ['issuer', 'account', 'secret', 'pin', 'period', 'counter']

export const emptyForm: AccountForm = {
  issuer: '',
  account: '',
  secret: '',
  type: 'totp',
  algorithm: 'SHA1',
  digits: 6,
  period: '30',
  counter: '0',
  pin: '',
  extra: {},
  issuers: null,
}

/** The form that a link fills in. Names that the link leaves out stay as they were typed. */
export function formOfLink(link: ParsedOtpauthUri, typed: AccountForm = emptyForm): AccountForm {
  const { tags, note, pinned } = draftOfLink(link)
  return {
    ...parametersForm(link),
    issuer: link.issuer === '' ? typed.issuer : link.issuer,
    account: link.account === '' ? typed.account : link.account,
    secret: formatSecret(link.secret, link.type),
    pin: link.pin ?? '',
    extra: { ...(tags && { tags }), ...(note && { note }), ...(pinned && { pinned }) },
    issuers: link.labelIssuer === undefined ? null : [link.issuer, link.labelIssuer],
  }
}

/** The form that an account fills in which came with others in one code. */
export function formOfDraft(draft: AccountDraft): AccountForm {
  const { issuer, account, tags, note, pinned } = draft
  return {
    ...emptyForm,
    ...parametersForm(draft),
    issuer,
    account,
    secret: formatSecret(draft.secret, draft.type),
    pin: draft.pin ?? '',
    extra: { ...(tags && { tags }), ...(note && { note }), ...(pinned && { pinned }) },
  }
}

/** The form behind `Advanced` for parameters that exist; what a type lacks gets its default. */
export function parametersForm(of: Omit<OtpParameters, 'secret'>): ParametersForm {
  return {
    type: of.type,
    algorithm: of.algorithm,
    digits: of.digits,
    period: String(of.period ?? 30),
    counter: String(of.counter ?? 0),
  }
}

/** The form with another type. The key stays the same bytes where that type writes keys differently. */
export function withType<Form extends Pick<AccountForm, 'type' | 'secret'>>(form: Form, type: OtpType): Form {
  const rewritten = (form.type === 'motp') !== (type === 'motp')
  const secret = rewritten ? readSecret(form.secret, form.type) : undefined
  return { ...form, type, ...(secret?.state === 'good' && { secret: formatSecret(secret.secret, type) }) }
}

/** The issuer that the link also names, while the form still has one of the two. */
export function otherIssuer(form: Pick<AccountForm, 'issuer' | 'issuers'>): string | undefined {
  const [parameter, label] = form.issuers ?? []
  if (form.issuer === parameter) return label
  return form.issuer === label ? parameter : undefined
}

/** Whether there is anything in a form that its opener did not put there. */
export function differs(form: AccountForm, from: AccountForm): boolean {
  return (Object.keys(from) as (keyof AccountForm)[]).some((key) =>
    key === 'extra' || key === 'issuers' ? false : form[key] !== from[key],
  )
}

/** Whether the parameters are the ones that nearly every site means. */
export function isPlain(form: ParametersForm): boolean {
  return form.type === 'totp' && form.algorithm === 'SHA1' && form.digits === 6 && form.period === '30'
}

/** Reads the whole form. Never throws for what was typed. */
export function readForm(form: AccountForm): FormReading {
  const issuer = readName(form.issuer)
  const account = readName(form.account)
  const { parameters, problems: found } = readParameters(form)
  const problems: FormProblems = {
    ...(issuer === undefined && { issuer: 'name-too-long' as const }),
    ...(account === undefined && { account: 'name-too-long' as const }),
    ...(issuer === '' && account === '' && { issuer: 'nameless' as const }),
    ...found,
  }
  if (issuer === undefined || account === undefined || !parameters || Object.keys(problems).length > 0) {
    return { parameters, draft: undefined, problems }
  }
  return { parameters, draft: { ...parameters, ...form.extra, issuer, account }, problems }
}

/** Reads what a code is computed from: the key, and what lies behind `Advanced`. */
export function readParameters(
  form: ParametersForm & Pick<AccountForm, 'secret' | 'pin'>,
): Pick<FormReading, 'parameters' | 'problems'> {
  const secret = readSecret(form.secret, form.type)
  const problems: FormProblems = {
    ...(secret.state !== 'good' && { secret: `secret-${secret.state}` as const }),
    ...((form.type === 'motp' || form.type === 'yandex') && form.pin.trim() === '' && { pin: 'pin-missing' as const }),
    ...numberProblems(form),
  }
  if (secret.state !== 'good' || Object.keys(problems).length > 0) return { parameters: undefined, problems }
  try {
    return { parameters: checkParameters({ ...form, secret: secret.secret, pin: form.pin.trim() }), problems }
  } catch (error) {
    if (!(error instanceof OtpError)) throw error
    // What a field alone cannot tell: a Yandex key has at least 16 bytes.
    return { parameters: undefined, problems: { secret: 'secret-too-short' } }
  }
}

/** What is wrong with the typed numbers of the type in use. */
export function numberProblems(form: ParametersForm): FormProblems {
  if (form.type === 'totp' && !isWhole(form.period, 1, 86_400)) return { period: 'period' }
  if (form.type === 'hotp' && !isWhole(form.counter, 0, Number.MAX_SAFE_INTEGER)) return { counter: 'counter' }
  return {}
}

/** A name as the vault may keep it, or `undefined` when it is too long. */
export function readName(text: string): string | undefined {
  try {
    return cleanName(text)
  } catch (error) {
    if (error instanceof OtpError && error.code === 'otp/name-too-long') return undefined
    throw error
  }
}

function isWhole(text: string, least: number, most: number): boolean {
  const trimmed = text.trim()
  return /^\d{1,16}$/.test(trimmed) && Number(trimmed) >= least && Number(trimmed) <= most
}
