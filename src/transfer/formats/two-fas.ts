import { aesGcmKey, openBytes, pbkdf2 } from '../../crypto/index.ts'
import { decodeBase64, EncodingError } from '../../encoding/index.ts'
import type { RawAccount } from '../entry.ts'
import { TransferError } from '../errors.ts'
import type { FileContent, ReadExport, SealedExport } from '../format.ts'
import type { JsonFields } from '../json-fields.ts'
import { jsonValue, parseSealedJson, readRecords, requiredFields } from '../record-list.ts'
import { typeOrSteam } from '../steam-name.ts'

/** Rounds of PBKDF2 with SHA-256. The app's own number: the file does not say it. */
const iterations = 10_000
const keyBytes = 32
const nonceBytes = 12
const tagBytes = 16

/** Schemas up to here have no member for the type: accounts with counters look like all others. */
const lastSchemaWithoutTypes = 2

/** 2FAS: schemas 1 to 4 of Android and iOS, as they are or encrypted. */
export async function readExport([file]: readonly FileContent[]): Promise<ReadExport | SealedExport> {
  const backup = requiredFields(jsonValue(file))
  const services = backup.text('servicesEncrypted') ?? ''
  if (services === '') return readServices(backup, backup.raw('services'))
  const sealed = sealedPart(services)
  if (sealed === undefined) throw new TransferError('transfer/damaged', 'what is encrypted has not its three parts')
  // Sealed with the same password, so that a wrong one is told from damage.
  const reference = sealedPart(backup.text('reference') ?? '')
  return {
    unlock: async (password, signal) => {
      const opened = await openServices(sealed, reference, password, signal)
      return readServices(backup, parseSealedJson(opened))
    },
  }
}

function readServices(backup: JsonFields, services: unknown): ReadExport {
  // iOS writes the same ids in upper case.
  const groups = new Map(
    backup.objects('groups').map((group) => [group.text('id')?.toLowerCase(), group.text('name')] as const),
  )
  const entries = readRecords(services, ['name'], (service) => accountOf(service, groups))
  const isOld = Number(backup.number('schemaVersion')) <= lastSchemaWithoutTypes
  return { entries, ...(isOld && entries.length > 0 && { remarks: ['counters-unknown'] }) }
}

type Groups = ReadonlyMap<string | undefined, string | undefined>

function accountOf(service: JsonFields, groups: Groups): RawAccount {
  const otp = service.object('otp')
  const scannedIssuer = otp?.text('issuer')
  // The name can be edited; the issuer is what the QR code said.
  const issuer = service.text('name') || scannedIssuer
  const digits = otp?.number('digits')
  const type = otp?.text('tokenType')?.toLowerCase()
  const { iconIsLetters, isColoured } = appearanceOf(service)
  return {
    type: type ?? typeOrSteam('totp', issuer, digits),
    secret: service.text('secret'),
    algorithm: otp?.text('algorithm'),
    digits,
    period: otp?.number('period'),
    counter: otp?.number('counter'),
    issuer,
    otherIssuer: scannedIssuer,
    account: otp?.text('account') ?? withoutIssuer(otp?.text('label') ?? '', scannedIssuer ?? ''),
    tags: [groups.get(service.text('groupId')?.toLowerCase())],
    order: positionOf(service),
    updatedAt: numberOf(service.raw('updatedAt')),
    dropped: [iconIsLetters && 'icon', isColoured && 'colour'],
  }
}

function withoutIssuer(label: string, issuer: string): string {
  const isPrefixed = issuer !== '' && label.toLowerCase().startsWith(`${issuer.toLowerCase()}:`)
  return isPrefixed ? label.slice(issuer.length + 1) : label
}

function positionOf(service: JsonFields): number | undefined {
  return numberOf(service.object('order')?.raw('position'))
}

function numberOf(value: unknown): number | undefined {
  return typeof value === 'number' ? value : undefined
}

/** Letters were made by the app or the person; a picture of the app's collection has one of ours in its place. */
function appearanceOf(service: JsonFields): { readonly iconIsLetters: boolean; readonly isColoured: boolean } {
  const colour = service.object('badge')?.text('color') ?? 'Default'
  const selected = service.object('icon')?.text('selected')
  return { iconIsLetters: selected === 'Label', isColoured: colour !== 'Default' && colour !== '' }
}

interface SealedPart {
  /** With the tag behind it. */
  readonly ciphertext: Uint8Array
  readonly salt: Uint8Array
  readonly nonce: Uint8Array
}

/** Ciphertext, salt and nonce in base64, with colons between them. */
function sealedPart(text: string): SealedPart | undefined {
  const parts = text.split(':', 4)
  if (parts.length !== 3) return undefined
  try {
    const [ciphertext, salt, nonce] = parts.map(decodeBase64)
    if (ciphertext === undefined || salt === undefined || nonce?.length !== nonceBytes) return undefined
    return ciphertext.length < tagBytes || salt.length === 0 ? undefined : { ciphertext, salt, nonce }
  } catch (error) {
    if (error instanceof EncodingError) return undefined
    throw error
  }
}

async function openServices(
  services: SealedPart,
  reference: SealedPart | undefined,
  password: string,
  signal: AbortSignal | undefined,
): Promise<Uint8Array> {
  signal?.throwIfAborted()
  const opened = await openPart(services, password)
  if (opened !== null) return opened
  signal?.throwIfAborted()
  const isRight = reference !== undefined && (await openPart(reference, password)) !== null
  if (isRight) throw new TransferError('transfer/damaged', 'the password is right, the accounts are altered')
  throw new TransferError('transfer/wrong-password', 'the accounts do not open')
}

async function openPart({ ciphertext, salt, nonce }: SealedPart, password: string): Promise<Uint8Array | null> {
  const key = await pbkdf2(new TextEncoder().encode(password), { hash: 'SHA-256', salt, iterations, length: keyBytes })
  const opened = await openBytes(await aesGcmKey(key), nonce, '', ciphertext)
  key.fill(0)
  return opened
}
