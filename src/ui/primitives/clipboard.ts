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

/**
 * {@link CodeClipboard} for the owner's lifetime.
 *
 * A page cannot write to the clipboard without focus, and cannot see what else was copied meanwhile. So it clears only
 * what surely is its own copy: when the focus never left, or when the browser lets it read the clipboard and the text
 * is still there. What somebody copied since stays untouched.
 */
export function createCodeClipboard(options: Options): CodeClipboard {
  const page = options.page ?? browserPage()
  let copied: string | undefined
  let leftSince = false
  let due = false
  let timer: ReturnType<typeof setTimeout> | undefined

  const forget = (): void => {
    clearTimeout(timer)
    copied = undefined
    due = false
  }
  const clear = async (): Promise<void> => {
    const ours = copied
    if (ours === undefined || !page.clipboard || !page.hasFocus()) return
    try {
      if (leftSince) {
        if (!(await page.mayRead())) return
        if ((await page.clipboard.readText()) !== ours) return
      }
      await page.clipboard.writeText('')
    } catch {
      // The browser refused, which it may at any time: the code stays on the clipboard until it is overwritten.
    } finally {
      if (copied === ours) forget()
    }
  }

  const stops = [
    page.listen('blur', () => {
      leftSince = true
    }),
    page.listen('focus', () => {
      if (due) void clear()
    }),
    page.listen('copy', forget),
  ]
  onCleanup(() => {
    for (const stop of stops) stop()
    void clear()
    clearTimeout(timer)
  })

  return {
    async copy(text) {
      forget()
      try {
        if (!page.clipboard) return false
        await page.clipboard.writeText(text)
      } catch {
        return false
      }
      copied = text
      leftSince = !page.hasFocus()
      const after = options.clearAfterMs()
      if (after !== null) {
        timer = setTimeout(() => {
          due = true
          void clear()
        }, after)
      }
      return true
    },
    clearNow: clear,
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
