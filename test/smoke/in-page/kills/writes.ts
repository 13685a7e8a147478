import { binKeptForMs } from '../../../../src/vault/bin.ts'
import type { Undo, Vault, VaultOptions } from '../../../../src/vault/index.ts'
import { manyDrafts, totpDraft } from '../../../support/drafts.ts'
import { createSetClock } from '../../../support/set-clock.ts'
import { eagerSnapshots, untilChecked } from '../../../support/snapshot-stage.ts'
import { readImage } from './image.ts'
import {
  putRecoveryCode,
  backupKeyOf,
  idOf,
  passkey,
  passphrases,
  recoveryBytes,
  recoveryText,
  requestAt,
  startOfTime,
  type World,
} from './worlds.ts'

/** One thing that a vault writes. */
export interface Write {
  readonly world: World
  /** Begins at the lock screen. Otherwise the vault is unlocked when the write begins. */
  readonly fromLocked?: boolean
  /** What this write's tab is opened with. */
  readonly options?: () => Partial<VaultOptions>
  /** Two writes, one after the other: what the first leaves is a state of its own. Begins at the lock screen. */
  readonly isTwofold?: boolean
  /** `undo`: what the write before answered, where it answered one. */
  run(vault: Vault, undo: Undo | undefined): Promise<unknown>
}

const [passphrase, nextPassphrase, recoveredPassphrase] = passphrases
const basedOn = (vault: Vault, id: string) => vault.account(id)?.updatedAt ?? 0
const rich = (run: Write['run']): Write => ({ world: 'rich', run })
const plain = (run: Write['run']): Write => ({ world: 'plain', run })

/** A month later: what lies in the bin goes with the next unlock. */
const muchLater = () => ({ clock: createSetClock(startOfTime + binKeptForMs) })

/** Every kind of write there is. */
export const writes = {
  create: { world: 'none', fromLocked: true, run: (vault) => vault.create(passphrase) },
  'create with a recovery code': {
    world: 'none',
    fromLocked: true,
    run: (vault) => vault.create(passphrase, { recoveryCode: recoveryBytes }),
  },
  add: rich((vault) => vault.add([totpDraft({ issuer: 'Added' })])),
  'add many': plain((vault) => vault.add(manyDrafts(300))),
  import: rich((vault) => vault.apply(largePlan(vault)).then(({ undo }) => undo)),
  undo: rich((_, undo) => (undo === undefined ? Promise.resolve() : undo())),
  edit: rich((vault) => {
    const id = idOf(vault, 'First')
    return vault.edit(id, { issuer: 'First, renamed', secret: new Uint8Array(20).fill(3) }, basedOn(vault, id))
  }),
  'edit many': rich((vault) =>
    vault.editMany(['Second', 'Third', 'Fourth'].map((name) => ({ id: idOf(vault, name), edit: { tags: ['New'] } }))),
  ),
  bin: rich((vault) => vault.moveToBin([idOf(vault, 'Third'), idOf(vault, 'Fourth')])),
  restore: rich((vault) => vault.restore([idOf(vault, 'Binned')])),
  'delete for good': rich((vault) => vault.deleteForGood([idOf(vault, 'Binned too')])),
  // And notes the day on which the passphrase was typed.
  'empty the bin': { world: 'rich', fromLocked: true, isTwofold: true, options: muchLater, run: unlockAndWait },
  'next code': rich((vault) => vault.nextCode(idOf(vault, 'Second'))),
  'count a use': rich((vault) => vault.recordUse(idOf(vault, 'Fourth'))),
  settings: rich((vault) => vault.changeSettings({ density: 'grid', lockAfterMs: null })),
  passphrase: rich((vault) => vault.changePassphrase(passphrase, nextPassphrase)),
  'recovery code': plain((vault) => putRecoveryCode(vault, passphrase, recoveryBytes)),
  'another recovery code': rich((vault) => putRecoveryCode(vault, passphrase, new Uint8Array(20).fill(15))),
  'no recovery code': rich((vault) => vault.removeRecoveryCode()),
  recover: {
    world: 'rich',
    fromLocked: true,
    run: async (vault) => vault.recover(await recoveryText(), recoveredPassphrase),
  },
  passkey: plain((vault) => vault.addPasskey(passphrase, passkey)),
  'no passkey': rich(async (vault) => vault.removePasskey((await vault.passkeys())[0]?.slotId ?? '')),
  snapshot: { world: 'plain', fromLocked: true, options: () => eagerSnapshots, run: unlockAndWaitForSnapshot },
  'accept a state': { world: 'damaged', run: (vault) => vault.acceptState(passphrase) },
  'backup key': plain((vault) => vault.keepBackupKey(backupKeyOf(1))),
  'another backup key': rich((vault) => vault.keepBackupKey(backupKeyOf(2))),
  'no backup key': rich((vault) => vault.keepBackupKey(null)),
  site: rich((vault) =>
    vault.putSite({
      origin: 'https://three.example',
      accountIds: [idOf(vault, 'First')],
      isBlocked: false,
      createdAt: startOfTime,
      lastUsedAt: 0,
      uses: 0,
    }),
  ),
  'use of a site': rich((vault) => vault.recordSiteUse('https://one.example', 2)),
  'no site': rich((vault) => vault.removeSite('https://two.example')),
  log: rich((vault) => vault.logRequests([requestAt(startOfTime + 1), requestAt(startOfTime + 2)])),
  'no log': rich((vault) => vault.clearRequests()),
  'no kept rows': rich((vault) => vault.forgetKeptRows()),
  erase: rich((vault) => vault.erase()),
} as const satisfies Readonly<Record<string, Write>>

export type WriteName = keyof typeof writes

function largePlan(vault: Vault) {
  return {
    adds: manyDrafts(100),
    edits: [{ id: idOf(vault, 'First'), edit: { note: 'from the file' } }],
    kept: [{ line: 'nothing that could be read' }],
    settings: { density: 'grid' },
  }
}

async function unlockAndWait(vault: Vault): Promise<void> {
  await vault.unlock(passphrase)
  await untilChecked(vault)
}

async function unlockAndWaitForSnapshot(vault: Vault): Promise<void> {
  await unlockAndWait(vault)
  while ((await readImage()).snapshots === '[]') await new Promise((resolve) => setTimeout(resolve))
}
