/** What lies on the clipboard, as far as it is of use. */
export interface PastedContent {
  readonly files: readonly File[]
  /** Empty where there is none. */
  readonly text: string
}

/**
 * Reads pictures and text from the clipboard, after the browser has asked the person.
 *
 * @param name - What to call a picture.
 */
export async function readClipboard(
  clipboard: Pick<Clipboard, 'read'>,
  name: string,
): Promise<PastedContent | 'refused'> {
  try {
    const files: File[] = []
    let text = ''
    for (const item of await clipboard.read()) {
      const type = item.types.find((each) => each.startsWith('image/'))
      if (type !== undefined) files.push(new File([await item.getType(type)], name, { type }))
      else if (item.types.includes('text/plain')) text += await (await item.getType('text/plain')).text()
    }
    return { files, text }
  } catch {
    return 'refused'
  }
}
