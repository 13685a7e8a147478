import type { AccountDraft, AccountView } from '../account.ts'
import type { ConnectedSite, VaultStatus } from '../vault/index.ts'
import type { MethodName } from './protocol.ts'

/** Who asks. The origin is the browser's word and shown in full; the name is the site's own, in smaller type. */
export interface AskingSite {
  /** Serialised: punycode, no default port. `originParts` says what stands out. */
  readonly origin: string
  /** At most 60 characters, cleaned. */
  readonly name: string | undefined
}

/** What every question says. */
interface Asked {
  readonly site: AskingSite
  /** What the site wants to do. */
  readonly method: MethodName
}

/**
 * The vault is locked. The screen unlocks it; nobody waits for an answer then, the question is withdrawn. It shows no
 * account, nor whether there are any.
 */
export interface UnlockQuestion extends Asked {
  readonly kind: 'unlock'
}

/** There is nothing to ask for. Says so; denying is the only answer. */
export interface NothingQuestion extends Asked {
  readonly kind: 'nothing'
  readonly because:
    /** There is no vault that could be unlocked: {@link NothingQuestion.status} says what there is. */
    | 'no-vault'
    /** The person has blocked this site. */
    | 'blocked'
    /** The person lets no site ask. */
    | 'switched-off'
  readonly status: VaultStatus['name']
}

/** May the site read codes, and of which accounts? */
export interface ReadQuestion extends Asked {
  readonly kind: 'read'
  /** All that can be shared, those first that the site's query finds. */
  readonly accounts: readonly AccountView[]
  /** Ids that the site was granted for good, and that are still there. To be ticked; no other is. */
  readonly granted: readonly string[]
  /** The site is remembered with {@link granted}: `continue` is the answer to offer. */
  readonly remembered: ConnectedSite | undefined
  /** False: the vault cannot be written, so `always` would last no longer than `once`. */
  readonly canRemember: boolean
}

/** May the site have the next code of a counter? The counter moves on. */
export interface CounterQuestion extends Asked {
  readonly kind: 'counter'
  readonly account: AccountView
}

/** May the site add this account? To be reviewed like a scanned one. */
export interface AddQuestion extends Asked {
  readonly kind: 'add'
  readonly draft: AccountDraft
  /** Accounts that are there and give the same codes. Where there are any, nothing is added. */
  readonly twins: readonly AccountView[]
}

/** May the site have a backup of the vault, under a passphrase that is typed now? */
export interface ExportQuestion extends Asked {
  readonly kind: 'export'
  /** Accounts in it, the bin included. */
  readonly accounts: number
}

/** Everything that the person can be asked. */
export type Question = UnlockQuestion | NothingQuestion | ReadQuestion | CounterQuestion | AddQuestion | ExportQuestion

/** What the person says. An answer that does not fit its question counts as `deny`. */
export type Answer =
  | { readonly answer: 'deny' }
  /** To questions of the kinds `counter`, `add` and, with the passphrase of the backup, `export`. */
  | { readonly answer: 'allow'; readonly passphrase?: string }
  /** To `read`: the accounts that were granted before. Counts only where the site is remembered. */
  | { readonly answer: 'continue' }
  /** To `read`: these accounts, until the window closes. */
  | { readonly answer: 'once'; readonly accountIds: readonly string[] }
  /** To `read`: these accounts, for good: the vault remembers them. */
  | { readonly answer: 'always'; readonly accountIds: readonly string[] }

/** The screen, as the message API knows it. Tests answer without one. */
export interface ConsentPrompt {
  /**
   * Asks the person. One question at a time.
   *
   * @param signal - Aborted when the question is withdrawn or answered: it goes from the screen, whatever was ticked. The
   * promise may stay pending after that.
   */
  ask(question: Question, signal: AbortSignal): Promise<Answer>
}
