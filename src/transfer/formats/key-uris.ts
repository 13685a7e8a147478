import type { FileContent, ReadExport, ReadingContext } from '../format.ts'
import { linkLines, readLinks } from '../links.ts'
import { decodeText } from '../text.ts'

/** A list of links, one on each line: what most authenticators write as plain text. */
export async function readExport([file]: readonly FileContent[], { now }: ReadingContext): Promise<ReadExport> {
  return readLinks(linkLines(file === undefined ? '' : wholeText(file)), now)
}

/** The text with the blank lines at its start, which count too. */
export function wholeText({ bytes }: FileContent): string {
  return decodeText(bytes) ?? ''
}
