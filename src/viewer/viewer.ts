import { systemClock } from '../clock.ts'
import { CodedError } from '../errors.ts'
import { backupElementId, readBackup, type BackupContents } from '../transfer/backup/index.ts'
import { element } from './element.ts'
import { lockedPage } from './locked-page.ts'
import { failureText, viewerText } from './messages.ts'
import { openedPage } from './opened-page.ts'
import { plainJson, plainName } from './plain-json.ts'
import { eachSecond } from './each-second.ts'
import './viewer.css'

// The script of a self-opening backup: the only one in its page, run once, after the element with the backup.

/** Without use, an opened backup is locked again. Ms. */
const idleMs = 5 * 60_000
/** Time for the browser to show that work has begun, before the slow hash blocks it. Ms. */
const paintMs = 50

const backup = new TextEncoder().encode(document.getElementById(backupElementId)?.textContent ?? '')

/** What ends when the backup is locked. */
let close: () => void = () => undefined

lock()
addEventListener('pagehide', () => lock())

/** Forgets what was opened and asks for the passphrase. */
function lock(notice?: string): void {
  close()
  close = () => undefined
  const { content, focus } = lockedPage({ open, notice })
  document.body.replaceChildren(content)
  focus.focus()
}

async function open(passphrase: string): Promise<string | undefined> {
  // Pages that are not from a safe place have no WebCrypto.
  if (typeof crypto.subtle !== 'object') return viewerText.unable
  try {
    await new Promise((resolve) => setTimeout(resolve, paintMs))
    show(await readBackup(backup, passphrase))
    return undefined
  } catch (error) {
    return failureText(error instanceof CodedError ? String(error.code) : undefined)
  }
}

function show(contents: BackupContents): void {
  const status = element('p', { class: 'status', role: 'status' })
  const announce = announcer(status)
  const page = openedPage(contents, {
    now: () => systemClock.now(),
    copy,
    announce,
    lock: () => lock(),
    save: () => {
      saveText(plainName(contents), plainJson(contents))
      announce(viewerText.saved)
    },
    status,
  })
  document.body.replaceChildren(...page.content)
  page.focus.focus()
  let lastUse = systemClock.monotonic()
  const used = (): void => void (lastUse = systemClock.monotonic())
  const uses = ['pointerdown', 'keydown', 'wheel', 'touchstart']
  for (const name of uses) addEventListener(name, used, { passive: true })
  const stop = eachSecond(systemClock, () => {
    if (systemClock.monotonic() - lastUse > idleMs) lock(viewerText.lockedAgain)
    else page.update()
  })
  close = () => {
    stop()
    for (const name of uses) removeEventListener(name, used)
    for (const { secret } of contents.accounts) secret.fill(0)
  }
}

/** Long enough to read a code that could not be copied, ms. */
const saidMs = 10_000

function announcer(status: HTMLElement): (text: string) => void {
  let timer: ReturnType<typeof setTimeout> | undefined
  return (text) => {
    clearTimeout(timer)
    status.textContent = text
    timer = setTimeout(() => (status.textContent = ''), saidMs)
  }
}

async function copy(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text)
    return true
  } catch {
    // Refused, or not there at all: the row says the code instead.
    return false
  }
}

/** Long enough for the slowest browser to have opened the address, ms. */
const keptMs = 60_000

function saveText(name: string, text: string): void {
  const url = URL.createObjectURL(new Blob([text], { type: 'application/json' }))
  const link = element('a', { href: url, download: name })
  document.body.append(link)
  link.click()
  link.remove()
  setTimeout(() => URL.revokeObjectURL(url), keptMs)
}
