import type { AccountDraft } from '../../../account.ts'
import { readScannedTexts, type ImportEntry, type TransferProgress } from '../../../transfer/index.ts'
import { accountFormText } from '../../messages/account-form.ts'
import type { ForReview } from './found-codes.ts'
import { isLink } from './pasted-links.ts'

type UnreadableEntry = Extract<ImportEntry, { outcome: 'unreadable' }>

/** What a lot is worth. */
export interface FoundAccounts {
  readonly drafts: readonly AccountDraft[]
  /** Texts that look like an account, or are all there is, and could not be read. */
  readonly unreadable: readonly UnreadableEntry[]
  /** Present where codes of a Google transfer are among them. */
  readonly transfer?: TransferProgress
}

/**
 * Reads what was pasted, a link a line, or scanned. Lines of other kinds are ignored, unless no line is a link: then each
 * one is told as unreadable. Blank lines never count.
 *
 * @param now - Unix ms.
 * @throws `TransferError` `transfer/too-many`.
 */
export function readFound(lot: ForReview, now: number): FoundAccounts {
  const given = lot.from === 'text' ? linesOf(lot.text) : lot.accounts.map(codeOf)
  const links = given.filter(({ text }) => isLink(text))
  const read = links.length > 0 ? links : given
  const labelOf = (place: number): string => read[place]?.label ?? ''
  const { entries, transfer } = readScannedTexts(
    read.map(({ text }) => text),
    { now, labelOf },
  )
  return {
    drafts: entries.flatMap((entry) => (entry.outcome === 'account' ? [entry.account] : [])),
    unreadable: entries.filter((entry) => entry.outcome === 'unreadable'),
    ...(transfer && { transfer }),
  }
}

/** The one account of a lot that holds nothing else and lacks nothing. */
export function onlyDraft({ drafts, unreadable, transfer }: FoundAccounts): AccountDraft | undefined {
  const isWhole = unreadable.length === 0 && (transfer === undefined || transfer.missing.length === 0)
  return drafts.length === 1 && isWhole ? drafts[0] : undefined
}

function linesOf(text: string) {
  return text
    .split(/\r\n|[\n\r]/)
    .map((line, index) => ({ text: line.trim(), label: accountFormText().several.line(index + 1) }))
    .filter((line) => line.text !== '')
}

function codeOf(text: string, place: number) {
  return { text, label: accountFormText().several.code(place + 1) }
}
