import { createSignal, onCleanup, untrack, type Accessor } from 'solid-js'
import {
  TransferError,
  type Importer,
  type LockedImport,
  type OpenedExport,
  type OpenImport,
} from '../../../transfer/index.ts'
import { errorText } from '../../messages/errors.ts'
import { readFiles, type ChosenFile, type RefusedFile } from './read-files.ts'

/** Everything from the chosen files to their contents: read, asked for passwords one after the other, or refused. */
export interface Opening {
  /** How many files are being read now; 0 when none. */
  readonly reading: Accessor<number>
  /** The locked export that is asked about. */
  readonly locked: Accessor<LockedImport | undefined>
  /** Its place among the locked ones that came, from 1, and how many came. */
  readonly lockedPlace: Accessor<{ readonly place: number; readonly count: number }>
  /** A password is being tried. */
  readonly unlocking: Accessor<boolean>
  /** Why the last password did not open it, as a sentence. */
  readonly problem: Accessor<string | undefined>
  readonly opened: Accessor<readonly OpenImport[]>
  readonly refused: Accessor<readonly RefusedFile[]>
  /** The chosen file of this name. */
  file(name: string): ChosenFile | undefined
  /** Reads files, beside those that are open. Never rejects. */
  take(files: readonly ChosenFile[]): Promise<void>
  /** Tries a password. Never rejects. */
  unlock(password: string): Promise<void>
  /** Ends what runs. A locked file can be tried again. */
  stop(): void
  /** Gives up the locked export that is asked about. */
  skip(): void
  dismissRefused(): void
  /** Forgets everything and ends the worker. */
  clear(): void
}

/** After these, another password or another moment may do; the file stays. */
const worthAnotherTry: ReadonlySet<string> = new Set([
  'transfer/wrong-password',
  'transfer/memory',
  'transfer/not-loaded',
])

/**
 * {@link Opening} for the owner's lifetime.
 *
 * @param load - Starts what opens exports; called with the first file.
 */
export function createOpening(load: () => Promise<Importer>): Opening {
  const [reading, setReading] = createSignal(0)
  const [queue, setQueue] = createSignal<readonly LockedImport[]>([])
  const [asked, setAsked] = createSignal(0)
  const [unlocking, setUnlocking] = createSignal(false)
  const [problem, setProblem] = createSignal<string>()
  const [opened, setOpened] = createSignal<readonly OpenImport[]>([])
  const [refused, setRefused] = createSignal<readonly RefusedFile[]>([])
  const files = new Map<string, ChosenFile>()
  let importer: Promise<Importer> | undefined
  let running = new AbortController()

  const refuse = (more: readonly RefusedFile[]): void => void setRefused((before) => [...before, ...more])
  const keep = (one: OpenImport): void => {
    if (one.entries.length > 0 || (one.missingParts ?? []).length > 0) setOpened((before) => [...before, one])
    else refuse([{ files: one.files, format: one.format, reason: 'no-accounts' }])
  }
  const sort = (exports: readonly OpenedExport[]): void => {
    for (const one of exports) {
      if (one.state === 'open') keep(one)
      else if (one.state === 'locked') setQueue((before) => [...before, one])
      else refuse([{ files: one.files, format: one.format, reason: one.code }])
    }
  }
  const next = (): void => {
    setProblem(undefined)
    setQueue(([, ...rest]) => rest)
    setAsked((count) => (untrack(queue).length === 0 ? 0 : count + 1))
    // Nothing is locked any more, so nothing needs the worker; what it read goes with it.
    if (untrack(queue).length === 0) endWorker()
  }
  const endWorker = (): void => {
    void importer?.then((one) => one.dispose(), ignore)
    importer = undefined
  }
  const started = (): Promise<Importer> => (importer ??= load())
  const stop = (): void => {
    running.abort()
    running = new AbortController()
  }

  const nameFor = (file: ChosenFile): string => {
    let name = file.name
    for (let count = 2; files.has(name); count += 1) name = `${file.name} (${count})`
    files.set(name, file)
    return name
  }
  // Parts of one transfer that came one after the other only make sense together.
  const joinBatches = async (signal: AbortSignal): Promise<void> => {
    const parts = untrack(opened).filter(({ format }) => format === 'google-authenticator')
    if (parts.length < 2) return
    const named = parts
      .flatMap((part) => part.files)
      .flatMap((name) => {
        const file = files.get(name)
        return file === undefined ? [] : [{ file, name }]
      })
    const joined = await (await started()).open((await readFiles(named)).files, { signal })
    setOpened((before) => [
      ...before.filter((one) => !parts.includes(one)),
      ...joined.filter((one) => one.state === 'open'),
    ])
  }

  const take = async (chosen: readonly ChosenFile[]): Promise<void> => {
    if (chosen.length === 0) return
    const { signal } = running
    const named = chosen.map((file) => ({ file, name: nameFor(file) }))
    setReading((count) => count + chosen.length)
    try {
      const read = await readFiles(named)
      if (signal.aborted) return
      refuse(read.refused)
      if (read.files.length > 0) sort(await (await started()).open(read.files, { signal }))
      await joinBatches(signal)
      if (untrack(queue).length === 0) endWorker()
    } catch (error) {
      if (!signal.aborted) refuse([{ files: chosen.map(({ name }) => name), reason: reasonOf(error) }])
    } finally {
      setReading((count) => Math.max(0, count - chosen.length))
    }
  }

  const unlock = async (password: string): Promise<void> => {
    const [locked] = untrack(queue)
    if (locked === undefined || untrack(unlocking)) return
    const { signal } = running
    setUnlocking(true)
    setProblem(undefined)
    try {
      const one = await locked.unlock(password, { signal })
      if (signal.aborted) return
      keep(one)
      next()
    } catch (error) {
      if (signal.aborted) return
      if (worthAnotherTry.has(reasonOf(error))) setProblem(errorText(error))
      else {
        refuse([{ files: locked.files, format: locked.format, reason: reasonOf(error) }])
        next()
      }
    } finally {
      setUnlocking(false)
    }
  }

  const clear = (): void => {
    stop()
    endWorker()
    files.clear()
    setReading(0)
    setQueue([])
    setAsked(0)
    setProblem(undefined)
    setOpened([])
    setRefused([])
  }
  onCleanup(clear)

  return {
    reading,
    locked: () => queue()[0],
    lockedPlace: () => ({ place: asked() + 1, count: asked() + queue().length }),
    unlocking,
    problem,
    opened,
    refused,
    file: (name) => files.get(name),
    take,
    unlock,
    stop,
    skip: () => {
      stop()
      next()
    },
    dismissRefused: () => void setRefused([]),
    clear,
  }
}

function reasonOf(error: unknown): RefusedFile['reason'] {
  return error instanceof TransferError ? error.code : 'transfer/not-loaded'
}

function ignore(): void {}
