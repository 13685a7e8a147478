/// <reference types="vite/types/importMeta.d.ts" />

/** One frozen file: what it shows, and what must come of it (`success` or the name of a refusal). */
export interface Vector {
  readonly comment: string
  readonly expect: string
}

/** Files of one folder of test/vectors by their name without `.json`; the same in Node and in a browser. */
export type Vectors<T> = readonly (readonly [name: string, vector: T])[]

export interface BackupVector extends Vector {
  readonly passphrase: string
  /** The file's text, or its bytes where they are not UTF-8. */
  readonly file?: string
  readonly fileHex?: string
  /** For `success`: the plaintext without its padding. */
  readonly plaintext?: string
  /** For `backup/payload`: account, member and problem of each reason. */
  readonly reasons?: readonly (readonly [number | null, string, string])[]
}

export interface StoredSlot {
  readonly slotId: string
  readonly kind: string
  readonly params: string
  readonly slotCommit: string
  readonly nonce: string
  readonly wrapped: string
}

export interface SlotVector extends Vector {
  readonly vaultId: string
  readonly slot: StoredSlot
  readonly passphrase?: string
  /** Hexadecimal. */
  readonly secret: string
  readonly vaultKey?: string
}

export interface RecordVector extends Vector {
  readonly vaultId: string
  readonly vaultKey: string
  readonly record: { readonly id: string; readonly v: number; readonly n: string; readonly c: string }
  readonly json?: string
}

export interface ManifestVector extends Vector {
  readonly vaultId: string
  readonly vaultKey: string
  readonly epoch: number
  readonly slots: readonly StoredSlot[]
  readonly entries: readonly { readonly id: string; readonly v: number; readonly tag: string }[]
  readonly mac: string
}

export interface HeaderVector extends Vector {
  readonly header: unknown
}

export interface PassphraseVector extends Vector {
  readonly text: string
  /** Hexadecimal. */
  readonly utf8?: string
}

export interface VaultVector extends Vector {
  readonly passphrase: string
  readonly header: { readonly vaultId: string; readonly epoch: number; readonly slots: readonly StoredSlot[] }
  readonly records: readonly RecordVector['record'][]
  readonly plaintexts: readonly string[]
}

export interface KeysVector extends Vector {
  readonly vaultId: string
  readonly vaultKey: string
  readonly vaultCommit: string
}

// As text, because Vite's reader of JSON refuses half a surrogate pair, which some vectors are about.
const backupFiles = import.meta.glob('../vectors/backup/*.json', { eager: true, query: '?raw', import: 'default' })
const vaultFiles = import.meta.glob('../vectors/vault/*.json', { eager: true, query: '?raw', import: 'default' })
const passphraseFiles = import.meta.glob('../vectors/passphrase/*.json', {
  eager: true,
  query: '?raw',
  import: 'default',
})

export const backupVectors = named<BackupVector>(backupFiles, '')
export const passphraseVectors = named<PassphraseVector>(passphraseFiles, '')
export const slotVectors = named<SlotVector>(vaultFiles, 'slot-')
export const recordVectors = named<RecordVector>(vaultFiles, 'record-')
export const manifestVectors = named<ManifestVector>(vaultFiles, 'manifest-')
export const headerVectors = named<HeaderVector>(vaultFiles, 'header-')
export const vaultVector = only(vaultFiles, 'vault') as VaultVector
export const keysVector = only(vaultFiles, 'keys') as KeysVector

function named<T>(files: Record<string, unknown>, prefix: string): Vectors<T> {
  const all = Object.entries(files).map(([path, vector]) => [nameOf(path), JSON.parse(vector as string) as T] as const)
  return all.filter(([name]) => name.startsWith(prefix))
}

function only(files: Record<string, unknown>, wanted: string): unknown {
  const found = Object.entries(files).find(([path]) => nameOf(path) === wanted)
  if (found === undefined) throw new Error(`test/vectors has no ${wanted}.json`)
  return JSON.parse(found[1] as string)
}

function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1, -'.json'.length)
}

/** The frozen vector of a name. */
export function vectorOf<T>(vectors: Vectors<T>, name: string): T {
  const found = vectors.find(([each]) => each === name)
  if (found === undefined) throw new Error(`no vector ${name}`)
  return found[1]
}

/** The bytes of a backup vector's file. */
export function fileOf({ file, fileHex }: BackupVector): Uint8Array<ArrayBuffer> {
  if (fileHex === undefined) return new TextEncoder().encode(file)
  return Uint8Array.from(fileHex.match(/../g) ?? [], (digits) => Number.parseInt(digits, 16))
}
