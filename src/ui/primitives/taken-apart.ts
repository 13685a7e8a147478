import { onCleanup } from 'solid-js'
import { whenIdle } from './when-idle.ts'

/** Nodes that are taken apart between two frames. */
const atOnce = 2000

const waiting: Node[] = []
let isPlanned = false

/**
 * A `ref` for an element that shows accounts: once its owner and it are gone, it is taken apart when there is time for
 * it, or by {@link takeApartNow}.
 *
 * Nothing of ours holds it then, but others may. Engines keep, with the shape of an object, the first getters that such
 * an object had; the props of components are such objects, and what their getters close over keeps an element for as
 * long as the page lives. One element keeps the tree that it is in, both ways, and by its handlers all that they use.
 * Which ones are kept is nobody's to say, so nothing is left in any.
 */
export function takenApart(element: Element): void {
  onCleanup(() => {
    waiting.push(element)
    if (isPlanned) return
    isPlanned = true
    whenIdle(goOn)
  })
}

/** Takes apart what waits for it, once what runs now has come to its end. */
export function takeApartNow(): void {
  queueMicrotask(() => takeApart(Infinity))
}

function goOn(): void {
  takeApart(atOnce)
  isPlanned = waiting.length > 0
  if (isPlanned) whenIdle(goOn)
}

/** @param most - Nodes; what is left waits. */
function takeApart(most: number): void {
  for (let done = 0; done < most; done++) {
    const node = waiting.pop()
    if (node === undefined) return
    // Shown again by somebody: it is theirs.
    if (node.isConnected) continue
    for (const child of node.childNodes) waiting.push(child)
    if (node instanceof Element) empty(node)
    else node.nodeValue = null
  }
}

function empty(element: Element): void {
  element.replaceChildren()
  if (element instanceof HTMLInputElement || element instanceof HTMLTextAreaElement) element.value = ''
  for (const name of element.getAttributeNames()) element.removeAttribute(name)
  // What Solid keeps at elements: the handlers of clicks, and what they are called with.
  for (const key of Object.keys(element)) Reflect.deleteProperty(element, key)
}
