import { Parser } from 'htmlparser2'
import { TransferError } from '../errors.ts'

/** What is looked at of a row of a table, or of everything outside of rows. */
export interface HtmlPart {
  /** Texts of the cells, white space made one space. */
  readonly cells: readonly string[]
  /** Texts of the paragraphs in it, the empty ones too. */
  readonly paragraphs: readonly string[]
  /** Key URIs in its text and its addresses, in their order, each once. */
  readonly links: ReadonlySet<string>
  /** Pictures that the page itself holds, as their base64 text. Those on other hosts are left alone. */
  readonly pictures: ReadonlySet<string>
}

/** A page as text: nothing in it is run, loaded or shown. */
export interface HtmlPage {
  readonly rows: readonly HtmlPart[]
  /** What is in no row. */
  readonly rest: HtmlPart
}

/** Elements within elements; the parser takes quadratic time for depth. */
const maxDepth = 256

/** Rows of the longest table that is read. */
const maxRows = 100_000

/** Elements whose text nobody sees. */
const silent = new Set(['script', 'style', 'title', 'template'])

/** Elements that do not end a text. */
const withinText = new Set(['wbr', 'b', 'strong', 'i', 'em', 'span'])

interface OpenPart {
  readonly cells: string[]
  readonly paragraphs: string[]
  readonly links: Set<string>
  readonly pictures: Set<string>
}

/** Reads a page without trust. Entities are unescaped once. @throws {@link TransferError} `transfer/too-many`. */
export function readHtml(html: string): HtmlPage {
  const rows: OpenPart[] = []
  const rest = newPart()
  const open: OpenPart[] = [rest]
  const part = (): OpenPart => open.at(-1) ?? rest
  const texts = textCollector(part)
  let depth = 0
  let silence = 0

  const onopentag = (name: string, attributes: Readonly<Record<string, string>>): void => {
    if (++depth > maxDepth) throw new TransferError('transfer/too-many', 'the page is nested too deep')
    if (silent.has(name)) silence++
    if (!withinText.has(name)) texts.endRun()
    if (name === 'tr') {
      const row = newPart()
      if (rows.push(row) > maxRows) throw new TransferError('transfer/too-many', 'the table is too long')
      open.push(row)
    }
    texts.begin(name)
    for (const link of linksIn(attributes['href'] ?? '')) part().links.add(link)
    const picture = pictureIn(attributes['src'])
    if (picture !== undefined) part().pictures.add(picture)
  }
  const onclosetag = (name: string): void => {
    depth--
    if (silent.has(name)) silence--
    if (!withinText.has(name)) texts.endRun()
    texts.end(name)
    if (name === 'tr') open.pop()
  }
  const ontext = (text: string): void => {
    if (silence === 0) texts.add(text)
  }
  const parser = new Parser({ onopentag, onclosetag, ontext }, { decodeEntities: true })
  parser.end(html)
  texts.endRun()
  return { rows, rest }
}

/** Gathers the texts of cells and paragraphs, and the links in what stands between two elements. */
function textCollector(part: () => OpenPart) {
  let run = ''
  let cell: string | undefined
  let paragraph: string | undefined
  return {
    add: (text: string): void => {
      run += text
    },
    endRun: (): void => {
      for (const link of linksIn(run)) part().links.add(link)
      if (cell !== undefined) cell += `${run} `
      if (paragraph !== undefined) paragraph += `${run} `
      run = ''
    },
    begin: (element: string): void => {
      if (element === 'td') cell = ''
      if (element === 'p') paragraph = ''
    },
    end: (element: string): void => {
      if (element === 'td' && cell !== undefined) {
        part().cells.push(oneLine(cell))
        cell = undefined
      }
      if (element === 'p' && paragraph !== undefined) {
        part().paragraphs.push(oneLine(paragraph))
        paragraph = undefined
      }
    },
  }
}

function newPart(): OpenPart {
  return { cells: [], paragraphs: [], links: new Set(), pictures: new Set() }
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim()
}

const scheme = String.raw`(?:otpauth|apple-otpauth|otpauth-migration|motp|steam)://`
const wholeLink = new RegExp(`^${scheme}`, 'i')
const anyLink = new RegExp(String.raw`\b${scheme}[^\s<>"]+`, 'gi')

/** A line that begins as a link is one to its end, for labels may have spaces; within other text links end at a space. */
function linksIn(text: string): readonly string[] {
  if (!text.includes('://')) return []
  return text.split('\n').flatMap((line) => {
    const found = line.match(anyLink) ?? []
    const whole = line.trim()
    return found.length === 1 && wholeLink.test(whole) ? [whole] : found
  })
}

/** Base64 of a PNG or JPEG picture. Vector pictures are programs of a kind, and stay closed. */
function pictureIn(source: string | undefined): string | undefined {
  return source === undefined ? undefined : /^\s*data:image\/(?:png|jpe?g);base64,([^]*)$/i.exec(source)?.[1]
}
