import { QrError } from '../errors.ts'
import { svgTokens, type SvgToken } from './svg-tags.ts'

/** What drawings of codes are made of. Nothing that runs, loads, moves, filters or nests other documents. */
const elements = new Set(
  (
    'svg g defs symbol use path rect circle ellipse line polyline polygon title desc metadata style ' +
    'clippath mask lineargradient radialgradient stop text tspan'
  ).split(' '),
)

/** What editors add under a name space of their own may be anything but these under another name. */
const neverPrefixed =
  /^(?:script|handler|listener|foreignobject|image|iframe|object|embed|video|audio|a|animate\w*|set|filter|fe\w+)$/

/** Elements of the largest code, each module one, several times over. */
const maxElements = 200_000
/** Drawn, that is, with every `use` as what it stands for: nested ones multiply. */
const maxDrawn = 500_000
const maxDepth = 64

interface Node {
  readonly name: string
  readonly children: Node[]
  /** Ids of what it draws or is cut out by. */
  readonly references: string[]
  drawn?: number | 'counting'
}

/**
 * Looks through a drawing before a browser does. Browsers neither run nor load anything in a picture, but they do draw
 * whatever it says, on the thread of the screen.
 *
 * @throws {@link QrError} `qr/active-svg`: it has scripts, animations or links out, or is too much of a drawing;
 * `qr/damaged`: it is nothing.
 */
export function checkSvg(text: string): void {
  const root: Node = { name: '', children: [], references: [] }
  const open: Node[] = [root]
  const byId = new Map<string, Node>()
  let count = 0

  for (const token of svgTokens(text)) {
    const parent = open.at(-1) ?? root
    if (token.kind === 'open') {
      if (++count > maxElements || open.length > maxDepth) throw active('too many elements')
      const node = nodeOf(token)
      parent.children.push(node)
      if (!token.isEmpty) open.push(node)
      const [, id] = token.attributes.find(([name]) => name === 'id') ?? []
      if (id !== undefined && !byId.has(id)) byId.set(id, node)
    } else if (token.kind === 'close') {
      if (open.length === 1 || parent.name !== token.name) throw new QrError('qr/damaged', 'tags do not match')
      open.pop()
    } else if (token.kind === 'text') {
      if (parent.name.toLowerCase() === 'style') checkStyle(token.text)
    } else checkDeclaration(token.text)
  }
  if (count === 0 || open.length > 1) throw new QrError('qr/damaged', 'the drawing has no end')
  drawnBy(root, byId)
}

function nodeOf({ name, attributes }: Extract<SvgToken, { kind: 'open' }>): Node {
  if (!isHarmless(name.toLowerCase())) throw active('an element that drawings do not need')
  return { name, children: [], references: referencesIn(attributes) }
}

function checkDeclaration(text: string): void {
  if (!/^(?:<\?xml\s[^]*\?>|<!DOCTYPE\s[^[]*>)$/i.test(text)) throw active('a style sheet or a declaration')
}

function isHarmless(name: string): boolean {
  const colon = name.lastIndexOf(':')
  return colon === -1 ? elements.has(name) : !neverPrefixed.test(name.slice(colon + 1))
}

/** @throws {@link QrError} `qr/active-svg` for an attribute that runs or loads something. */
function referencesIn(attributes: Extract<SvgToken, { kind: 'open' }>['attributes']): string[] {
  return attributes.flatMap(([name, value]) => {
    if (/^on/i.test(name)) throw active('a script')
    if (name === 'style') checkStyle(value)
    else checkAddresses(value)
    const isLink = /(?:^|:)(?:href|src)$/i.test(name)
    if (isLink && !value.trim().startsWith('#')) throw active('a link to something else')
    const inStyle = [...value.matchAll(/url\(\s*['"]?#([^'")\s]+)/gi)].map(([, id = '']) => id)
    return isLink ? [value.trim().slice(1), ...inStyle] : inStyle
  })
}

/** Style rules name other files by `url` and `@import`; escapes and numbered characters could hide either. */
function checkStyle(text: string): void {
  if (/@import|\\|&#/i.test(text)) throw active('a style that loads something')
  checkAddresses(text)
}

function checkAddresses(text: string): void {
  if (/url\(|image(?:-set)?\(/i.test(text.replace(/url\(\s*['"]?\s*#/gi, ''))) {
    throw active('a style that loads something')
  }
}

/** How many elements are drawn for one. */
function drawnBy(node: Node, byId: ReadonlyMap<string, Node>): number {
  if (node.drawn === 'counting') throw active('a drawing within itself')
  if (node.drawn !== undefined) return node.drawn
  node.drawn = 'counting'
  const referenced = node.references.flatMap((id) => byId.get(id) ?? [])
  let sum = 1
  for (const each of [...node.children, ...referenced]) sum += drawnBy(each, byId)
  if (sum > maxDrawn) throw active('too much to draw')
  node.drawn = sum
  return sum
}

function active(what: string): QrError {
  return new QrError('qr/active-svg', what)
}
