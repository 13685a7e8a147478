import { onCleanup } from 'solid-js'

/** What the clipboard needs from the page; a seam for tests. */
export interface ClipboardPage {
  readonly clipboard: Pick<Clipboard, 'writeText' | 'readText'> | undefined
  hasFocus(): boolean
  /** Whether reading the clipboard is allowed without a question. */
  mayRead(): Promise<boolean>
  listen(type: 'focus' | 'blur' | 'copy', listener: () => void): () => void
}

/** Copies codes and takes them off the clipboard again, as far as the platform allows. */
export interface CodeClipboard {
  /** Resolves to false when the browser refused: the caller shows the code instead. */
  copy(text: string): Promise<boolean>
  /** Takes our last copy off the clipboard where that is known to be safe; used by lock. */
  clearNow(): Promise<void>
}

interface Options {
  /** ms after a copy; `null`: never. */
  readonly clearAfterMs: () => number | null
  readonly page?: ClipboardPage
}

/** A code of ours that is on the clipboard, as far as is known. */
interface Copy {
  readonly text: string
  /** The focus has been elsewhere since: something else may have been copied there. */
  leftSince: boolean
  /** It should be gone by now. */
  due: boolean
}

/**
 * {@link CodeClipboard} for the owner's lifetime.
 *
 * A page cannot write to the clipboard without focus, and cannot see what else was copied meanwhile. So it clears only
 * what surely is its own copy: when the focus never left, or when the browser lets it read the clipboard and the text
 * is still there. What somebody copied since stays untouched. A copy that is out of reach when the owner ends is cleared
 * when the focus comes back.
 */
export function createCodeClipboard(options: Options): CodeClipboard {
  const page = options.page ?? browserPage()
  const kept = createKeptCopy(page, options.clearAfterMs)
  const stops = [
    page.listen('blur', () => {
      const copy = kept.copy()
      if (copy) copy.leftSince = true
    }),
    page.listen('focus', () => {
      if (kept.copy()?.due) void kept.clear()
    }),
    page.listen('copy', () => kept.forget()),
  ]
  const stop = (): void => {
    for (const each of stops) each()
  }
  onCleanup(() => {
    const copy = kept.copy()
    if (copy) copy.due = true
    if (!copy || page.hasFocus()) stop()
    else stops.push(page.listen('focus', stop))
    void kept.clear()
  })

  return {
    async copy(text) {
      const before = kept.copy()
      kept.forget()
      try {
        if (!page.clipboard) return false
        await page.clipboard.writeText(text)
      } catch {
        // What was copied before is still there.
        if (before && !kept.copy()) kept.keep(before)
        return false
      }
      kept.keep({ text, leftSince: false, due: false })
      return true
    },
    clearNow: () => kept.clear(),
  }
}

/** A code of ours that is on the clipboard, as far as is known. */
interface Copy {
  readonly text: string
  /** The focus has been elsewhere since: something else may have been copied there. */
  leftSince: boolean
  /** It should be gone by now. */
  due: boolean
}

interface KeptCopy {
  copy(): Copy | undefined
  /** Remembers a copy until its time is over. */
  keep(copy: Copy): void
  forget(): void
  /** Takes it off the clipboard where that is safe now, and forgets it; without focus it waits. */
  clear(): Promise<void>
}

function createKeptCopy(page: ClipboardPage, clearAfterMs: () => number | null): KeptCopy {
  let kept: Copy | undefined
  let timer: ReturnType<typeof setTimeout> | undefined
  const forget = (): void => {
    clearTimeout(timer)
    kept = undefined
  }
  const clear = async (): Promise<void> => {
    const copy = kept
    if (!copy || !page.clipboard || !page.hasFocus()) return
    try {
      if (copy.leftSince) {
        if (!(await page.mayRead())) return
        if ((await page.clipboard.readText()) !== copy.text) return
      }
      // While the browser was asked, another code may have been copied, or something by hand.
      if (kept === copy) await page.clipboard.writeText('')
    } catch {
      // The browser refused, which it may at any time: the code stays on the clipboard until it is overwritten.
    } finally {
      if (kept === copy) forget()
    }
  }
  return {
    copy: () => kept,
    keep(copy) {
      clearTimeout(timer)
      kept = copy
      copy.leftSince ||= !page.hasFocus()
      const after = clearAfterMs()
      if (after === null) return
      timer = setTimeout(() => {
        copy.due = true
        void clear()
      }, after)
    },
    forget,
    clear,
  }
}

function browserPage(): ClipboardPage {
  return {
    clipboard: navigator.clipboard,
    hasFocus: () => document.hasFocus(),
    async mayRead() {
      try {
        const status = await navigator.permissions.query({ name: 'clipboard-read' as PermissionName })
        return status.state === 'granted'
      } catch {
        return false
      }
    },
    listen(type, listener) {
      const target: EventTarget = type === 'copy' ? document : window
      target.addEventListener(type, listener)
      return () => target.removeEventListener(type, listener)
    },
  }
}
