import type { Arrival } from './arrivals.ts'

/** Bytes that say what a picture is, if it is one. */
const headBytes = 65_536

/**
 * What files are for, by their contents: pictures alone are looked at for QR codes, all else is imported. Never rejects.
 */
export async function arrivalOfFiles(files: readonly File[]): Promise<Arrival> {
  for (const file of files) if (!(await isPicture(file))) return { what: 'files', files }
  return { what: 'pictures', files }
}

/** One that cannot be read is still a picture: what is wrong with it is told where pictures are read. */
async function isPicture(file: File): Promise<boolean> {
  try {
    const { inspectPicture, QrError } = await import('../qr/index.ts')
    const head = new Uint8Array(await file.slice(0, headBytes).arrayBuffer())
    try {
      inspectPicture(head)
      return true
    } catch (error) {
      return error instanceof QrError && error.code !== 'qr/unknown-kind' && error.code !== 'qr/empty'
    }
  } catch {
    // A folder, a file that has gone, or no network for what tells pictures apart.
    return file.type.startsWith('image/')
  }
}
