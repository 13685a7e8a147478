import { Parser } from 'htmlparser2'
import { decodeBase64, EncodingError } from '../../encoding/index.ts'
import { TransferError } from '../errors.ts'
import type { Unmask } from './kdbx-mask.ts'

/** An element of a document. One that holds others has no text of interest. */
export interface XmlElement {
  readonly name: string
  readonly text: string
  readonly children: readonly XmlElement[]
}

interface OpenElement {
  readonly name: string
  readonly children: XmlElement[]
  readonly isMasked: boolean
  /** It, or what it is in, is not wanted. */
  readonly isLeftOut: boolean
}

/** Elements within each other. A group is one, and people do not make a hundred groups within each other. */
const maxDepth = 128

/** Elements that are kept: what 50,000 entries of forty have. */
const maxElements = 2_000_000

/**
 * Reads the document of a KeePass database. Masked texts are opened on the way, whether they are wanted or not: their key
 * stream goes through all of them. Document types and entities of one's own mean nothing.
 *
 * @param leftOut - Names of elements that are not wanted.
 * @returns An element without a name around the document's own.
 * @throws {@link TransferError} `transfer/damaged`, `transfer/too-many`.
 */
export function readKdbxXml(xml: string, unmask: Unmask, leftOut: ReadonlySet<string>): XmlElement {
  const root: OpenElement = { name: '', children: [], isMasked: false, isLeftOut: false }
  const open = [root]
  let text = ''
  let elements = 0
  const parser = new Parser(
    {
      onopentag: (name, attributes) => {
        if (open.length > maxDepth) throw new TransferError('transfer/damaged', 'the document is nested too deep')
        const isMasked = attributes['Protected']?.toLowerCase() === 'true'
        const isLeftOut = open.at(-1)?.isLeftOut === true || leftOut.has(name)
        open.push({ name, children: [], isMasked, isLeftOut })
        text = ''
      },
      ontext: (part) => {
        text += part
      },
      onclosetag: () => {
        const { name, children, isMasked, isLeftOut } = open.pop() ?? root
        const opened = isMasked ? opening(text, unmask) : text
        text = ''
        if (isLeftOut) return
        elements += 1
        if (elements > maxElements) throw new TransferError('transfer/too-many', 'the document has too many elements')
        open.at(-1)?.children.push({ name, text: opened, children })
      },
    },
    { xmlMode: true, decodeEntities: true },
  )
  parser.end(xml)
  return { name: '', text: '', children: root.children }
}

function opening(text: string, unmask: Unmask): string {
  try {
    return new TextDecoder().decode(unmask(decodeBase64(text)))
  } catch (cause) {
    if (!(cause instanceof EncodingError)) throw cause
    throw new TransferError('transfer/damaged', 'a masked value is no base64', { cause })
  }
}

/** The text of the first element of that name; `undefined` without one. */
export function childText(element: XmlElement | undefined, name: string): string | undefined {
  return childOf(element, name)?.text
}

/** The first element of that name. */
export function childOf(element: XmlElement | undefined, name: string): XmlElement | undefined {
  return element?.children.find((child) => child.name === name)
}

/** All elements of that name. */
export function childrenOf(element: XmlElement | undefined, name: string): readonly XmlElement[] {
  return element?.children.filter((child) => child.name === name) ?? []
}
