type Attributes = Readonly<Record<string, string | undefined>>

/**
 * Makes an element. Text goes in as text and never as markup: there is no other way here to put anything into the page.
 *
 * @param attributes - Those that are `undefined` are left out.
 */
export function element<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  attributes: Attributes = {},
  ...children: readonly (Node | string)[]
): HTMLElementTagNameMap[Tag] {
  const made = document.createElement(tag)
  setAttributes(made, attributes)
  made.append(...children)
  return made
}

/** A drawing of paths, each with its class. Decoration: it has no name. */
export function drawing(
  attributes: Attributes,
  paths: readonly { readonly d: string; readonly class?: string }[],
): SVGSVGElement {
  const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg')
  setAttributes(svg, { 'aria-hidden': 'true', ...attributes })
  for (const path of paths) {
    const made = document.createElementNS('http://www.w3.org/2000/svg', 'path')
    setAttributes(made, { ...path })
    svg.append(made)
  }
  return svg
}

function setAttributes(made: Element, attributes: Attributes): void {
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== undefined) made.setAttribute(name, value)
  }
}

/** The product's logo. */
export function mark(size: number): SVGSVGElement {
  return drawing({ class: 'mark', viewBox: '-24 -24 48 48', width: String(size), height: String(size) }, [
    { class: 'arm', d: 'M0-19.5v39M0 0 16.9 9.75M0 0-16.9 9.75M0 0-16.9-9.75' },
    { class: 'hand', d: 'M0 0 16.9-9.75' },
  ])
}
