import { createMemo, createSignal, onCleanup, onMount, type Accessor } from 'solid-js'
import { backupState } from '../../../../backups/index.ts'
import type { BackupFacts, HealthFacts } from '../../../../health/index.ts'
import type { IntegrityReport } from '../../../../vault/index.ts'
import { createUpdateState } from '../../../primitives/update-state.ts'
import { useServices, type Services } from '../../../services.tsx'
import { useWorkspace, type Workspace } from '../../../workspace.tsx'

/** What is known of the app on this device, for the owner's lifetime. */
export interface Health {
  readonly facts: Accessor<HealthFacts>
  /** Asks the browser again what it says of storage. */
  lookAgain(): void
}

/** {@link Health}, gathered from the services and the open vault. Of the vault, only how it stands to its backup. */
export function createHealth(): Health {
  const services = useServices()
  const workspace = useWorkspace()
  const [persisted, setPersisted] = createSignal<HealthFacts['persisted']>('unknown')
  const [estimate, setEstimate] = createSignal<HealthFacts['estimate']>('unknown')
  const lookAgain = (): void => {
    void services.storage.persisted().then(setPersisted)
    void services.storage.estimate().then(setEstimate)
  }
  onMount(lookAgain)
  const installed = createInstalled(services)
  const update = createUpdateState(services.update)
  const backup = createBackupFacts(workspace, services)
  const integrity = createIntegrity(services)
  const facts = (): HealthFacts => {
    const { controlled, offlineReady, waiting, lastError } = update()
    return {
      now: services.clock.now(),
      persisted: persisted(),
      estimate: estimate(),
      installed: installed(),
      worker: { controlled, offlineReady, waiting, lastError },
      backup: backup(),
      integrity: integrity(),
      clock: workspace.clockReading(),
      codesCorrected: workspace.correction().byMs !== 0,
      origin: location.origin,
      isSecure: window.isSecureContext,
    }
  }
  return { facts: createMemo(facts), lookAgain }
}

function createInstalled({ install }: Services): Accessor<boolean> {
  const [installed, setInstalled] = createSignal(install.installed())
  onCleanup(install.subscribe(() => setInstalled(install.installed())))
  return installed
}

function createBackupFacts(workspace: Workspace, { clock }: Services): Accessor<BackupFacts> {
  return createMemo(() => {
    // Lists do not change with a counter, backups do.
    workspace.accounts()
    const everything = [...workspace.vault.accounts(), ...workspace.bin()]
    const { lastBackup, autosave } = workspace.settings()
    return {
      ...backupState(everything, workspace.settings(), clock.now()),
      lastAt: lastBackup?.at ?? null,
      autosaveFailed: (autosave?.failed ?? null) !== null,
    }
  })
}

const nothingFound: IntegrityReport = {
  sound: true,
  readOnlyBecause: null,
  missing: [],
  extra: [],
  altered: [],
  unreadable: [],
  olderThanAnchor: false,
}

/** What the last look at an open vault found; it stays while the screen goes away with the lock. */
function createIntegrity({ status }: Services): Accessor<IntegrityReport> {
  return createMemo((before: IntegrityReport) => {
    const now = status()
    return now.name === 'unlocked' ? now.integrity : before
  }, nothingFound)
}
