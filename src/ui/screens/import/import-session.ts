import { createSignal, onCleanup, untrack, type Accessor } from 'solid-js'
import type { Clock } from '../../../clock.ts'
import type { Importer, OpenImport } from '../../../transfer/index.ts'
import type { AppliedPlan, VaultPlan } from '../../../vault/index.ts'
import { importText } from '../../messages/import.ts'
import type { Workspace } from '../../workspace.tsx'
import type { Choices, ImportRow } from './import-choices.ts'
import { createImportCheck, type ImportCheck } from './import-check.ts'
import { vaultPlan } from './import-plan.ts'
import { importResult, type ImportResult } from './import-result.ts'
import { createOpening, type Opening } from './opening.ts'

/** Where an import stands. */
export type ImportStep = 'choose' | 'reading' | 'locked' | 'check' | 'saving' | 'done'

/** One import, from choosing files to its result. It holds secrets, and nothing of it outlives its owner. */
export interface ImportSession {
  readonly step: Accessor<ImportStep>
  readonly opening: Opening
  readonly check: ImportCheck
  /** The exports whose entries are in the table. */
  readonly opened: Accessor<readonly OpenImport[]>
  /** Something was opened or chosen that would be lost. */
  readonly isPending: Accessor<boolean>
  /** How many accounts are being saved, and how many of them are encrypted by now. */
  readonly saving: Accessor<{ readonly count: number; readonly sealed: number }>
  readonly stopping: Accessor<boolean>
  readonly result: Accessor<ImportResult | undefined>
  /** Why the last try to save came to nothing. */
  readonly failure: Accessor<unknown>
  /** Takes files, beside those that are open; a finished import gives way. */
  take(files: readonly File[]): void
  /** Puts all of some backups into the vault at once. */
  restore(opened: readonly OpenImport[]): Promise<void>
  /** Writes what was chosen. Never rejects. */
  save(): Promise<void>
  /** Stops the writing. What may have been written already is taken back. */
  stopSaving(): void
  /** Takes the whole import back. */
  undo(): Promise<boolean>
  /** Back to the beginning, with nothing. */
  clear(): void
}

/** {@link ImportSession} for the owner's lifetime. */
export function createImportSession(workspace: Workspace, clock: Clock, load: () => Promise<Importer>): ImportSession {
  const opening = createOpening(load)
  const [restored, setRestored] = createSignal<readonly OpenImport[]>([])
  const opened = (): readonly OpenImport[] => (restored().length > 0 ? restored() : opening.opened())
  const check = createImportCheck(workspace, opened)
  const saving = createSaving(workspace)
  const isBusy = (): boolean => saving.count() !== undefined

  const step = (): ImportStep => {
    if (saving.result()) return 'done'
    if (isBusy()) return 'saving'
    if (opening.reading() > 0) return 'reading'
    if (opening.locked()) return 'locked'
    return opened().length > 0 ? 'check' : 'choose'
  }
  const clear = (): void => {
    // Never under a vault that is still writing them: it takes copies in its own time.
    if (!untrack(isBusy)) untrack(opened).forEach(zeroSecrets)
    opening.clear()
    setRestored([])
    check.clear()
    saving.clear()
  }
  const save = async (): Promise<void> => {
    if (untrack(isBusy)) return
    const rows = untrack(check.rows)
    const choices = untrack(check.choices)
    const plan = vaultPlan(rows, choices, untrack(opened), {
      keepUnreadable: untrack(check.keepUnreadable),
      restoreSettings: untrack(check.restoreSettings),
      alreadyKept: workspace.vault.keptRows(),
      now: clock.now(),
    })
    await saving.run(plan, rows, choices)
  }
  onCleanup(clear)

  return {
    step,
    opening,
    check,
    opened,
    isPending: () => ['reading', 'locked', 'check', 'saving'].includes(step()),
    saving: () => ({ count: saving.count() ?? 0, sealed: saving.sealed() }),
    stopping: saving.stopping,
    result: saving.result,
    failure: saving.failure,
    take(files) {
      if (untrack(step) === 'done') clear()
      if (!untrack(isBusy)) void opening.take(files)
    },
    async restore(backups) {
      clear()
      setRestored(backups)
      await save()
    },
    save,
    stopSaving: saving.stop,
    undo: saving.undo,
    clear,
  }
}

function zeroSecrets({ entries }: OpenImport): void {
  for (const entry of entries) if (entry.outcome === 'account') entry.account.secret.fill(0)
}

/** Runs one plan at a time. */
function createSaving(workspace: Workspace) {
  const [count, setCount] = createSignal<number>()
  const [sealed, setSealed] = createSignal(0)
  const [stopping, setStopping] = createSignal(false)
  const [result, setResult] = createSignal<ImportResult>()
  const [failure, setFailure] = createSignal<unknown>()
  let running = new AbortController()
  onCleanup(() => running.abort())
  let forgetUndo = (): void => undefined

  const run = async (plan: VaultPlan, rows: readonly ImportRow[], choices: Choices): Promise<void> => {
    const before = workspace.vault.settings()
    running = new AbortController()
    const { signal } = running
    setFailure(undefined)
    const total = plan.adds.length + plan.edits.length
    setCount(total)
    setSealed(0)
    // A hundredth of the bar is enough to be told of.
    const step = Math.max(1, Math.floor(total / 100))
    const onSealed = (done: number): void => {
      if (done % step === 0) setSealed(Math.min(done, total))
    }
    try {
      const applied = await workspace.vault.apply(plan, { signal, onSealed })
      // Undoing an import takes back its settings too.
      const undo = async (): Promise<void> => {
        await applied.undo()
        if (plan.settings) await workspace.vault.changeSettings(before)
      }
      if (signal.aborted) {
        await undo()
        sayStopped()
      } else finish(importResult(rows, choices, plan, { ...applied, undo } satisfies AppliedPlan))
    } catch (error) {
      if (!signal.aborted) setFailure(() => error)
      else if (isAbort(error)) sayStopped()
      else if (isOpen()) workspace.report(error)
    } finally {
      setCount(undefined)
      setStopping(false)
    }
  }
  const isOpen = (): boolean => workspace.vault.status().name === 'unlocked'
  const sayStopped = (): void => {
    if (isOpen()) workspace.toasts.show({ text: importText().stopped })
  }
  const finish = (done: ImportResult): void => {
    setResult(done)
    forgetUndo = workspace.remember(done.undo)
    workspace.askToKeep()
  }
  return {
    count,
    sealed,
    stopping,
    result,
    failure,
    run,
    stop(): void {
      setStopping(true)
      running.abort()
    },
    async undo(): Promise<boolean> {
      const done = untrack(result)
      if (!done) return false
      try {
        await done.undo()
        forgetUndo()
        return true
      } catch (error) {
        workspace.report(error)
        return false
      }
    },
    clear(): void {
      setResult(undefined)
      setFailure(undefined)
    },
  }
}

function isAbort(error: unknown): boolean {
  return error instanceof DOMException && error.name === 'AbortError'
}
