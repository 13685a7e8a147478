import type { Clock } from '../clock.ts'
import type { Kdf, RandomSource } from '../crypto/index.ts'
import type { StartTimer, VaultStore } from '../storage/index.ts'
import type { AnchorStore } from './anchor.ts'
import { VaultError } from './errors.ts'
import { closeSession, type Session } from './session.ts'
import type { TabMessage } from './tabs.ts'
import type { VaultEvent, VaultStatus } from './vault.ts'

/** The part of `navigator.locks` that is used here. */
export interface WriteLocks {
  request<T>(name: string, work: () => Promise<T>): Promise<T>
}

/** What the vault is built on. */
export interface VaultParts {
  readonly clock: Clock
  readonly random: RandomSource
  readonly kdf: Kdf
  /** Whether new passphrase slots are Argon2id; else PBKDF2. */
  readonly argon2: boolean
  readonly store: VaultStore
  readonly anchor: AnchorStore
  readonly locks: WriteLocks | undefined
  readonly startTimer: StartTimer
  /** Resolves when the page has time for what nobody waits for. */
  readonly whenIdle: () => Promise<void>
  /** How many records a vault must have for a snapshot to be worth its upkeep. */
  readonly snapshotFrom: number
}

/** What the modules of one vault share: its parts, its status, and the session while there is one. */
export interface VaultContext extends VaultParts {
  status(): VaultStatus
  setStatus(status: VaultStatus): void
  /** Tells listeners that accounts, bin or settings are others now. */
  emitChanged(): void
  /** Tells listeners what happened between tabs. */
  emit(event: Extract<VaultEvent, { readonly type: 'joined' | 'unlocked-elsewhere' }>): void
  subscribe(listener: (event: VaultEvent) => void): () => void
  session(): Session | undefined
  setSession(session: Session): void
  /** Ends the session, if there is one. */
  dropSession(): void
  /** Tells the other tabs. */
  post(message: TabMessage): void
  /** The passphrase was typed, and is right. */
  notePassphraseTyped(): void
}

/** What a context does by others. */
type ContextCalls = Pick<VaultContext, 'post' | 'notePassphraseTyped'>

/** A context without a session, in status `checking`. */
export function createContext(parts: VaultParts, calls: ContextCalls): VaultContext {
  const listeners = new Set<(event: VaultEvent) => void>()
  let status: VaultStatus = { name: 'checking' }
  let session: Session | undefined
  const emit = (event: VaultEvent) => {
    for (const listener of listeners) listener(event)
  }
  return {
    ...parts,
    ...calls,
    status: () => status,
    setStatus: (next) => {
      status = next
      emit({ type: 'status', status })
    },
    emitChanged: () => emit({ type: 'changed' }),
    emit,
    subscribe: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    session: () => session,
    setSession: (next) => {
      session = next
    },
    dropSession: () => {
      if (session !== undefined) closeSession(session)
      session = undefined
    },
  }
}

/** @throws {@link VaultError} with `vault/locked`. */
export function requireSession(context: VaultContext): Session {
  const session = context.session()
  if (session === undefined) throw new VaultError('vault/locked', 'the vault is locked')
  return session
}

/** @throws {@link VaultError} with `vault/locked`, `vault/read-only` or `vault/too-new`. */
export function requireWritable(context: VaultContext): Session {
  const session = requireSession(context)
  const { readOnlyBecause } = session.integrity
  if (readOnlyBecause === 'too-new')
    throw new VaultError('vault/too-new', 'a newer version of the app wrote this vault')
  if (readOnlyBecause !== null) throw new VaultError('vault/read-only', `nothing may be written: ${readOnlyBecause}`)
  return session
}
