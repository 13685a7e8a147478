import { encodeHex } from '../../../../src/encoding/index.ts'
import type { Vault, VaultStatus } from '../../../../src/vault/index.ts'
import { totpDraft } from '../../../support/drafts.ts'
import { outcomeOf } from '../../../support/outcome.ts'
import { untilChecked } from '../../../support/snapshot-stage.ts'
import { readImage, type Image } from './image.ts'
import { openTab, passkey, passphrases, recoveryText, seedRandom, startOfTime } from './worlds.ts'

/** What a tab that is opened afterwards makes of what is there. */
export interface View {
  readonly status: VaultStatus
  /** What came of the attempt to open it. */
  readonly opening: string
  /** Everything in the vault, as text; absent: nothing opened. */
  readonly content?: string
  /** A snapshot showed something else at first than the rows behind it. */
  readonly isSnapshotStale?: boolean
  /** The status after one more write, a lock and another unlock, where there could be one. */
  readonly afterNextWrite?: VaultStatus
  /** What that write answered. */
  readonly nextWrite: string
}

/** Opens what is there in every way, and writes once more. What is there is another image afterwards. */
export async function look(): Promise<{ readonly image: Image; readonly view: View }> {
  const image = await readImage()
  seedRandom(99)
  const vault = await openTab()
  try {
    return { image, view: await viewOf(vault) }
  } finally {
    vault.close()
  }
}

async function viewOf(vault: Vault): Promise<View> {
  const { name } = vault.status()
  if (name !== 'locked') {
    const status = vault.status()
    const nextWrite = await outcomeOf(() => vault.create(passphrases[0]))
    return { status, opening: 'not tried', nextWrite, afterNextWrite: vault.status() }
  }
  let opened = ''
  const opening = await outcomeOf(async () => {
    opened = await openWithOne(vault)
  })
  if (opened === '') return { status: vault.status(), opening, nextWrite: 'not tried' }
  // At once: what an unlock itself writes (the day on which the passphrase was typed) comes in its own time.
  const atFirst = contentOf(vault)
  const ways = { passphrase: opened, ...(await otherWaysIn(vault)) }
  await untilChecked(vault)
  const inner = contentOf(vault)
  const status = vault.status()
  const nextWrite = await outcomeOf(() => vault.add([totpDraft({ issuer: 'Afterwards' })]))
  const count = vault.accounts().length
  vault.lock('person')
  await vault.unlock(opened)
  await untilChecked(vault)
  if (vault.accounts().length !== count) throw new Error('what was written afterwards is not there')
  const content = JSON.stringify([ways, inner])
  return { status, opening, content, isSnapshotStale: inner !== atFirst, nextWrite, afterNextWrite: vault.status() }
}

/** Unlocks with the passphrase that opens it, of which there may be only one. Answers none where there is none. */
async function openWithOne(vault: Vault): Promise<string> {
  const fitting: string[] = []
  for (const passphrase of passphrases) if (await vault.confirmPassphrase(passphrase)) fitting.push(passphrase)
  if (fitting.length > 1) throw new Error('two passphrases open the vault')
  const [passphrase = ''] = fitting
  if (passphrase !== '') await vault.unlock(passphrase)
  return passphrase
}

async function otherWaysIn(vault: Vault) {
  const slots = await vault.passkeys()
  const byPasskey = slots.length > 0 ? await openingByPasskey() : 'no passkey'
  const text = await recoveryText()
  let opensByCode = false
  const recoveryCode = await outcomeOf(async () => {
    opensByCode = await vault.checkRecoveryCode(text)
  })
  return { recoveryCode, opensByCode, slots, byPasskey }
}

async function openingByPasskey(): Promise<string> {
  const vault = await openTab({ locks: noLocks })
  const outcome = await outcomeOf(() => vault.unlockWithPasskey(passkey.secret))
  vault.close()
  return outcome
}

const noLocks = { request: <T>(_: string, work: () => Promise<T>) => work() }

/** Everything that a vault shows, and the codes of all accounts at one moment. */
function contentOf(vault: Vault): string {
  const byId = (a: { readonly id: string }, b: { readonly id: string }) => (a.id < b.id ? -1 : 1)
  const backupKey = vault.backupKey()
  return JSON.stringify({
    accounts: vault
      .accountsForBackup()
      .map((account) => ({ ...account, secret: encodeHex(account.secret) }))
      .toSorted(byId),
    codes: vault
      .accounts()
      .filter(({ type }) => type !== 'hotp')
      .toSorted(byId)
      .map(({ id }) => vault.codeAt(id, startOfTime)),
    settings: vault.settings(),
    sites: vault.sites().toSorted((a, b) => (a.origin < b.origin ? -1 : 1)),
    requests: vault.requests(),
    keptRows: vault.keptRows(),
    backupKey: backupKey && { kdf: backupKey.kdf, prk: encodeHex(backupKey.prk) },
    identity: vault.identity(),
  })
}
