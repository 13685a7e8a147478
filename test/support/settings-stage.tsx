import { createSignal, type JSX } from 'solid-js'
import type { AppUpdate, InstallPrompt, StorageStatus, UpdateState } from '../../src/pwa/index.ts'
import { SettingsScreen } from '../../src/ui/screens/settings/settings-screen.tsx'
import { ServicesProvider, useServices, type Services } from '../../src/ui/services.tsx'
import type { Vault } from '../../src/vault/index.ts'
import { openVault, stageWorkspace, type OpenVault, type VaultStage } from './vault-stage.tsx'

/** Updates that a test lives through by hand. */
export interface HandUpdate extends AppUpdate {
  become(change: Partial<UpdateState>): void
  readonly checks: () => number
  readonly applied: () => number
  readonly guards: () => number
}

/** A {@link HandUpdate}: everything is stored and nothing waits. */
export function createHandUpdate(start: Partial<UpdateState> = {}): HandUpdate {
  const listeners = new Set<() => void>()
  const guards = new Set<() => boolean>()
  let checks = 0
  let applied = 0
  let state: UpdateState = {
    offlineReady: true,
    waiting: false,
    checking: false,
    controlled: true,
    held: false,
    ...start,
  }
  return {
    state: () => state,
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    check() {
      checks += 1
      return Promise.resolve('none')
    },
    apply() {
      applied += 1
    },
    guard(unsaved) {
      guards.add(unsaved)
      return () => guards.delete(unsaved)
    },
    hasUnsaved: () => [...guards].some((unsaved) => unsaved()),
    start: () => () => undefined,
    become(change) {
      state = { ...state, ...change }
      for (const listener of listeners) listener()
    },
    checks: () => checks,
    applied: () => applied,
    guards: () => [...guards].filter((unsaved) => unsaved()).length,
  }
}

/** A browser that says this of installing. */
export function createStageInstall(answers: Partial<InstallPrompt> = {}): InstallPrompt {
  return {
    canInstall: () => false,
    install: () => Promise.resolve('unavailable'),
    installed: () => false,
    subscribe: () => () => undefined,
    ...answers,
  }
}

/** A browser that says this of storage. */
export function createStageStorage(answers: Partial<StorageStatus> = {}): StorageStatus {
  return {
    persisted: () => Promise.resolve(false),
    persist: () => Promise.resolve(true),
    estimate: () => Promise.resolve({ usage: 400_000, quota: 10_000_000_000 }),
    ...answers,
  }
}

interface SettingsOptions {
  readonly section?: string
  /** Methods in place of the open vault's. */
  readonly vault?: Partial<Vault>
  readonly services?: Partial<Services>
}

export interface SettingsStage extends VaultStage {
  readonly vault: Vault
  /** Where the screen asked to go, in order. */
  readonly visited: readonly (string | undefined)[]
  readonly backs: () => number
  remove(): Promise<void>
}

/** Other services for what is below. */
function Services(props: { readonly services: Partial<Services>; readonly children: JSX.Element }): JSX.Element {
  const services = { ...useServices(), install: createStageInstall(), storage: createStageStorage(), ...props.services }
  return <ServicesProvider services={services}>{props.children}</ServicesProvider>
}

/** The settings of an open vault, with an address that follows. */
export async function stageSettings(options: SettingsOptions = {}): Promise<SettingsStage> {
  const opened: OpenVault = await openVault()
  const [section, setSection] = createSignal(options.section)
  const visited: (string | undefined)[] = []
  let backs = 0
  const screen = (): JSX.Element => (
    <Services services={options.services ?? {}}>
      <SettingsScreen
        section={section()}
        onSection={(to) => {
          visited.push(to)
          setSection(to)
        }}
        onBack={() => {
          backs += 1
        }}
      />
    </Services>
  )
  const stage = stageWorkspace({ ...opened.vault, ...options.vault }, screen, options.services)
  return { ...stage, vault: opened.vault, visited, backs: () => backs, remove: opened.remove }
}
