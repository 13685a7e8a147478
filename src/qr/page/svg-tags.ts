import { QrError } from '../errors.ts'

/** One tag of a drawing, or what stands between two. */
export type SvgToken =
  | {
      readonly kind: 'open'
      readonly name: string
      readonly attributes: readonly (readonly [name: string, value: string])[]
      /** It is its own end. */
      readonly isEmpty: boolean
    }
  | { readonly kind: 'close'; readonly name: string }
  | { readonly kind: 'text'; readonly text: string }
  /** An instruction or a document type, with all that stands in it. */
  | { readonly kind: 'declaration'; readonly text: string }

/** What XML 1.0 §2 knows, first to match. A browser refuses whatever is none of these, and so does the reader. */
const patterns = {
  comment: /<!--(?:[^-]|-(?!-))*-->/y,
  characters: /<!\[CDATA\[([^]*?)\]\]>/y,
  // One with others in it ends where the first of those begins.
  declaration: /<[?!][^<>]*[<>]/y,
  close: /<\/([^\s<>/="'&]+)\s*>/y,
  open: /<([^\s<>/="'&!?]+)((?:\s+[^\s<>/="'&]+\s*=\s*(?:"[^"<]*"|'[^'<]*'))*)\s*(\/?)>/y,
  text: /[^<]+/y,
}
const attribute = /([^\s<>/="'&]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g

/**
 * The tags of an XML text, in their order.
 *
 * @throws {@link QrError} `qr/damaged` where it is none.
 */
export function* svgTokens(text: string): Generator<SvgToken, void> {
  let at = 0
  const match = (pattern: RegExp): RegExpExecArray | undefined => {
    pattern.lastIndex = at
    const found = pattern.exec(text)
    if (found === null) return undefined
    at = pattern.lastIndex
    return found
  }
  while (at < text.length) {
    if (match(patterns.comment)) continue
    const characters = match(patterns.characters)?.[1] ?? match(patterns.text)?.[0]
    if (characters !== undefined) {
      yield { kind: 'text', text: characters }
      continue
    }
    const closed = match(patterns.close)?.[1]
    const declared = closed === undefined ? match(patterns.declaration)?.[0] : undefined
    if (closed !== undefined) yield { kind: 'close', name: closed }
    else if (declared !== undefined) yield { kind: 'declaration', text: declared }
    else yield openTag(match(patterns.open))
  }
}

function openTag(found: RegExpExecArray | undefined): SvgToken {
  if (found === undefined) throw new QrError('qr/damaged', 'the drawing is no XML')
  const [, name = '', written = '', end] = found
  // Most modules of a code drawn as elements of a group have none.
  const matches = written === '' ? [] : [...written.matchAll(attribute)]
  const attributes = matches.map(
    ([, name = '', inDouble, inSingle]) => [name, unescaped(inDouble ?? inSingle ?? '')] as const,
  )
  return { kind: 'open', name, attributes, isEmpty: end === '/' }
}

const named: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }

/** Characters by number, and the five that XML itself names. Others need a declaration, which drawings may not have. */
function unescaped(value: string): string {
  return value.replace(/&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|(\w+));/gi, (_, decimal?: string, hex?: string, name = '') => {
    const point = decimal === undefined ? Number.parseInt(hex ?? '', 16) : Number(decimal)
    return point <= 0x10ffff ? String.fromCodePoint(point) : (named[name] ?? '')
  })
}
