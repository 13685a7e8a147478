/** A browser that a test drives, whichever protocol it speaks. */
export interface Browser {
  /** Opens an address and waits until it is loaded. */
  open(url: string): Promise<void>
  reload(): Promise<void>
  /**
   * Runs a function's body in the page and answers what it returns or resolves to. `arguments` holds `given`; elements
   * go both ways.
   */
  run(body: string, ...given: readonly unknown[]): Promise<unknown>
  click(element: ElementReference): Promise<void>
  type(element: ElementReference, text: string): Promise<void>
  /** Ends the browser, and the programs that were started for it. */
  close(): Promise<void>
}

/** An element of the page, as WebDriver hands it over (W3C WebDriver §12.2). */
export interface ElementReference {
  readonly 'element-6066-11e4-a52e-4f735466cecf': string
}

/** The id of an element for commands that take it by itself. */
export function elementId(element: ElementReference): string {
  return element['element-6066-11e4-a52e-4f735466cecf']
}

/** What a person looks for on a page. */
export interface Target {
  readonly role: 'button' | 'heading' | 'link' | 'textbox'
  /** The accessible name: whole, or what it begins with. */
  readonly name: string
}

/**
 * Finds an element by role and name, and waits for it: the page itself says when something has changed, so nothing is
 * asked again and again. Ends with an error after 30 s.
 */
export async function find(browser: Browser, { role, name }: Target): Promise<ElementReference> {
  const found = await browser.run(waitInPage, selectors[role], name)
  if (typeof found !== 'object' || found === null) throw new Error(`there is no ${role} “${name}”: ${String(found)}`)
  return found as ElementReference
}

const selectors: Readonly<Record<Target['role'], string>> = {
  button: 'button',
  heading: 'h1, h2, h3',
  link: 'a[href]',
  textbox: 'input, textarea',
}

/** Answers the element, or what the page shows instead. */
const waitInPage = `
  const [selector, name] = arguments
  const nameOf = (element) =>
    element.getAttribute('aria-label') ?? element.labels?.[0]?.textContent ?? element.textContent
  const look = () =>
    [...document.querySelectorAll(selector)].find(
      (element) => nameOf(element).trim().startsWith(name) && element.getClientRects().length > 0 && !element.disabled,
    )
  return new Promise((resolve) => {
    const observer = new MutationObserver(() => settle(look()))
    const timer = setTimeout(() => settle(document.body.innerText.slice(0, 500) || 'an empty page'), 25000)
    const settle = (answer) => {
      if (!answer) return
      observer.disconnect()
      clearTimeout(timer)
      resolve(answer)
    }
    observer.observe(document, { subtree: true, childList: true, attributes: true, characterData: true })
    settle(look())
  })
`
