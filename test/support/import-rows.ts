import type { AccountDraft, AccountView } from '../../src/account.ts'
import { planImport, type ImportEntry, type OpenImport, type PlanVault } from '../../src/transfer/index.ts'
import { entriesOf, type ImportRow } from '../../src/ui/screens/import/import-choices.ts'

/** An export that is open. */
export function openExportOf(entries: readonly ImportEntry[], more: Partial<OpenImport> = {}): OpenImport {
  return { format: 'aegis', files: ['export.json'], ...more, state: 'open', entries }
}

/** An entry that is an account. */
export function entryOf(account: AccountDraft): ImportEntry {
  return { outcome: 'account', account, dropped: [] }
}

/** An entry that is none. */
export function unreadableEntry(label: string, text = label): ImportEntry {
  return { outcome: 'unreadable', label, code: 'otp/invalid-secret', text }
}

/** The rows of exports beside a vault that holds these accounts. */
export function rowsOf(opened: readonly OpenImport[], held: readonly AccountDraft[] = []): readonly ImportRow[] {
  const sources = entriesOf(opened)
  const plans = planImport(
    sources.map(({ entry }) => entry),
    vaultOf(held),
  )
  return sources.flatMap((source, place) => {
    const plan = plans[place]
    return plan === undefined ? [] : [{ ...source, place, plan }]
  })
}

function vaultOf(held: readonly AccountDraft[]): PlanVault {
  const views = held.map(({ secret: _secret, ...rest }, place): AccountView => {
    const usual = { note: '', tags: [], pinned: false, hidden: false, order: place, createdAt: 0, updatedAt: 0 }
    return { ...usual, useCount: 0, id: `id-${place}`, ...rest }
  })
  return {
    accounts: () => views,
    account: (id) => views.find((view) => view.id === id),
    holdersOf: ({ secret }) => views.filter((_, place) => held[place]?.secret.join() === secret.join()),
  }
}
