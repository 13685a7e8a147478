import type { Adding } from './adding.ts'

/** Takes pictures and links that are pasted anywhere in the dialog. Returns the stop function. */
export function makePasting(
  page: Pick<Document, 'addEventListener' | 'removeEventListener'>,
  adding: Adding,
): () => void {
  const onPaste = (event: ClipboardEvent): void => {
    // The form has taken it already, or there is no place for more.
    if (event.defaultPrevented || adding.review() !== undefined) return
    if (!takes(event, adding)) return
    event.preventDefault()
    event.stopPropagation()
  }
  page.addEventListener('paste', onPaste)
  return () => page.removeEventListener('paste', onPaste)
}

function takes({ clipboardData, target }: ClipboardEvent, adding: Adding): boolean {
  const text = clipboardData?.getData('text/plain') ?? ''
  if (text.trim() !== '') {
    const isField = target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement
    return !isField && adding.takeText(text)
  }
  const pictures = [...(clipboardData?.files ?? [])].filter(({ type }) => type.startsWith('image/'))
  if (pictures.length === 0) return false
  adding.bringPictures(pictures)
  return true
}
