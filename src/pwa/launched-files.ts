/** The part of a file handle that is used. */
interface LaunchedFile {
  readonly kind?: string
  getFile?(): Promise<File>
}

/** File Handling API, "launchQueue"; Chromium on computers only. */
interface LaunchQueue {
  setConsumer(consumer: (launch: { readonly files?: readonly LaunchedFile[] }) => void): void
}

/**
 * Calls back with the files that the system opens the installed app with, now and later. Without that interface it never
 * does. A file that is gone by the time it is read is left out.
 */
export function takeLaunchedFiles(view: object, onFiles: (files: readonly File[]) => void): void {
  if (!('launchQueue' in view)) return
  const queue = view.launchQueue as LaunchQueue
  queue.setConsumer(({ files = [] }) => {
    const reading = files.map(async (file) => (file.kind === 'directory' ? undefined : file.getFile?.()))
    void Promise.allSettled(reading).then((results) => {
      const read = results.flatMap((result) => (result.status === 'fulfilled' && result.value ? [result.value] : []))
      if (read.length > 0) onFiles(read)
    })
  })
}
