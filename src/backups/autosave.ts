import type { Clock } from '../clock.ts'
import type { Kdf } from '../crypto/index.ts'
import { CodedError } from '../errors.ts'
import type { Autosave, Vault } from '../vault/index.ts'
import { contentMark } from './content-mark.ts'
import { fileAsPlace, folderAsPlace, thinOut, type FileHandle, type FolderHandle } from './file-access.ts'
import type { HandleStore } from './handle-store.ts'
import { makeBackup } from './make-backup.ts'

/** Why nothing was saved: a code of an error, or one of these. */
export type AutosaveFailure =
  /** The browser asks the person again before it writes. */
  | 'autosave/permission'
  /** The file or folder is gone, or was never handed to this browser. */
  | 'autosave/missing'
  | 'autosave/failed'

/** Saves a backup by itself after changes, while the vault is open. */
export interface AutosaveRunner {
  /** Saves now, whatever has changed; resolves when that is settled either way. The settings say how it went. */
  saveNow(): Promise<void>
  /** Stops listening. */
  stop(): void
}

/** What it works with. */
export interface AutosaveOptions {
  readonly vault: Pick<
    Vault,
    | 'accounts'
    | 'bin'
    | 'accountsForBackup'
    | 'settings'
    | 'changeSettings'
    | 'identity'
    | 'keptRows'
    | 'backupKey'
    | 'subscribe'
    | 'status'
  >
  readonly kdf: () => Promise<Kdf>
  readonly clock: Clock
  readonly handles: HandleStore
  /** Calls back after so many ms; answers what calls it off. */
  readonly startTimer: (run: () => void, ms: number) => () => void
  /** Runs one save at a time over all tabs; `undefined`: some other tab is at it. */
  readonly alone: <T>(work: () => Promise<T>) => Promise<T | undefined>
}

/** Changes often come several at a time. */
const restMs = 3000

/** Begins to watch a vault. */
export function startAutosave(options: AutosaveOptions): AutosaveRunner {
  const { vault, startTimer, alone } = options
  let cancel = (): void => {}
  const save = () => alone(() => saveOnce(options)).then(() => undefined)

  const onChange = (): void => {
    cancel()
    if (vault.status().name !== 'unlocked' || !hasChanges(options)) return
    cancel = startTimer(() => void save(), restMs)
  }
  const unsubscribe = vault.subscribe(onChange)
  onChange()
  return {
    saveNow: save,
    stop: () => {
      cancel()
      unsubscribe()
    },
  }
}

function hasChanges({ vault }: AutosaveOptions): boolean {
  const { autosave, lastBackup } = vault.settings()
  if (autosave === null) return false
  // What failed for want of a permission is tried again when the person gives it, not at each change.
  if (autosave.failed === 'autosave/permission') return false
  const isUnsaved = autosave.savedAt === null || lastBackup === null || autosave.savedAt < lastBackup.at
  return isUnsaved || lastBackup.content !== contentMark([...vault.accounts(), ...vault.bin()])
}

async function saveOnce(options: AutosaveOptions): Promise<void> {
  const { vault } = options
  const { autosave } = vault.settings()
  const key = vault.backupKey()
  if (autosave === null || key === undefined || vault.status().name !== 'unlocked') return
  try {
    const savedAt = await write(autosave, key, options)
    await note({ savedAt, failed: null }, vault)
  } catch (error) {
    const failed = failureOf(error)
    // Locked meanwhile: nothing can be noted, and the next unlock finds the same changes.
    if (vault.status().name !== 'unlocked' || autosave.failed === failed) return
    await note({ failed }, vault).catch(() => undefined)
  } finally {
    key.prk.fill(0)
  }
}

/** Says in the settings how it went, unless the person has stopped it meanwhile. */
async function note(outcome: Partial<Autosave>, vault: AutosaveOptions['vault']): Promise<void> {
  const { autosave } = vault.settings()
  if (autosave !== null) await vault.changeSettings({ autosave: { ...autosave, ...outcome } })
}

class PlaceError extends CodedError<AutosaveFailure> {
  override readonly name = 'PlaceError'
}

async function write(
  { keep }: Autosave,
  key: NonNullable<ReturnType<Vault['backupKey']>>,
  { vault, kdf, clock, handles }: AutosaveOptions,
): Promise<number> {
  const handle = await handles.read()
  if (handle === undefined) throw new PlaceError('autosave/missing', 'this browser has no handle of the file')
  await requirePermission(handle)
  const place = handle.kind === 'file' ? fileAsPlace(handle) : folderAsPlace(handle, clock.now())
  const { at } = await makeBackup(key, place, { vault, kdf: await kdf(), clock })
  if (handle.kind === 'directory') await thinOut(handle, keep)
  return at
}

async function requirePermission(handle: FileHandle | FolderHandle): Promise<void> {
  const state = (await handle.queryPermission?.({ mode: 'readwrite' })) ?? 'granted'
  if (state !== 'granted') throw new PlaceError('autosave/permission', 'the browser wants to ask the person again')
}

function failureOf(error: unknown): string {
  if (error instanceof CodedError) return String(error.code)
  if (error instanceof DOMException && error.name === 'NotFoundError') return 'autosave/missing'
  if (error instanceof DOMException && error.name === 'NotAllowedError') return 'autosave/permission'
  return 'autosave/failed'
}
