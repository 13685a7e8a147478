/** What the journey asks of a browser, whichever protocol drives it. */
export interface Driver {
  open(url: string): Promise<void>
  reload(): Promise<void>
  /** Runs a function body in the page with `arguments`; answers what it returns, which must survive JSON. */
  run<Result>(body: string, ...args: readonly unknown[]): Promise<Result>
  /** Clicks the element that a function body returns, as a person would. */
  click(body: string, ...args: readonly unknown[]): Promise<void>
  /** Types into the element that a function body returns. */
  type(text: string, body: string, ...args: readonly unknown[]): Promise<void>
  close(): Promise<void>
}

/** A {@link Driver} of several windows. */
export interface WindowDriver extends Driver {
  /** What follows is asked of another window: of the oldest, or of the one opened last. `false`: there is only one. */
  goToWindow(which: 'oldest' | 'newest'): Promise<boolean>
}

/** A reference to an element in the page, as WebDriver writes it (W3C WebDriver §11.1). */
export type ElementReference = Readonly<Record<string, string>>

/** The id inside a reference. */
export function elementId(reference: ElementReference | null): string {
  const [id] = Object.values(reference ?? {})
  if (id === undefined) throw new Error('the element is not there')
  return id
}

/** Resolves when the predicate holds; rejects after `limitMs`. Asks the page, never sleeps for its own sake. */
export async function until(holds: () => Promise<boolean>, what: string, limitMs = 60_000): Promise<void> {
  const deadline = performance.now() + limitMs
  while (!(await holds())) {
    if (performance.now() > deadline) throw new Error(`did not happen within ${limitMs / 1000} s: ${what}`)
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
}
