import { createSignal, onCleanup, type Accessor } from 'solid-js'
import { makeBackup, type BackupPlace } from '../../../backups/index.ts'
import { TransferError } from '../../../transfer/index.ts'
import type { Vault } from '../../../vault/index.ts'
import { backupsText } from '../../messages/backups.ts'
import { errorText } from '../../messages/errors.ts'
import type { Services } from '../../services.tsx'
import type { Workspace } from '../../workspace.tsx'
import { chooseTarget, download, type BackupFileType, type BackupTarget, type Delivery } from './back-up-target.ts'

/** Where a backup stands. */
export type BackUpStep = 'ask' | 'confirming' | 'encrypting' | 'verifying' | 'ready' | 'done'

/** What was made. */
export interface BackUpResult {
  /** Accounts, those in the bin included. */
  readonly accounts: number
  readonly binned: number
  readonly delivery: Delivery
  readonly name: string
}

/** What is to be made. */
interface BackUpOrder {
  readonly passphrase: string
  /** It must be the vault's own. */
  readonly isOwn: boolean
  readonly type: BackupFileType
}

/** One backup, from the question to the file. */
export interface BackUpRun {
  readonly step: Accessor<BackUpStep>
  /** Why the last try came to nothing, in words. */
  readonly failure: Accessor<string | undefined>
  readonly result: Accessor<BackUpResult | undefined>
  /** The file that waits for a click before it can be shared, and what was found in it. */
  readonly ready: Accessor<{ readonly file: File } | undefined>
  /**
   * Makes it. To be called while a click is being handled. Never rejects.
   *
   * @returns `false`: the passphrase is not the vault's own.
   */
  start(order: BackUpOrder): Promise<boolean>
  /** Hands the ready file over. To be called while a click is being handled. */
  share(): Promise<void>
  downloadInstead(): Promise<void>
  /** Gives up what is under way. */
  stop(): void
}

interface Waiting {
  readonly file: File
  readonly settle: () => void
  readonly giveUp: (why: unknown) => void
}

/** A run for the owner's lifetime; what is under way ends with it. */
export function createBackUpRun(workspace: Workspace, { clock, kdf }: Pick<Services, 'clock' | 'kdf'>): BackUpRun {
  const { vault } = workspace
  const [step, setStep] = createSignal<BackUpStep>('ask')
  const [failure, setFailure] = createSignal<string>()
  const [result, setResult] = createSignal<BackUpResult>()
  const [waiting, setWaiting] = createSignal<Waiting>()
  let target: BackupTarget | undefined
  let running = new AbortController()

  const share = (file: File): Promise<void> =>
    new Promise((resolve, reject) => {
      setStep('ready')
      setWaiting({ file, settle: resolve, giveUp: reject })
    })
  const forgetTarget = (): void => {
    // Nobody waits for that, and an empty file that stays does no harm.
    void target?.discard().catch(() => undefined)
    target = undefined
  }
  const stop = (): void => {
    running.abort()
    waiting()?.giveUp(new DOMException('stopped', 'AbortError'))
    setWaiting(undefined)
  }
  onCleanup(() => {
    stop()
    forgetTarget()
  })

  /** Everything after the place is known. */
  const make = async ({ passphrase, isOwn }: BackUpOrder, to: BackupTarget, signal: AbortSignal): Promise<boolean> => {
    if (isOwn) {
      setStep('confirming')
      if (!(await vault.confirmPassphrase(passphrase))) return false
      signal.throwIfAborted()
    }
    setStep('encrypting')
    const binned = vault.bin().length
    const slowHash = await kdf()
    try {
      const place = telling(to.place, () => setStep('verifying'))
      const made = await makeBackup(passphrase, place, { vault: notingIn(workspace), kdf: slowHash, clock, signal })
      setResult({ accounts: made.accounts, binned, delivery: to.delivery, name: to.name })
      // It is somebody's backup now.
      target = undefined
    } finally {
      slowHash.dispose()
    }
    return true
  }

  return {
    step,
    failure,
    result,
    ready: waiting,
    async start(order) {
      setFailure(undefined)
      if (target?.type !== order.type) forgetTarget()
      running = new AbortController()
      const { signal } = running
      try {
        target ??= await chooseTarget({ type: order.type, at: clock.now(), share })
        if (target === undefined) return true
        const isRight = await make(order, target, signal)
        setStep(isRight ? 'done' : 'ask')
        return isRight
      } catch (error) {
        const wasVerifying = step() === 'verifying'
        forgetTarget()
        setStep('ask')
        setFailure(failureText(wasVerifying ? asUnreliable(error) : error, signal))
        return true
      } finally {
        setWaiting(undefined)
      }
    },
    async share() {
      const held = waiting()
      if (!held) return
      try {
        await navigator.share({ files: [held.file] })
        held.settle()
      } catch (error) {
        // The sheet was closed: the file is still there to be shared.
        if (!isAbort(error)) held.giveUp(error)
      }
    },
    async downloadInstead() {
      const held = waiting()
      if (!held) return
      await download(held.file)
      held.settle()
    },
    stop,
  }
}

function telling(place: BackupPlace, onStored: () => void): BackupPlace {
  return {
    ...place,
    put: async (bytes) => {
      const stored = await place.put(bytes)
      onStored()
      return stored
    },
  }
}

/** A vault that may not be written can be backed up all the same, and it cannot be noted that it was. */
function notingIn(workspace: Workspace): Vault {
  const { vault } = workspace
  return workspace.readOnly() ? { ...vault, changeSettings: () => Promise.resolve() } : vault
}

function failureText(error: unknown, signal: AbortSignal): string {
  const text = backupsText().dialog
  if (signal.aborted || isAbort(error)) return text.stopped
  if (error instanceof DOMException) return error.name === 'NotAllowedError' ? text.notAllowed : text.notWritten
  return errorText(error)
}

/** What came back from the file was no backup, or another one: whatever it was, the file is not to be relied on. */
function asUnreliable(error: unknown): unknown {
  const isOfFile = error instanceof TransferError && error.code.startsWith('backup/')
  return isOfFile ? new TransferError('transfer/backup-differs', error.message, { cause: error }) : error
}

function isAbort(error: unknown): boolean {
  return error instanceof DOMException && error.name === 'AbortError'
}
