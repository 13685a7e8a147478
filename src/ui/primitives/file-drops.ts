import type { HeldOver } from '../arrivals.ts'

/** What {@link makeFileDrops} reports. */
interface FileDropListener {
  /** Files are held over the page, or no longer. */
  readonly onOver: (over: HeldOver | undefined) => void
  readonly onFiles: (files: readonly File[]) => void
  /** A link was dropped. */
  readonly onLink: (link: string) => void
}

/** Where files may be dropped; a page's window. */
type DropTarget = Pick<Window, 'addEventListener' | 'removeEventListener'>

/**
 * Takes files that are dropped on the page or pasted into it, and links that are dropped beside text fields. A browser
 * would leave the app and show them instead. What a part of the page has taken is left alone, and so are words. Returns
 * the stop function.
 */
export function makeFileDrops(view: DropTarget, { onOver, onFiles, onLink }: FileDropListener): () => void {
  const onDragOver = (event: DragEvent): void => {
    const held = heldOver(event.dataTransfer)
    if (held === undefined && !isLinkOutside(event)) return
    event.preventDefault()
    if (event.dataTransfer) event.dataTransfer.dropEffect = 'copy'
    onOver(held)
  }
  const onDragLeave = (event: DragEvent): void => {
    // Moving from one element to the next leaves the first; leaving the window goes nowhere.
    if (event.relatedTarget === null) onOver(undefined)
  }
  // Before a part of the page can keep the event to itself.
  const onLetGo = (): void => onOver(undefined)
  const onDrop = (event: DragEvent): void => {
    if (event.defaultPrevented) return
    if (holdsFiles(event.dataTransfer)) {
      event.preventDefault()
      report(event.dataTransfer, onFiles)
    } else if (isLinkOutside(event)) {
      event.preventDefault()
      const link = event.dataTransfer?.getData('text/plain').trim() ?? ''
      if (link !== '') onLink(link)
    }
  }
  const onPaste = (event: ClipboardEvent): void => {
    if (event.defaultPrevented) return
    // What is copied from a text processor comes as text and as a picture of it.
    if (!holdsFiles(event.clipboardData) || event.clipboardData?.getData('text/plain')) return
    event.preventDefault()
    report(event.clipboardData, onFiles)
  }
  view.addEventListener('dragover', onDragOver)
  view.addEventListener('dragleave', onDragLeave)
  view.addEventListener('drop', onLetGo, { capture: true })
  view.addEventListener('drop', onDrop)
  view.addEventListener('paste', onPaste)
  return () => {
    view.removeEventListener('dragover', onDragOver)
    view.removeEventListener('dragleave', onDragLeave)
    view.removeEventListener('drop', onLetGo, { capture: true })
    view.removeEventListener('drop', onDrop)
    view.removeEventListener('paste', onPaste)
  }
}

/** Before they are let go, files have types and nothing else. */
function heldOver(data: DataTransfer | null): HeldOver | undefined {
  if (!holdsFiles(data)) return undefined
  const files = [...(data?.items ?? [])].filter(({ kind }) => kind === 'file')
  return files.length > 0 && files.every(({ type }) => type.startsWith('image/')) ? 'pictures' : 'files'
}

/** A link over a text field goes into the field. */
function isLinkOutside({ dataTransfer, target }: DragEvent): boolean {
  if (!dataTransfer?.types.includes('text/uri-list')) return false
  return !(target instanceof Element && target.closest('input, textarea, [contenteditable]'))
}

function holdsFiles(data: DataTransfer | null): boolean {
  return data?.types.includes('Files') ?? false
}

function report(data: DataTransfer | null, onFiles: (files: readonly File[]) => void): void {
  const files = [...(data?.files ?? [])]
  if (files.length > 0) onFiles(files)
}
