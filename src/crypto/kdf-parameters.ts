import { encodeBase64url } from '../encoding/index.ts'
import { fromBase64url } from './base64url-field.ts'
import { CryptoError } from './errors.ts'
import type { RandomSource } from './random.ts'

/** Argon2id, version 1.3 (RFC 9106). */
export interface Argon2idParameters {
  readonly name: 'argon2id'
  /** Always 19, the number of version 1.3. */
  readonly v: number
  /** Memory in KiB. */
  readonly m: number
  /** Passes over the memory. */
  readonly t: number
  /** Lanes. */
  readonly p: number
  /** 16 bytes. */
  readonly salt: Uint8Array
}

/** PBKDF2 with HMAC-SHA-256 (RFC 8018 §5.2), for browsers without WebAssembly. */
export interface Pbkdf2Parameters {
  readonly name: 'pbkdf2-sha256'
  /** Iterations. */
  readonly i: number
  /** 16 bytes. */
  readonly salt: Uint8Array
}

/** How a passphrase becomes 32 bytes. */
export type KdfParameters = Argon2idParameters | Pbkdf2Parameters

const saltBytes = 16

/** How hard a guess is made. What each means grows with time; what is stored is the word. */
export type KeyStrength = 'standard' | 'strong' | 'strongest'

/**
 * What new slots and backups are written with; never what stored data says (docs/vault-format.md, "Slow hash"). The
 * first is the floor, the last the most that readers take.
 */
const argon2idPolicies = {
  standard: { name: 'argon2id', v: 19, m: 65_536, t: 3, p: 1 },
  strong: { name: 'argon2id', v: 19, m: 131_072, t: 4, p: 1 },
  strongest: { name: 'argon2id', v: 19, m: 262_144, t: 4, p: 1 },
} as const
const pbkdf2Policy = { name: 'pbkdf2-sha256', i: 1_000_000 } as const

/** What new parameters depend on. */
export interface KdfPolicy {
  /** Whether Argon2id can run here (`argon2Available()`); else PBKDF2, whatever the strength. */
  readonly argon2: boolean
  /** Left out: `standard`. */
  readonly strength?: KeyStrength
}

/** Parameters of today's policy, with a salt of their own. */
export function newKdfParameters(options: KdfPolicy & { readonly random: RandomSource }): KdfParameters {
  return { ...policyOf(options), salt: options.random(saltBytes) }
}

/** Whether parameters that were stored cost a guesser less than {@link newKdfParameters} would make it cost today. */
export function isBelowPolicy(stored: KdfParameters, options: KdfPolicy): boolean {
  const policy = policyOf(options)
  if (policy.name === 'pbkdf2-sha256') return stored.name === policy.name && stored.i < policy.i
  return stored.name !== policy.name || stored.m < policy.m || stored.m * stored.t < policy.m * policy.t
}

function policyOf({ argon2, strength = 'standard' }: KdfPolicy) {
  return argon2 ? argon2idPolicies[strength] : pbkdf2Policy
}

/**
 * Refuses parameters that cost too little to protect or so much that they only harm. Called before any work
 * (docs/vault-format.md, "Bounds").
 *
 * @throws {@link CryptoError} with `crypto/kdf-limits`.
 */
export function checkKdfBounds(parameters: KdfParameters): void {
  const sound = parameters.name === 'argon2id' ? isArgon2idSound(parameters) : isWithin(parameters.i, 600_000, 1e7)
  if (!sound || parameters.salt.length !== saltBytes) {
    throw new CryptoError('crypto/kdf-limits', 'the key derivation parameters are out of bounds')
  }
}

function isArgon2idSound({ v, m, t, p }: Argon2idParameters): boolean {
  const each = v === 19 && isWithin(m, 19_456, 262_144) && isWithin(t, 1, 10) && isWithin(p, 1, 4)
  return each && isWithin(m * t, 38_912, 1_048_576)
}

function isWithin(value: number, least: number, most: number): boolean {
  return Number.isInteger(value) && value >= least && value <= most
}

/** The parameters without the salt, `argon2id v=19 m=65536 t=3 p=1` or `pbkdf2-sha256 i=1000000`. */
export function kdfLine(parameters: KdfParameters): string {
  if (parameters.name === 'pbkdf2-sha256') return `pbkdf2-sha256 i=${parameters.i}`
  const { v, m, t, p } = parameters
  return `argon2id v=${v} m=${m} t=${t} p=${p}`
}

/** The `params` text of a passphrase slot: {@link kdfLine} and ` salt=…` (base64url). */
export function kdfText(parameters: KdfParameters): string {
  return `${kdfLine(parameters)} salt=${encodeBase64url(parameters.salt)}`
}

const numberPattern = '(0|[1-9][0-9]{0,15})'
const saltPattern = 'salt=([A-Za-z0-9_-]{1,64})'
const argon2idText = new RegExp(
  `^argon2id v=${numberPattern} m=${numberPattern} t=${numberPattern} p=${numberPattern} ${saltPattern}$`,
)
const pbkdf2Text = new RegExp(`^pbkdf2-sha256 i=${numberPattern} ${saltPattern}$`)

/**
 * Reads what {@link kdfText} wrote, and nothing else: `kdfText(parseKdfText(text)) === text` for every text it takes.
 * Bounds are not looked at; see {@link checkKdfBounds}.
 *
 * @throws {@link CryptoError} with `crypto/kdf-text`.
 */
export function parseKdfText(text: string): KdfParameters {
  const parameters = readArgon2id(text) ?? readPbkdf2(text)
  if (parameters === undefined || kdfText(parameters) !== text) {
    throw new CryptoError('crypto/kdf-text', 'the key derivation parameters of a slot cannot be read')
  }
  return parameters
}

function readArgon2id(text: string): KdfParameters | undefined {
  const [, v, m, t, p, saltText] = argon2idText.exec(text) ?? []
  const salt = saltText === undefined ? undefined : fromBase64url(saltText)
  if (salt === undefined) return undefined
  return { name: 'argon2id', v: Number(v), m: Number(m), t: Number(t), p: Number(p), salt }
}

function readPbkdf2(text: string): KdfParameters | undefined {
  const [, i, saltText] = pbkdf2Text.exec(text) ?? []
  const salt = saltText === undefined ? undefined : fromBase64url(saltText)
  return salt === undefined ? undefined : { name: 'pbkdf2-sha256', i: Number(i), salt }
}
