/** A file that is handed to the person. */
export interface FileToSave {
  readonly name: string
  /** Media type without parameters, such as `application/json`. */
  readonly type: string
  readonly content: string | Uint8Array<ArrayBuffer>
}

/** Long enough for the slowest browser to have opened the address, ms. */
const keptMs = 60_000

/**
 * Starts a download. Whether the person keeps the file is not known: browsers do not tell.
 *
 * @param page - Where the link is clicked.
 */
export function saveFile(file: FileToSave, page: Document = document): void {
  const url = URL.createObjectURL(new Blob([file.content], { type: file.type }))
  const link = page.createElement('a')
  link.href = url
  link.download = file.name
  link.hidden = true
  page.body.append(link)
  link.click()
  link.remove()
  setTimeout(() => URL.revokeObjectURL(url), keptMs)
}

/** `2026-11-22` in the device's time zone, for the name of a file made at a Unix time in ms. */
export function fileDate(at: number): string {
  const date = new Date(at)
  const two = (value: number): string => String(value).padStart(2, '0')
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`
}
