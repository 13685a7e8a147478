import type { BackupAccount, BackupContents } from '../transfer/backup/index.ts'
import { accountRow, type AccountRow, type RowPage } from './account-row.ts'
import { element, mark } from './element.ts'
import { viewerText } from './messages.ts'
import { saveDialog } from './save-dialog.ts'
import { createSearch } from './search.ts'

/** What an opened backup looks like, and what it asks of its surroundings. */
export interface OpenedPage {
  readonly content: readonly HTMLElement[]
  /** Where the keyboard goes first. */
  readonly focus: HTMLElement
  /** Shows what is right now; called each second. */
  update(): void
}

/** What the page needs beside its rows. */
export interface OpenedPageOptions extends RowPage {
  lock(): void
  save(): void
  /** Says something; the live region that reads it out. */
  readonly status: HTMLElement
}

/** Rows that are in the page at first, and that come with each "more": thousands of live ones would be slow. */
const rowsAtOnce = 200

/** The accounts of a backup with their codes, a search, and what can be done. */
export function openedPage(contents: BackupContents, options: OpenedPageOptions): OpenedPage {
  const accounts = contents.accounts.filter(({ deletedAt }) => deletedAt === undefined).toSorted(byPlace)
  const list = accountList(accounts, options)
  const dialog = saveDialog(contents.accounts.length, options.save)
  const field = element('input', {
    type: 'search',
    'aria-label': viewerText.search,
    placeholder: viewerText.search,
    autocomplete: 'off',
    autocapitalize: 'none',
    spellcheck: 'false',
  })
  field.addEventListener('input', () => list.show(field.value))
  list.show('')
  return {
    content: [
      header(contents, { dialog, lock: options.lock }),
      element(
        'main',
        { class: 'page' },
        element('div', { class: 'search', role: 'search' }, field),
        list.count,
        ...helpFor(accounts),
        list.content,
      ),
      options.status,
      dialog,
    ],
    focus: field,
    update: list.update,
  }
}

/** As people look for things: "Server 9" before "Server 10". */
const names = new Intl.Collator(undefined, { numeric: true })

/** Pinned ones first, then by the person's own order, then by name. */
function byPlace(a: BackupAccount, b: BackupAccount): number {
  return Number(b.pinned) - Number(a.pinned) || a.order - b.order || names.compare(a.issuer, b.issuer)
}

function header(
  { createdAt, accounts }: BackupContents,
  { dialog, lock }: { readonly dialog: HTMLDialogElement; readonly lock: () => void },
): HTMLElement {
  const binned = accounts.filter(({ deletedAt }) => deletedAt !== undefined).length
  const facts = [viewerText.total(accounts.length - binned), ...(binned > 0 ? [viewerText.inBin(binned)] : [])]
  const save = element('button', { type: 'button', class: 'button' }, viewerText.save)
  const lockButton = element('button', { type: 'button', class: 'button' }, viewerText.lock)
  save.addEventListener('click', () => dialog.showModal())
  lockButton.addEventListener('click', lock)
  return element(
    'header',
    { class: 'head' },
    mark(32),
    element(
      'div',
      { class: 'title' },
      element('h1', {}, viewerText.heading(createdAt)),
      element('p', {}, facts.join(' · ')),
    ),
    element('div', { class: 'actions' }, save, lockButton),
  )
}

function helpFor(accounts: readonly BackupAccount[]): readonly HTMLElement[] {
  const hasCounters = accounts.some(({ type }) => type === 'hotp')
  return hasCounters ? [element('p', { class: 'help' }, viewerText.counterHelp)] : []
}

interface AccountList {
  readonly count: HTMLElement
  readonly content: HTMLElement
  show(query: string): void
  update(): void
}

function accountList(accounts: readonly BackupAccount[], page: RowPage): AccountList {
  const search = createSearch(accounts)
  const made = new Map<BackupAccount, AccountRow>()
  const count = element('p', { class: 'count', role: 'status' })
  const content = element('div')
  let shown: readonly AccountRow[] = []

  const rowOf = (account: BackupAccount): AccountRow => {
    const row = made.get(account) ?? accountRow(account, page)
    made.set(account, row)
    return row
  }
  const fill = (found: readonly BackupAccount[], most: number): void => {
    shown = found.slice(0, most).map(rowOf)
    for (const row of shown) row.update()
    const list = element('ul', { class: 'list', 'aria-label': viewerText.list }, ...shown.map(({ item }) => item))
    const left = found.length - shown.length
    const more = element(
      'button',
      { type: 'button', class: 'button wide' },
      viewerText.more(Math.min(left, rowsAtOnce)),
    )
    more.addEventListener('click', () => {
      fill(found, most + rowsAtOnce)
      shown[most]?.item.querySelector('button')?.focus()
    })
    content.replaceChildren(list, ...(left > 0 ? [more] : []))
  }
  return {
    count,
    content,
    show: (query) => {
      const found = search(query)
      const text = query.trim()
      count.textContent = text === '' ? '' : viewerText.results(found.length, accounts.length)
      if (found.length > 0) fill(found, rowsAtOnce)
      else showNone(content, accounts.length === 0 ? viewerText.noAccounts : viewerText.noResult(text))
      if (found.length === 0) shown = []
    },
    update: () => {
      for (const row of shown) row.update()
    },
  }
}

function showNone(content: HTMLElement, text: string): void {
  content.replaceChildren(element('p', { class: 'none', dir: 'auto' }, text))
}
