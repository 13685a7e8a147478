import type { VaultKeys } from '../crypto/index.ts'
import type { CodeGenerator } from '../otp/index.ts'
import type { AccountContent } from './account-record.ts'
import type { IntegrityReport } from './vault.ts'
import { backupKeyIn, createState, type VaultState } from './vault-state.ts'

/** What is in memory from unlock to lock. */
export interface Session {
  readonly keys: VaultKeys
  readonly vaultId: string
  /** The database is of a newer layout. */
  readonly isNewerLayout: boolean
  /** False from the moment of locking: who comes back from an `await` looks here before writing or answering. */
  isOpen: boolean
  state: VaultState
  integrity: IntegrityReport
  /** Prepared codes by account id, and what they were prepared for. Each holds a copy of a secret. */
  readonly generators: Map<string, { readonly content: AccountContent; readonly generate: CodeGenerator }>
  /** What undoing needs, in boxes that locking empties. */
  readonly undoBoxes: Set<UndoBox>
}

/** One account before and after an action. */
export interface AccountChange {
  readonly before: AccountContent
  readonly after: AccountContent
}

/** What undoing an action needs. */
export interface UndoBox {
  changes: readonly AccountChange[]
}

/** Starts a session on what was read. */
export function openSession(given: Pick<Session, 'keys' | 'state' | 'integrity' | 'isNewerLayout'>): Session {
  const { vaultId } = given.state.header
  return { ...given, vaultId, isOpen: true, generators: new Map(), undoBoxes: new Set() }
}

/**
 * Ends a session in the same tick: keys, accounts and generators are let go, and the bytes of the secrets that it holds
 * are zeroed. Copies that the engine made, and those inside keys and generators, last until they are collected;
 * JavaScript offers nothing more.
 */
export function closeSession(session: Session): void {
  session.isOpen = false
  const changes = [...session.undoBoxes].flatMap((box) => box.changes)
  const kept = changes.flatMap(({ before, after }) => [before, after])
  const { state } = session
  for (const { account } of [...state.accounts(), ...state.bin(), ...kept]) account.secret.fill(0)
  backupKeyIn(state)?.content.key.prk.fill(0)
  for (const box of session.undoBoxes) box.changes = []
  session.undoBoxes.clear()
  session.generators.clear()
  session.state = createState({ header: state.header, rows: new Map(), malformed: [] })
  forgetLastMatch()
}

const anyLetter = /\w/

/** Engines keep the text that a regular expression matched last, as `RegExp.$_`: a key, where one was just looked at. */
function forgetLastMatch(): void {
  anyLetter.test('x')
}
