import { formatRecoveryCode, newKdfParameters } from '../../../../src/crypto/index.ts'
import { createVault, tabChannelName, type Vault, type VaultOptions } from '../../../../src/vault/index.ts'
import { hotpDraft, totpDraft } from '../../../support/drafts.ts'
import { answerOf, openNatively } from '../../../support/indexeddb-disk.ts'
import { createQuickKdf } from '../../../support/quick-kdf.ts'
import { createSetClock } from '../../../support/set-clock.ts'
import { eagerSnapshots, untilChecked } from '../../../support/snapshot-stage.ts'
import { databaseName, readImage, writeImage, type Image } from './image.ts'
import { createSeededRandom } from './seeded-random.ts'

/**
 * What a vault holds before a write: nothing at all; accounts only; everything that there can be, and a snapshot; a record
 * less than its manifest names, and one that does not open.
 */
export type World = 'none' | 'plain' | 'rich' | 'damaged'

/** Passphrases that may open a vault here: the first, and those that writes put in its place. */
export const passphrases = ['correct horse battery stäple', 'the next one', 'the one after recovery'] as const

/** What the ways in of the rich world are made of. */
export const recoveryBytes = new Uint8Array(20).fill(5)
export const passkey = {
  credentialId: new Uint8Array(16).fill(6),
  salt: new Uint8Array(32).fill(7),
  secret: new Uint8Array(32).fill(8),
  name: 'This laptop',
}

/** A key for automatic backups. */
export function backupKeyOf(fill: number) {
  return {
    kdf: newKdfParameters({ argon2: true, random: (length) => new Uint8Array(length).fill(9) }),
    prk: new Uint8Array(32).fill(fill),
  }
}

/** Answers what it is told to; every vault of this page draws from it. */
let draw = createSeededRandom(0)

/** What comes next is drawn from this seed: the same write gives the same bytes. */
export function seedRandom(seed: number): void {
  draw = createSeededRandom(seed)
}

/** The time in all these vaults, Unix ms. */
export const startOfTime = Date.UTC(2026, 0, 1, 12)

/** A tab over the browser's own storage, with no time spent on the hash. */
export async function openTab(options: Partial<VaultOptions> = {}): Promise<Vault> {
  const vault = createVault({
    kdf: createQuickKdf(),
    argon2: true,
    clock: createSetClock(startOfTime),
    random: (length) => draw(length),
    channel: new BroadcastChannel(tabChannelName),
    locks: navigator.locks,
    // Read a snapshot wherever there is one; write none unless that is what is looked at.
    snapshotFrom: 1,
    startTimer: neverRinging,
    ...options,
  })
  await vault.inspect()
  return vault
}

const neverRinging = () => () => {}

/** An account's id by its issuer, wherever it lies. */
export function idOf(vault: Vault, issuer: string): string {
  const found = [...vault.accounts(), ...vault.bin()].find((account) => account.issuer === issuer)
  if (found === undefined) throw new Error(`there is no account of ${issuer}`)
  return found.id
}

/** The recovery code of the rich world, as a person would type it. */
export async function recoveryText(): Promise<string> {
  return (await formatRecoveryCode(recoveryBytes)).join(' ')
}

/** Makes a world in the place of what is there. */
export async function buildWorld(world: World): Promise<Image> {
  seedRandom(1)
  await writeImage(nothing)
  if (world === 'none') return readImage()
  const vault = await openTab()
  await vault.create(passphrases[0])
  await vault.add([
    totpDraft({ issuer: 'First', pinned: true }),
    hotpDraft({ issuer: 'Second' }),
    totpDraft({ issuer: 'Third', tags: ['Work'], note: 'a note' }),
    totpDraft({ issuer: 'Fourth', digits: 8, algorithm: 'SHA256' }),
    totpDraft({ issuer: 'Binned' }),
    totpDraft({ issuer: 'Binned too' }),
  ])
  await vault.moveToBin([idOf(vault, 'Binned'), idOf(vault, 'Binned too')])
  if (world === 'rich') await enrich(vault)
  const damaged = [idOf(vault, 'Third'), idOf(vault, 'Fourth')] as const
  vault.close()
  if (world === 'rich') await takeSnapshot()
  if (world === 'damaged') await damage(...damaged)
  return readImage()
}

/** As Settings does it: the passphrase first, the write once the code was typed back. */
export async function putRecoveryCode(vault: Vault, passphrase: string, code: Uint8Array): Promise<void> {
  const put = await vault.prepareRecoveryCode(passphrase, code)
  await put()
}

async function enrich(vault: Vault): Promise<void> {
  await putRecoveryCode(vault, passphrases[0], recoveryBytes)
  await vault.addPasskey(passphrases[0], passkey)
  await vault.keepBackupKey(backupKeyOf(1))
  const times = { createdAt: startOfTime, lastUsedAt: 0, uses: 0 }
  await vault.putSite({ origin: 'https://one.example', accountIds: [idOf(vault, 'First')], isBlocked: false, ...times })
  await vault.putSite({ origin: 'https://two.example', accountIds: [], isBlocked: true, ...times })
  await vault.logRequests([requestAt(startOfTime)])
  await vault.apply({ adds: [], edits: [], kept: [{ line: 'not an account' }] })
}

/** A line of the log of requests. */
export function requestAt(at: number) {
  return { at, origin: 'https://one.example', method: 'codes', accountIds: [], outcome: 'ok' }
}

/** Unlocks and waits until the snapshot is there that an unlock leaves behind. */
export async function takeSnapshot(): Promise<void> {
  const vault = await openTab(eagerSnapshots)
  await vault.unlock(passphrases[0])
  await untilChecked(vault)
  while ((await readImage()).snapshots === '[]') await new Promise((resolve) => setTimeout(resolve))
  vault.close()
}

async function damage(missing: string, altered: string): Promise<void> {
  const database = await openNatively(databaseName)
  const objects = database.transaction('records', 'readwrite').objectStore('records')
  await answerOf(objects.delete(missing))
  const row = (await answerOf(objects.get(altered))) as { readonly c: Uint8Array }
  await answerOf(objects.put({ ...row, c: row.c.map((byte) => byte ^ 1) }))
  database.close()
}

const nothing: Image = { exists: false, anchor: null, headers: '[]', records: '[]', entries: '[]', snapshots: '[]' }
