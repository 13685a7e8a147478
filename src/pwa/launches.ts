/** The part of a file handle that is used. */
interface LaunchedFile {
  readonly kind?: string
  getFile?(): Promise<File>
}

/** Launch Handler API, `LaunchParams`. */
interface Launch {
  readonly files?: readonly LaunchedFile[]
  readonly targetURL?: string | null
}

/** File Handling and Launch Handler APIs, `launchQueue`; Chromium only. */
interface LaunchQueue {
  setConsumer(consumer: (launch: Launch) => void): void
}

/** What {@link takeLaunches} reports. */
export interface LaunchListener {
  readonly onFiles: (files: readonly File[]) => void
  /** The app was opened at this address while it was open already, so that nothing went there. */
  readonly onAddress: (href: string) => void
}

/**
 * Calls back with what the system opens the installed app with, now and later. Without that interface it never does. A
 * file that is gone by the time it is read is left out.
 *
 * @param startedAt - The address that the page was opened at; the first launch tells it once more.
 */
export function takeLaunches(view: object, startedAt: string, { onFiles, onAddress }: LaunchListener): void {
  if (!('launchQueue' in view)) return
  const queue = view.launchQueue as LaunchQueue
  let awaited: string | undefined = startedAt
  queue.setConsumer(({ files = [], targetURL }) => {
    const isStart = targetURL === awaited
    awaited = undefined
    // Files come with the address of the screen for files, which finds out by itself that there are some.
    if (files.length === 0) {
      if (targetURL && !isStart) onAddress(targetURL)
      return
    }
    const reading = files.map(async (file) => (file.kind === 'directory' ? undefined : file.getFile?.()))
    void Promise.allSettled(reading).then((results) => {
      const read = results.flatMap((result) => (result.status === 'fulfilled' && result.value ? [result.value] : []))
      if (read.length > 0) onFiles(read)
    })
  })
}
