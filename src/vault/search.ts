import type { AccountView } from '../account.ts'
import { normalise, traceNormalised, type TextRange } from './normalise.ts'

/** An account that a search found, and what to mark in its names. */
export interface SearchHit {
  readonly id: string
  /** Ranges of the account's `issuer`, in order, not touching. Worked out when first read. */
  readonly issuer: readonly TextRange[]
  /** The same for `account`. */
  readonly account: readonly TextRange[]
}

/** Accounts made ready for searching. */
export interface SearchIndex {
  /**
   * Accounts in which each word of the query occurs: in issuer, account, tags or note, in any order, without regard to
   * accents and case. Where there are none, those whose issuer and account have the query's letters in this order.
   *
   * @returns Those whose issuer begins with a word first, then those found by name, then the rest; otherwise in the
   * index's order. All accounts for a blank query.
   */
  search(query: string): readonly SearchHit[]
}

interface Entry {
  readonly view: AccountView
  readonly issuer: string
  /** Issuer and account. Fields are parted by line feeds, which no word has in it. */
  readonly names: string
  /** Issuer, account, tags and note. */
  readonly everything: string
}

/** Each view is normalised once in its life, whatever lists it turns up in. Views are replaced when they change. */
const entryOf = new WeakMap<AccountView, Entry>()

/** Normalises accounts before anybody searches, so that the first key is as quick as the next. */
export function prepareSearch(accounts: readonly AccountView[]): void {
  for (const view of accounts) readEntry(view)
}

/** Makes an index over accounts, in their order. Costs nothing until the first search. */
export function createSearchIndex(accounts: readonly AccountView[]): SearchIndex {
  let entries: readonly Entry[] | undefined
  let last: { readonly text: string; readonly withWords: readonly Entry[] } = { text: '', withWords: [] }
  return {
    search: (query) => {
      entries ??= accounts.map(readEntry)
      const text = normalise(query)
      const words = text.split(/\s+/).filter(Boolean)
      // A query that goes on where the last one ended finds nothing that the last one did not.
      const among = last.text !== '' && text.startsWith(last.text) ? last.withWords : entries
      const withWords = among.filter((entry) => words.every((word) => entry.everything.includes(word)))
      last = { text, withWords }
      return withWords.length > 0 ? inRanks(withWords, words) : findLetters(entries, words.join(''))
    },
  }
}

function readEntry(view: AccountView): Entry {
  const known = entryOf.get(view)
  if (known !== undefined) return known
  const issuer = normalise(view.issuer)
  const names = `${issuer}\n${normalise(view.account)}`
  const entry = { view, issuer, names, everything: `${names}\n${normalise([...view.tags, view.note].join('\n'))}` }
  entryOf.set(view, entry)
  return entry
}

/** Three ranks in one pass. */
function inRanks(entries: readonly Entry[], words: readonly string[]): readonly SearchHit[] {
  const ranks: [SearchHit[], SearchHit[], SearchHit[]] = [[], [], []]
  const mark: Mark = (view, field) => markWords(view[field], words)
  for (const entry of entries) {
    const isPrefix = words.some((word) => entry.issuer.startsWith(word))
    const rank = isPrefix ? 0 : words.every((word) => entry.names.includes(word)) ? 1 : 2
    ranks[rank].push(new Hit(entry.view, mark))
  }
  return ranks.flat()
}

function findLetters(entries: readonly Entry[], letters: string): readonly SearchHit[] {
  if (letters === '') return []
  // The letters go on in the account where the issuer ends.
  const mark: Mark = (view, field) => {
    const inIssuer = markLetters(view.issuer, letters)
    return field === 'issuer' ? inIssuer.ranges : markLetters(view.account, letters.slice(inIssuer.used)).ranges
  }
  return entries.filter((entry) => isSubsequence(letters, entry.names)).map(({ view }) => new Hit(view, mark))
}

type Mark = (view: AccountView, field: 'issuer' | 'account') => readonly TextRange[]

/** A class for its getters: one query may hit ten thousand accounts, of which a screen marks twenty. */
class Hit implements SearchHit {
  readonly id: string
  readonly #view: AccountView
  readonly #mark: Mark

  constructor(view: AccountView, mark: Mark) {
    this.id = view.id
    this.#view = view
    this.#mark = mark
  }

  get issuer(): readonly TextRange[] {
    return this.#mark(this.#view, 'issuer')
  }

  get account(): readonly TextRange[] {
    return this.#mark(this.#view, 'account')
  }
}

function markWords(original: string, words: readonly string[]): readonly TextRange[] {
  const { text, originalOf } = traceNormalised(original)
  const found: TextRange[] = []
  for (const word of words) {
    for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + word.length)) {
      found.push(originalOf([at, at + word.length]))
    }
  }
  return mergeRanges(found)
}

function markLetters(
  original: string,
  letters: string,
): { readonly ranges: readonly TextRange[]; readonly used: number } {
  const { text, originalOf } = traceNormalised(original)
  const found: TextRange[] = []
  let used = 0
  for (let at = 0; at < text.length && used < letters.length; at++) {
    if (text[at] !== letters[used]) continue
    found.push(originalOf([at, at + 1]))
    used++
  }
  return { ranges: mergeRanges(found), used }
}

function isSubsequence(letters: string, text: string): boolean {
  let at = 0
  for (const letter of letters) {
    at = text.indexOf(letter, at) + letter.length
    if (at < letter.length) return false
  }
  return true
}

function mergeRanges(ranges: readonly TextRange[]): readonly TextRange[] {
  const merged: [number, number][] = []
  for (const [start, end] of ranges.toSorted((a, b) => a[0] - b[0])) {
    const last = merged.at(-1)
    if (last !== undefined && start <= last[1]) last[1] = Math.max(last[1], end)
    else merged.push([start, end])
  }
  return merged
}
