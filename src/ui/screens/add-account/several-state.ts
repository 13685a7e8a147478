import type { AccountDraft, AccountView } from '../../../account.ts'
import { encodeHex } from '../../../encoding/index.ts'

/** How a draft stands to what is there: in the vault, or earlier in the same text. */
export type DraftStanding = 'new' | 'twin' | 'repeated' | 'conflict'

export interface FoundDraft {
  readonly draft: AccountDraft
  readonly standing: DraftStanding
}

/** What the vault is asked for. */
interface Known {
  twinsOf(draft: AccountDraft): readonly AccountView[]
  accounts(): readonly AccountView[]
}

/** Places each draft among the accounts that exist, and among those before it. */
export function standings(drafts: readonly AccountDraft[], vault: Known): readonly FoundDraft[] {
  const names = new Set(vault.accounts().map(nameKey))
  const before = new Set<string>()
  return drafts.map((draft) => {
    const key = codeKey(draft)
    const repeated = before.has(key)
    before.add(key)
    return { draft, standing: repeated ? 'repeated' : standing(draft, vault, names) }
  })
}

/** What is ticked at first: what is surely wanted. */
export function wanted(found: readonly FoundDraft[]): readonly boolean[] {
  return found.map(({ standing }) => standing === 'new')
}

function standing(draft: AccountDraft, vault: Known, names: ReadonlySet<string>): DraftStanding {
  if (vault.twinsOf(draft).length > 0) return 'twin'
  return names.has(nameKey(draft)) ? 'conflict' : 'new'
}

/** Of drafts that nobody needs any more. The vault keeps copies of its own. */
export function zeroSecrets(drafts: readonly AccountDraft[]): void {
  for (const { secret } of drafts) secret.fill(0)
}

/** Two drafts with this in common give the same codes. */
function codeKey({ type, algorithm, digits, period, pin, secret }: AccountDraft): string {
  return [type, algorithm, digits, period, pin, encodeHex(secret)].join('\n')
}

/** Two accounts with this in common look the same in a list. */
function nameKey(account: Pick<AccountDraft, 'issuer' | 'account'>): string {
  // Names are one line each, so a line feed keeps the two apart.
  return `${account.issuer}\n${account.account}`.toLowerCase()
}
