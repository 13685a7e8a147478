import { createContext, createMemo, createSignal, onCleanup, useContext, type Accessor, type JSX } from 'solid-js'
import type { AccountView } from '../account.ts'
import type { ClockReading } from '../pwa/index.ts'
import type { Undo, Vault, VaultSettings } from '../vault/index.ts'
import { codeCorrection, isSameCorrection, type CodeCorrection } from './code-correction.ts'
import { undoIcon } from './components/icon-paths.ts'
import { shellText } from './messages/shell.ts'
import { createCodeClipboard, type CodeClipboard } from './primitives/clipboard.ts'
import { createClockReading } from './primitives/clock-reading.ts'
import { createCountdowns, type Countdown } from './primitives/countdown.ts'
import { createPassingMemo } from './primitives/passing-memo.ts'
import { createTick } from './primitives/tick.ts'
import { createToasts, type Toasts } from './primitives/toasts.ts'
import type { Services } from './services.tsx'

export type Overlay = 'menu' | 'shortcuts'

/** What the screens of an unlocked vault share. It lives from unlock to lock. */
export interface Workspace {
  readonly vault: Vault
  /** Unix ms, set at each whole second while the page is visible. */
  readonly now: Accessor<number>
  /** The same by the clock that codes follow. Whatever shows a code takes its time from here. */
  readonly codeNow: Accessor<number>
  readonly correction: Accessor<CodeCorrection>
  /** What is known of this device's clock. */
  readonly clockReading: Accessor<ClockReading>
  /** Of codes. */
  countdown(period: number): Countdown
  /** Accounts outside the bin. Changes when something a list shows has changed; a mere use does not change it. */
  readonly accounts: Accessor<readonly AccountView[]>
  /** One account with its latest usage, in or outside the bin. */
  account(id: string): AccountView | undefined
  readonly bin: Accessor<readonly AccountView[]>
  readonly settings: Accessor<VaultSettings>
  /** Nothing may be written: an integrity report waits for an answer, or a newer version wrote this vault. */
  readonly readOnly: Accessor<boolean>
  changeSettings(change: Partial<VaultSettings>): void
  /** What lies over every screen, if anything. */
  readonly overlay: Accessor<Overlay | undefined>
  setOverlay(overlay: Overlay | undefined): void
  readonly toasts: Toasts
  readonly clipboard: CodeClipboard
  /** Tells the person what went wrong, by the error's code. */
  report(error: unknown): void
  /** Runs an action that can be taken back, says so in a toast with Undo, and remembers it for Ctrl+Z. */
  act(action: Promise<Undo>, said: string, icon?: string): Promise<boolean>
  /** Remembers an action for Ctrl+Z that says for itself what it has done. Returns what makes it forgotten. */
  remember(undo: Undo): () => void
  /** Takes back the last action of this session. */
  undoLast(): void
  /** There is something to lose now: asks the browser to keep the storage, once, and does not wait for its answer. */
  askToKeep(): void
}

const WorkspaceContext = createContext<Workspace>()

export function WorkspaceProvider(props: {
  readonly workspace: Workspace
  readonly children: JSX.Element
}): JSX.Element {
  return <WorkspaceContext.Provider value={props.workspace}>{props.children}</WorkspaceContext.Provider>
}

/** The open workspace. Throws outside its provider. */
export function useWorkspace(): Workspace {
  const workspace = useContext(WorkspaceContext)
  if (!workspace) throw new Error('useWorkspace needs a WorkspaceProvider above it')
  return workspace
}

const undoStayMs = 8000

/** Opens a workspace over an unlocked vault; closed with its owner. */
export function createWorkspace(services: Services, vault: Vault): Workspace {
  const now = createTick(services.clock)
  const toasts = createToasts()
  // A toast names accounts, and its timer would keep it past the lock.
  onCleanup(toasts.dismiss)
  const [revision, setRevision] = createSignal(0)
  const [accounts, setAccounts] = createSignal(vault.accounts(), { equals: sameForLists })
  const [settings, setSettings] = createSignal(vault.settings())
  const [overlay, setOverlay] = createSignal<Overlay | undefined>()
  const clockReading = createClockReading(services.clockCheck)
  const correction = createMemo(() => codeCorrection(settings().clockCorrection, clockReading(), now()), undefined, {
    equals: isSameCorrection,
  })
  const codeNow = createMemo(() => now() - correction().byMs)
  const countdown = createCountdowns(codeNow)
  onCleanup(
    vault.subscribe((event) => {
      if (event.type !== 'changed') return
      setRevision((count) => count + 1)
      setAccounts(vault.accounts())
      setSettings(vault.settings())
    }),
  )
  const bin = createPassingMemo(() => (revision(), vault.bin()), [])
  const clipboard = createCodeClipboard({ clearAfterMs: () => settings().clearClipboardAfterMs })
  const undos: Undo[] = []
  // Whatever still holds a workspace that is over holds no account by it.
  onCleanup(() => {
    setAccounts([])
    undos.length = 0
  })

  // The sentences for errors are many, and are fetched when the first one is needed.
  const tell = async (error: unknown): Promise<void> => {
    const { errorText } = await import('./messages/errors.ts')
    toasts.show({ text: errorText(error), stayMs: undoStayMs })
  }
  const report = (error: unknown): void => void tell(error)
  const undoLast = (): void => {
    const undo = undos.pop()
    if (!undo) return
    undo().then(
      () => toasts.show({ text: shellText().undone, icon: undoIcon }),
      (error: unknown) => report(error),
    )
  }

  return {
    vault,
    now,
    codeNow,
    correction,
    clockReading,
    countdown,
    accounts,
    account: (id) => (revision(), vault.account(id)),
    bin,
    settings,
    readOnly: () => {
      const status = services.status()
      return status.name === 'unlocked' && status.integrity.readOnlyBecause !== null
    },
    changeSettings(change) {
      vault.changeSettings(change).catch(report)
    },
    overlay,
    setOverlay,
    toasts,
    clipboard,
    report,
    async act(action, said, icon) {
      try {
        const undo = await action
        undos.push(undo)
        toasts.show({
          text: said,
          ...(icon ? { icon } : {}),
          action: { label: shellText().undo, run: undoLast },
          stayMs: undoStayMs,
        })
        return true
      } catch (error) {
        report(error)
        return false
      }
    },
    remember(undo) {
      undos.push(undo)
      return () => {
        const place = undos.lastIndexOf(undo)
        if (place >= 0) undos.splice(place, 1)
      }
    },
    undoLast,
    askToKeep() {
      void services.storage.persisted().then((persisted) => persisted === false && services.storage.persist())
    },
  }
}

/** Whether a list would look the same: only usage differs, or nothing. */
function sameForLists(before: readonly AccountView[], after: readonly AccountView[]): boolean {
  return (
    before.length === after.length &&
    before.every((view, index) => {
      const other = after[index]
      return view === other || (other !== undefined && view.id === other.id && sameApartFromUse(view, other))
    })
  )
}

const usage = new Set<keyof AccountView>(['lastUsedAt', 'useCount', 'counter'])

function sameApartFromUse(before: AccountView, after: AccountView): boolean {
  const keys = new Set([...Object.keys(before), ...Object.keys(after)]) as Set<keyof AccountView>
  for (const key of keys) if (!usage.has(key) && before[key] !== after[key]) return false
  return true
}
