import { afterEach, expect } from 'vitest'
import type { AccountDraft } from '../../src/account.ts'
import { openConnection, type Connection } from '../../src/api/index.ts'
import type { ConnectionOptions } from '../../src/api/connection.ts'
import type { ConnectLocks } from '../../src/api/handshake.ts'
import type { Vault } from '../../src/vault/index.ts'
import { createBareSite, type BareSite } from './bare-site.ts'
import { totpDraft } from './drafts.ts'
import { createFakePerson, type FakePerson } from './fake-person.ts'
import { findLeaks, spellingsOf } from './leaks.ts'
import { createMemoryDisk, type MemoryDisk } from './memory-disk.ts'
import { createTabStage, passphrase, type TabStage } from './tab-stage.ts'
import { createTimeline, type Timeline } from './timeline.ts'
import { createTwoWindows, type TwoWindows } from './two-windows.ts'

/** What a stage is set up with. */
export interface ConnectStageOptions {
  readonly drafts?: readonly AccountDraft[]
  readonly origins?: { site?: string; app?: string }
  /** What the site says hello with; `false`: a site of the test's own does. */
  readonly hello?: Record<string, unknown> | false
  readonly locks?: ConnectLocks
  /** Where there is no vault yet. */
  readonly isEmpty?: boolean
  /** False: the popup was opened by hand. */
  readonly hasOpener?: boolean
  /** The popup's own address. */
  readonly location?: ConnectionOptions['window']['location']
  /** Called before the popup says its first word. */
  readonly onWindows?: (windows: TwoWindows) => void
  /** What is taken off the device's time for codes, ms. */
  readonly correctionMs?: () => number
  /** What the popup's vault waits for. */
  readonly vaultAfter?: () => Promise<void>
}

/** An app with accounts, its popup, and a site that has opened it. */
export interface ConnectStage {
  readonly timeline: Timeline
  readonly tabs: TabStage<MemoryDisk>
  /** The popup's vault. */
  readonly vault: Vault
  /** Ids of the accounts, in the order of their drafts. */
  readonly ids: readonly string[]
  readonly windows: TwoWindows
  readonly person: FakePerson
  readonly site: BareSite
  readonly connection: Connection
  /** How often the popup was asked to close itself. */
  readonly closings: () => number
}

const opened: { readonly windows: TwoWindows; readonly drafts: readonly AccountDraft[]; readonly stop: () => void }[] =
  []

/** What no message of the popup may ever hold, whatever a test is about. */
export function leaksOf(messages: readonly unknown[], drafts: readonly AccountDraft[]): readonly string[] {
  return findLeaks(messages, [...drafts.flatMap(spellingsOf), passphrase, 'a passphrase of the backup', 'otpauth'])
}

/**
 * Opens a popup. To be used in files that call {@link checkEveryMessage}.
 *
 * The stage's drafts keep their secrets, so that messages can be searched for them.
 */
export async function createConnectStage(options: ConnectStageOptions = {}): Promise<ConnectStage> {
  const { drafts = [totpDraft()], origins = {}, hello, locks, isEmpty = false, vaultAfter, correctionMs } = options
  const timeline = createTimeline()
  // Who joins a tab waits for an answer no longer than that takes.
  const startTimer = (callback: () => void) => {
    const handle = setImmediate(() => setImmediate(callback))
    return () => clearImmediate(handle)
  }
  const tabs = createTabStage(createMemoryDisk(), { clock: timeline, startTimer })
  const vault = isEmpty ? await tabs.openTab() : await tabs.createVault()
  const ids = drafts.length === 0 || isEmpty ? [] : await vault.add(drafts)
  const windows = createTwoWindows(timeline, origins)
  const person = createFakePerson()
  let closings = 0
  const parts: ConnectionOptions = {
    window: popupWindowOf(windows, options),
    vault: (vaultAfter?.() ?? Promise.resolve()).then(() => vault),
    prompt: person,
    version: '9.9.9',
    closeWindow: () => void closings++,
    kdf: () => Promise.resolve(tabs.kdf),
    clock: timeline,
    startTimer: timeline.startTimer,
    locks,
    ...(correctionMs && { correctionMs }),
  }
  const site = createBareSite(windows, hello)
  options.onWindows?.(windows)
  const connection = openConnection(parts)
  opened.push({ windows, drafts, stop: connection.stop })
  return { timeline, tabs, vault, ids, windows, person, site, connection, closings: () => closings }
}

function popupWindowOf({ popupWindow }: TwoWindows, { hasOpener = true, location }: ConnectStageOptions) {
  return { ...popupWindow, ...(!hasOpener && { opener: null }), ...(location && { location }) }
}

/** As {@link createConnectStage}, once the site has been welcomed. */
export async function createOpenStage(options: ConnectStageOptions = {}): Promise<ConnectStage> {
  const stage = await createConnectStage(options)
  const { type } = await stage.site.greeted()
  if (type !== 'mfa-manager:welcome') throw new Error('the site was refused')
  return stage
}

/** As {@link createOpenStage}, once the person has let the site read these accounts; all, where none are named. */
export async function createGrantedStage(
  options: ConnectStageOptions = {},
  pick: (ids: readonly string[]) => readonly string[] = (ids) => ids,
): Promise<ConnectStage> {
  const stage = await createOpenStage(options)
  const listed = stage.site.ask('codes.list')
  const { answer } = await stage.person.question('read')
  answer({ answer: 'once', accountIds: pick(stage.ids) })
  await listed
  return stage
}

/** Searches, after each test of a file, everything that its popups have said for everything that is secret. */
export function checkEveryMessage(): void {
  afterEach(() => {
    const leaks = opened.flatMap(({ windows, drafts }) => leaksOf(windows.said, drafts))
    for (const { windows, stop } of opened.splice(0)) {
      stop()
      windows.dispose()
    }
    expect(leaks).toEqual([])
  })
}
