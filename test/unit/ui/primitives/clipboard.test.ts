import { createRoot } from 'solid-js'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createCodeClipboard, type ClipboardPage, type CodeClipboard } from '../../../../src/ui/primitives/clipboard.ts'

type PageEvent = 'focus' | 'blur' | 'copy'

/** A page and the device's clipboard, with the rules of browsers: without focus nothing is read or written. */
class FakePage implements ClipboardPage {
  text = 'before'
  focused = true
  /** What the browser answers when it is asked whether the page may read. */
  readable: boolean | Promise<boolean> = true
  refuses = false
  readonly reads: string[] = []
  readonly #listeners: Record<PageEvent, Set<() => void>> = { focus: new Set(), blur: new Set(), copy: new Set() }

  readonly clipboard = {
    writeText: async (text: string): Promise<void> => {
      if (!this.focused || this.refuses) throw new DOMException('refused', 'NotAllowedError')
      this.text = text
    },
    readText: async (): Promise<string> => {
      if (!this.focused || !(await this.readable)) throw new DOMException('refused', 'NotAllowedError')
      this.reads.push(this.text)
      return this.text
    },
  }

  hasFocus(): boolean {
    return this.focused
  }

  async mayRead(): Promise<boolean> {
    return this.readable
  }

  listen(type: PageEvent, listener: () => void): () => void {
    this.#listeners[type].add(listener)
    return () => this.#listeners[type].delete(listener)
  }

