import { systemClock, type Clock } from '../clock.ts'
import { argon2Available, systemRandom, type Kdf, type RandomSource } from '../crypto/index.ts'
import { createVaultStore, startSystemTimer, type StartTimer, type VaultStore } from '../storage/index.ts'
import { createBackupKey } from './backup-key.ts'
import type { AccountWriting } from './account-writing.ts'
import { createAccountReading } from './accounts.ts'
import { createAnchorStore, type AnchorStore } from './anchor.ts'
import { createCodes } from './codes.ts'
import { createComingIn } from './coming-in.ts'
import { createContext, requireSession, type WriteLocks } from './context.ts'
import { pickHeader } from './header-copies.ts'
import { createJoining } from './joining.ts'
import { later } from './later.ts'
import { createLifecycle, onConnectionLoss, onTabMessage } from './lifecycle.ts'
import { whenPageIsIdle } from './idle.ts'
import { notePassphraseTyped } from './passphrase-typed.ts'
import { formatRawExport, formatRawRecord } from './raw-export.ts'
import type { Reauthentication } from './reauthentication.ts'
import type { Recovery } from './recovery.ts'
import { refreshSession } from './refresh.ts'
import { createSettings } from './change-settings.ts'
import { createSites } from './sites.ts'
import { createSnapshots } from './snapshots.ts'
import { joinTabs, type TabChannel, type TabMessage } from './tabs.ts'
import type { Vault } from './vault.ts'
import type { PasskeyWays } from './passkeys.ts'
import { createWriter } from './write.ts'

/** What a vault is built on. Everything has a default but the slow hash, which needs to know its worker. */
export interface VaultOptions {
  readonly kdf: Kdf
  readonly clock?: Clock
  readonly random?: RandomSource
  /** Whether new passphrase slots are Argon2id. */
  readonly argon2?: boolean
  /** Name of the database, where `store` is not given. */
  readonly databaseName?: string
  readonly store?: VaultStore
  readonly anchor?: AnchorStore
  /** To the other tabs of this app: `new BroadcastChannel(tabChannelName)`. The vault closes it. */
  readonly channel?: TabChannel
  /** `navigator.locks`, where there is one. */
  readonly locks?: WriteLocks
  readonly startTimer?: StartTimer
  readonly whenIdle?: () => Promise<void>
  readonly snapshotFrom?: number
}

/** Below this many records, rows open as fast as a snapshot would. */
const defaultSnapshotFrom = 256

/** A vault in status `checking`. It touches nothing before `inspect()`. */
export function createVault(options: VaultOptions): Vault {
  const { databaseName: name, store = createVaultStore({ ...(name === undefined ? {} : { name }), pickHeader }) } =
    options
  const parts = {
    clock: options.clock ?? systemClock,
    random: options.random ?? systemRandom,
    kdf: options.kdf,
    argon2: options.argon2 ?? argon2Available(),
    store,
    anchor: options.anchor ?? createAnchorStore(),
    locks: options.locks,
    startTimer: options.startTimer ?? startSystemTimer,
    whenIdle: options.whenIdle ?? whenPageIsIdle,
    snapshotFrom: options.snapshotFrom ?? defaultSnapshotFrom,
  }
  const context = createContext(parts, {
    post: (message) => tabs.post(message),
    notePassphraseTyped: () => notePassphraseTyped(context, writer),
  })
  const writer = createWriter(context, {
    refresh: (session) => refreshSession(context, session),
    onWritten: () => snapshots.later(),
  })
  const snapshots = createSnapshots(context, writer)
  const joining = createJoining(context)
  const tabs = joinTabs(options.channel, (message: TabMessage) => onTabMessage(context, { writer, joining }, message))
  const { unlockBy, ...entry } = createLifecycle(context, { writer, snapshots, joining })
  const unwatch = store.subscribe((loss) => onConnectionLoss(context, writer, loss))

  return {
    status: () => context.status(),
    subscribe: (listener) => context.subscribe(listener),
    ...entry,
    ...later<PasskeyWays>(
      {
        passkeys: true,
        addPasskey: true,
        removePasskey: true,
        unlockWithPasskey: true,
      },
      async () => (await import('./passkeys.ts')).createPasskeyWays(context, { writer, unlockBy }),
    ),
    ...later<Recovery>(
      {
        hasRecoveryCode: true,
        recoveryCode: true,
        prepareRecoveryCode: true,
        confirmRecoveryCode: true,
        removeRecoveryCode: true,
        checkRecoveryCode: true,
        recover: true,
      },
      async () => (await import('./recovery.ts')).createRecovery(context, { writer, unlockBy }),
    ),
    ...later<Reauthentication>(
      {
        confirmPassphrase: true,
        confirmProof: true,
        changePassphrase: true,
        passphraseHash: true,
        setKeyStrength: true,
        reveal: true,
        acceptState: true,
      },
      async () => (await import('./reauthentication.ts')).createReauthentication(context, writer),
    ),
    ...createSettings(context, writer),
    ...createAccountReading(context),
    ...later<AccountWriting>(
      { add: true, edit: true, editMany: true, moveToBin: true, restore: true, deleteForGood: true },
      async () => (await import('./account-writing.ts')).createAccountWriting(context, writer),
    ),
    ...createComingIn(context, writer),
    ...createBackupKey(context, writer),
    ...createSites(context, writer),
    ...createCodes(context, writer),
    rawRecord: (id) => {
      const state = context.session()?.state
      return state && formatRawRecord(state, id)
    },
    rawExport: async () => formatRawExport(await store.read()),
    accountsForBackup: () => {
      const { state } = requireSession(context)
      return [...state.accounts(), ...state.bin()].map(({ account, rest }) => ({
        ...account,
        secret: account.secret.slice(),
        ...(Object.keys(rest).length > 0 && { unknownMembers: rest }),
      }))
    },
    identity: () => {
      const header = context.session()?.state.header
      return header && { vaultId: header.vaultId, epoch: header.epoch }
    },
    close: () => {
      context.dropSession()
      unwatch()
      tabs.close()
      store.close()
    },
  }
}
