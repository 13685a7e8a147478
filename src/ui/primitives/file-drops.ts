/** What {@link makeFileDrops} reports. */
interface FileDropListener {
  /** Files are held over the page, or no longer. */
  readonly onOver: (over: boolean) => void
  readonly onFiles: (files: readonly File[]) => void
}

/** Where files may be dropped; a page's window. */
type DropTarget = Pick<Window, 'addEventListener' | 'removeEventListener'>

/**
 * Takes files that are dropped on the page or pasted into it. A browser would leave the app and show the file instead.
 * Text that is dragged or pasted is nobody's business here. Returns the stop function.
 */
export function makeFileDrops(view: DropTarget, { onOver, onFiles }: FileDropListener): () => void {
  const onDragOver = (event: DragEvent): void => {
    if (!holdsFiles(event.dataTransfer)) return
    event.preventDefault()
    if (event.dataTransfer) event.dataTransfer.dropEffect = 'copy'
    onOver(true)
  }
  const onDragLeave = (event: DragEvent): void => {
    // Moving from one element to the next leaves the first; leaving the window goes nowhere.
    if (event.relatedTarget === null) onOver(false)
  }
  const onDrop = (event: DragEvent): void => {
    onOver(false)
    if (!holdsFiles(event.dataTransfer)) return
    event.preventDefault()
    report(event.dataTransfer, onFiles)
  }
  const onPaste = (event: ClipboardEvent): void => {
    // What is copied from a text processor comes as text and as a picture of it.
    if (!holdsFiles(event.clipboardData) || event.clipboardData?.getData('text/plain')) return
    event.preventDefault()
    report(event.clipboardData, onFiles)
  }
  view.addEventListener('dragover', onDragOver)
  view.addEventListener('dragleave', onDragLeave)
  view.addEventListener('drop', onDrop)
  view.addEventListener('paste', onPaste)
  return () => {
    view.removeEventListener('dragover', onDragOver)
    view.removeEventListener('dragleave', onDragLeave)
    view.removeEventListener('drop', onDrop)
    view.removeEventListener('paste', onPaste)
  }
}

function holdsFiles(data: DataTransfer | null): boolean {
  return data?.types.includes('Files') ?? false
}

function report(data: DataTransfer | null, onFiles: (files: readonly File[]) => void): void {
  const files = [...(data?.files ?? [])]
  if (files.length > 0) onFiles(files)
}