  get listenerCount(): number {
    return Object.values(this.#listeners).reduce((sum, { size }) => sum + size, 0)
  }

  leave(): void {
    this.focused = false
    this.#tell('blur')
  }

  comeBack(): void {
    this.focused = true
    this.#tell('focus')
  }

  /** The person selects something in this page and copies it. */
  copyByHand(text: string): void {
    this.text = text
    this.#tell('copy')
  }

  #tell(type: PageEvent): void {
    const listeners = Array.from(this.#listeners[type])
    for (const listener of listeners) listener()
  }
}

interface Stage {
  readonly page: FakePage
  readonly clipboard: CodeClipboard
  readonly lock: () => void
}

function open(clearAfterMs: number | null = 30_000, page = new FakePage()): Stage {
  return createRoot((lock) => ({
    page,
    clipboard: createCodeClipboard({ clearAfterMs: () => clearAfterMs, page }),
    lock,
  }))
}

const pass = (ms: number): Promise<unknown> => vi.advanceTimersByTimeAsync(ms)

beforeEach(() => {
  vi.useFakeTimers()
})

afterEach(() => {
  vi.useRealTimers()
})

describe('copying', () => {
  it('puts the code on the clipboard', async () => {
    const { page, clipboard } = open()
    expect(await clipboard.copy('123456')).toBe(true)
    expect(page.text).toBe('123456')
  })

  it('answers false where the browser refuses, and leaves the clipboard alone for good', async () => {
    const { page, clipboard } = open()
    page.refuses = true
    expect(await clipboard.copy('123456')).toBe(false)
    page.refuses = false
    await pass(60_000)
    expect(page.text).toBe('before')
  })

  it('answers false where there is no clipboard, as on an insecure page', async () => {
    const page: ClipboardPage = { ...bare(), clipboard: undefined }
    const clipboard = createRoot(() => createCodeClipboard({ clearAfterMs: () => 30_000, page }))
    expect(await clipboard.copy('123456')).toBe(false)
    await expect(clipboard.clearNow()).resolves.toBeUndefined()
  })
})

describe('fault 66: a copied code', () => {
  it('is cleared at the limit when the focus never left, without a look at the clipboard', async () => {
    const { page, clipboard } = open()
    page.readable = false
    await clipboard.copy('123456')
    await pass(29_999)
    expect(page.text).toBe('123456')
    await pass(1)
    expect(page.text).toBe('')
    expect(page.reads).toEqual([])
  })

  it('stays where clearing is turned off, until lock', async () => {
    const { page, clipboard, lock } = open(null)
    await clipboard.copy('123456')
    await pass(24 * 3_600_000)
    expect(page.text).toBe('123456')
    lock()
    await pass(0)
    expect(page.text).toBe('')
  })

  it('is not touched while the page has no focus, and cleared when the focus is back', async () => {
    const { page, clipboard } = open()
    await clipboard.copy('123456')
    page.leave()
    await pass(40_000)
    expect(page.text).toBe('123456')
    page.comeBack()
    await pass(0)
    expect(page.text).toBe('')
  })

  it('is cleared at the limit when the focus was away and is back before it', async () => {
    const { page, clipboard } = open()
    await clipboard.copy('123456')
    page.leave()
    await pass(10_000)
    page.comeBack()
    await pass(19_999)
    expect(page.text).toBe('123456')
    await pass(1)
    expect(page.text).toBe('')
  })

  it('stays after the focus was away where the browser does not let the page read', async () => {
    const { page, clipboard } = open()
    page.readable = false
    await clipboard.copy('123456')
    page.leave()
    await pass(40_000)
    page.comeBack()
    await pass(60_000)
    expect(page.text).toBe('123456')
    expect(page.reads).toEqual([])
  })

  it('leaves alone what was copied elsewhere meanwhile', async () => {
    const { page, clipboard } = open()
    await clipboard.copy('123456')
    page.leave()
    page.text = 'copied elsewhere'
    await pass(40_000)
    page.comeBack()
    await pass(60_000)
    expect(page.text).toBe('copied elsewhere')
  })

  it('leaves alone what was copied by hand in the page', async () => {
    const { page, clipboard, lock } = open()
    await clipboard.copy('123456')
    page.copyByHand('their own words')
    await pass(60_000)
    await clipboard.clearNow()
    lock()
    await pass(0)
    expect(page.text).toBe('their own words')
  })

  it('that is copied again has the whole time once more', async () => {
    const { page, clipboard } = open()
    await clipboard.copy('123456')
    await pass(20_000)
    await clipboard.copy('123456')
    await pass(29_999)
    expect(page.text).toBe('123456')
    await pass(1)
    expect(page.text).toBe('')
  })

  it('gives way to another code, which is cleared in its own time', async () => {
    const { page, clipboard } = open()
    await clipboard.copy('123456')
    await pass(20_000)
    await clipboard.copy('654321')
    await pass(10_000)
    expect(page.text).toBe('654321')
    await pass(20_000)
    expect(page.text).toBe('')
  })

  it('is still cleared when the next copy is refused', async () => {
    const { page, clipboard } = open()
    await clipboard.copy('123456')
    page.refuses = true
    expect(await clipboard.copy('654321')).toBe(false)
    page.refuses = false
    await pass(30_000)
    expect(page.text).toBe('')
  })

  it('that was copied as the focus went is only cleared after a look', async () => {
    const { page, clipboard } = open()
    const copied = clipboard.copy('123456')
    page.leave()
    await copied
    page.text = 'copied elsewhere'
    page.comeBack()
    await pass(30_000)
    expect(page.text).toBe('copied elsewhere')
    expect(page.reads).toEqual(['copied elsewhere'])
  })

  it('does not take a newer one along while the browser is asked', async () => {
    const { page, clipboard } = open()
    let answer = (_mayRead: boolean): void => {}
    const asked = new Promise<boolean>((resolve) => {
      answer = resolve
    })
    await clipboard.copy('123456')
    page.leave()
    await pass(40_000)
    page.readable = asked
    page.comeBack()
    await clipboard.copy('123456')
    answer(true)
    await pass(0)
    expect(page.text).toBe('123456')
    await pass(30_000)
    expect(page.text).toBe('')
  })

  it('is given up quietly where the browser refuses to clear', async () => {
    const { page, clipboard } = open()
    await clipboard.copy('123456')
    page.refuses = true
    await pass(30_000)
    page.refuses = false
    await pass(60_000)
    expect(page.text).toBe('123456')
  })
})

describe('clearing now', () => {
  it('does not wait for the limit', async () => {
    const { page, clipboard } = open()
    await clipboard.copy('123456')
    await clipboard.clearNow()
    expect(page.text).toBe('')
  })

  it('touches nothing where no code was copied', async () => {
    const { page, clipboard } = open()
    await clipboard.clearNow()
    expect(page.text).toBe('before')
  })

  it('touches nothing a second time', async () => {
    const { page, clipboard } = open()
    await clipboard.copy('123456')
    await clipboard.clearNow()
    page.text = 'copied elsewhere'
    await clipboard.clearNow()
    await pass(60_000)
    expect(page.text).toBe('copied elsewhere')
  })
})

describe('fault 66: locking', () => {
  it('clears the code at once, and stops listening', async () => {
    const { page, clipboard, lock } = open()
    await clipboard.copy('123456')
    lock()
    await pass(0)
    expect(page.text).toBe('')
    expect(page.listenerCount).toBe(0)
    expect(vi.getTimerCount()).toBe(0)
  })

  it('leaves what was copied elsewhere', async () => {
    const { page, clipboard, lock } = open()
    await clipboard.copy('123456')
    page.leave()
    page.text = 'copied elsewhere'
    page.comeBack()
    lock()
    await pass(0)
    expect(page.text).toBe('copied elsewhere')
  })

  it('while the focus is away clears the code when it is back, then stops listening', async () => {
    const { page, clipboard, lock } = open()
    await clipboard.copy('123456')
    page.leave()
    lock()
    await pass(5 * 60_000)
    expect(page.text).toBe('123456')
    page.comeBack()
    await pass(0)
    expect(page.text).toBe('')
    expect(page.listenerCount).toBe(0)
  })

  it('with nothing copied leaves the clipboard and the page alone', async () => {
    const { page, lock } = open()
    page.leave()
    lock()
    expect(page.listenerCount).toBe(0)
    page.comeBack()
    await pass(60_000)
    expect(page.text).toBe('before')
  })
})

function bare(): Omit<ClipboardPage, 'clipboard'> {
  return { hasFocus: () => true, mayRead: async () => true, listen: () => () => undefined }
}
