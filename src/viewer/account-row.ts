import { groupCode } from '../otp/index.ts'
import type { BackupAccount } from '../transfer/backup/index.ts'
import { element } from './element.ts'
import { createLiveCodes, type LiveCode } from './live-code.ts'
import { accountName, viewerText } from './messages.ts'

/** What a row asks of its page. */
export interface RowPage {
  /** Unix ms. */
  now(): number
  /** Puts text on the clipboard; answers whether the browser let it. */
  copy(text: string): Promise<boolean>
  /** Says something to everybody, and to those who listen. */
  announce(text: string): void
}

/** One account in the list. */
export interface AccountRow {
  readonly item: HTMLLIElement
  /** Shows what is right now. Changes the page only where something else is to be seen. */
  update(): void
}

/** How long a row says that its code was copied, ms. */
const copiedMs = 1600
/** Seconds before its end at which a code counts as ending. */
const endingSeconds = 5

let rows = 0

/** Makes the row of an account. All of it copies the code. */
export function accountRow(account: BackupAccount, page: RowPage): AccountRow {
  const name = accountName(account)
  const codes = createLiveCodes(account)
  const parts = rowParts(account, name)
  const { item, codeButton, nextButton } = parts
  const show = createDisplay(parts, account.digits)
  const update = (): void => show(codes.at(page.now()))

  const advance = (): void => {
    codes.advance()
    update()
  }
  const copy = async (): Promise<void> => {
    // What a counter shows at first is nothing; to copy it is to ask for the first code.
    if (codeOf(codes.at(page.now())) === undefined) advance()
    const code = codeOf(codes.at(page.now()))
    if (code === undefined) return
    const done = await page.copy(code)
    page.announce(done ? viewerText.copied : viewerText.copyRefused(groupCode(code)))
    if (!done) return
    item.dataset['copied'] = ''
    setTimeout(() => delete item.dataset['copied'], copiedMs)
  }
  codeButton.addEventListener('click', () => void copy())
  if (nextButton !== undefined) nextButton.addEventListener('click', advance)
  update()
  return { item, update }
}

function codeOf(live: LiveCode): string | undefined {
  return live.kind === 'needs-pin' ? undefined : live.code
}

interface RowParts {
  readonly item: HTMLLIElement
  readonly codeButton: HTMLButtonElement
  readonly code: HTMLElement
  readonly rail: HTMLElement
  readonly side: HTMLElement
  readonly nextButton: HTMLButtonElement | undefined
}

function rowParts(account: BackupAccount, name: string): RowParts {
  const id = `code-${(rows += 1)}`
  const code = element('span', { id, class: 'code', 'data-part': 'code', 'aria-hidden': 'true' })
  const rail = element('span', { class: 'rail', 'aria-hidden': 'true' })
  const said = element('span', { class: 'said', 'aria-hidden': 'true' }, viewerText.copiedMark)
  const codeButton = element(
    'button',
    { type: 'button', class: 'code-button', 'aria-describedby': id },
    element('span', { class: 'visually-hidden' }, viewerText.copyCode(name)),
    code,
    rail,
    said,
  )
  const side = element('span', { class: 'side', 'aria-hidden': 'true' })
  const nextButton = account.type === 'hotp' ? makeNextButton(name) : undefined
  const item = element(
    'li',
    { class: 'row' },
    tile(account),
    who(account),
    codeButton,
    side,
    ...(nextButton === undefined ? [] : [nextButton]),
  )
  return { item, codeButton, code, rail, side, nextButton }
}

function makeNextButton(name: string): HTMLButtonElement {
  return element(
    'button',
    { type: 'button', class: 'button small', 'aria-label': viewerText.nextCode(name) },
    viewerText.next,
  )
}

function who({ issuer, account }: BackupAccount): HTMLElement {
  const title = element('span', { class: 'issuer', dir: 'auto' }, issuer || account || viewerText.unnamed)
  const isNamed = issuer !== '' && account !== ''
  const name = isNamed ? [element('span', { class: 'name', dir: 'auto' }, account)] : []
  return element('span', { class: 'who' }, title, ...name)
}

const hues = 12

/** The first letter on one of the app's tile colours, by the sum of the name's characters. */
function tile({ issuer, account }: BackupAccount): HTMLElement {
  const [first = '?', ...rest] = (issuer || account).match(/[\p{L}\p{N}]/gu) ?? []
  const hue = [first, ...rest].reduce((sum, character) => sum + (character.codePointAt(0) ?? 0), 0) % hues
  return element('span', { class: 'tile', 'data-hue': String(hue + 1), 'aria-hidden': 'true' }, first.toUpperCase())
}

/** Writes into a row only what has changed since the last time. */
function createDisplay(parts: RowParts, digits: number): (live: LiveCode) => void {
  const { item, codeButton, code, rail, side } = parts
  const ticks = Array.from({ length: digits }, () => element('i'))
  const setText = (node: HTMLElement, text: string): void => {
    if (node.textContent !== text) node.textContent = text
  }
  const dots = '•'.repeat(digits)
  return (live) => {
    switch (live.kind) {
      case 'time': {
        if (!rail.hasChildNodes()) rail.append(...ticks)
        const lit = Math.ceil((live.left / live.period) * digits)
        for (const [index, tick] of ticks.entries()) tick.toggleAttribute('data-lit', index < lit)
        item.toggleAttribute('data-ending', live.left <= Math.min(endingSeconds, live.period / 2))
        setText(code, groupCode(live.code))
        setText(side, viewerText.secondsLeft(live.left))
        return
      }
      case 'counter':
        setText(code, live.code === undefined ? dots : groupCode(live.code))
        setText(side, viewerText.counter(live.counter))
        return
      case 'needs-pin':
        codeButton.hidden = true
        side.removeAttribute('aria-hidden')
        setText(side, viewerText.needsPin)
    }
  }
}
