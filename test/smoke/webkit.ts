import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readdirSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer, type AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import type { Readable } from 'node:stream'
import { setTimeout as delay } from 'node:timers/promises'
import { elementId, type Browser } from './webdriver.ts'

/** The programs that WebKitGTK is driven with. */
export interface WebKitPrograms {
  readonly driver: string
  readonly browser: string
  /** A display that nobody sees: the browser does not start without one. */
  readonly display: string
}

/** Where WebKitGTK and what it needs are on this machine, if all of it is. */
export function findWebKit(): WebKitPrograms | undefined {
  const driver = inPath('WebKitWebDriver')
  const display = inPath('Xvfb')
  const browser = libraries().find((path) => existsSync(path))
  return driver && display && browser ? { driver, display, browser } : undefined
}

function inPath(name: string): string | undefined {
  const folders = (process.env['PATH'] ?? '').split(delimiter)
  return folders.map((folder) => join(folder, name)).find((path) => existsSync(path))
}

/** Distributions put the small browser beside the library, under the machine's or no further name. */
function libraries(): readonly string[] {
  const roots = ['/usr/lib', '/usr/lib64', '/usr/libexec']
  const machines = existsSync('/usr/lib') ? readdirSync('/usr/lib').filter((name) => name.includes('-linux-')) : []
  const folders = [...roots, ...machines.map((name) => join('/usr/lib', name))]
  return folders.flatMap((folder) => ['6.0', '4.1', '4.0'].map((v) => join(folder, `webkit2gtk-${v}`, 'MiniBrowser')))
}

/** Starts a WebKitGTK on a display of its own. What it stores is gone with it. */
export async function startWebKit({ driver, browser, display }: WebKitPrograms): Promise<Browser> {
  const home = await mkdtemp(join(tmpdir(), 'mfa-webkit-'))
  const screen = spawn(display, ['-displayfd', '3', '-screen', '0', '1280x1024x24', '-nolisten', 'tcp'], {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
  })
  const started: ChildProcess[] = [screen]
  const end = async () => {
    for (const program of started.toReversed()) await stop(program)
    await rm(home, { recursive: true, force: true, maxRetries: 5 })
  }
  try {
    const [number] = (await once(screen.stdio[3] as Readable, 'data')) as [Buffer]
    const port = await freePort()
    const env = { ...process.env, DISPLAY: `:${number.toString().trim()}`, HOME: home, LIBGL_ALWAYS_SOFTWARE: '1' }
    // A group of its own, so that the browser that it starts goes with it.
    started.push(spawn(driver, [`--port=${port}`], { stdio: 'ignore', env, detached: true }))
    const session = await openSession(`http://127.0.0.1:${port}`, browser)
    return browserOver(session, async () => {
      await session('DELETE', '').catch(() => undefined)
      await end()
    })
  } catch (error) {
    await end()
    throw error
  }
}

async function stop(program: ChildProcess): Promise<void> {
  if (program.pid === undefined || program.exitCode !== null || program.signalCode !== null) return
  const ended = once(program, 'exit')
  try {
    process.kill(-program.pid, 'SIGKILL')
  } catch {
    program.kill('SIGKILL')
  }
  await ended
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  server.close()
  return port
}

/** Sends a command of the session, by method and the end of its address. */
type Session = (method: 'GET' | 'POST' | 'DELETE', path: string, body?: object) => Promise<unknown>

async function openSession(address: string, binary: string): Promise<Session> {
  await untilListening(address)
  const options = { 'webkitgtk:browserOptions': { binary, args: ['--automation'] } }
  const { sessionId } = (await send('POST', `${address}/session`, { capabilities: { alwaysMatch: options } })) as {
    readonly sessionId: string
  }
  return (method, path, body) => send(method, `${address}/session/${sessionId}${path}`, body)
}

/** The driver does not say when it listens, so it is asked until it answers. */
async function untilListening(address: string): Promise<void> {
  for (let left = 200; ; left--) {
    const answered = await fetch(`${address}/status`).catch(() => undefined)
    if (answered?.ok) return
    if (left === 0) throw new Error('WebKitWebDriver does not answer')
    await delay(50)
  }
}

async function send(method: string, url: string, body?: object): Promise<unknown> {
  const response = await fetch(url, { method, ...(body === undefined ? {} : { body: JSON.stringify(body) }) })
  const { value } = (await response.json()) as { readonly value: unknown }
  if (response.ok) return value
  const { message } = value as { readonly message: string }
  throw new Error(message)
}

function browserOver(session: Session, close: () => Promise<void>): Browser {
  return {
    open: async (url) => void (await session('POST', '/url', { url })),
    reload: async () => void (await session('POST', '/refresh', {})),
    run: (body, ...given) => session('POST', '/execute/sync', { script: body, args: given }),
    click: async (element) => void (await session('POST', `/element/${elementId(element)}/click`, {})),
    type: async (element, text) => void (await session('POST', `/element/${elementId(element)}/value`, { text })),
    close,
  }
}
