import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { mkdtemp, readFile, rm, watch, writeFile } from 'node:fs/promises'
import { connect, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { elementId, type Browser } from './webdriver.ts'

/** Where Firefox is on this machine, if it is. */
export function findFirefox(): string | undefined {
  const names = ['firefox-esr', 'firefox']
  const folders = (process.env['PATH'] ?? '').split(delimiter)
  return folders.flatMap((folder) => names.map((name) => join(folder, name))).find((path) => existsSync(path))
}

/** No welcome, no updates, no questions, and any free port for the test. */
const preferences: Readonly<Record<string, unknown>> = {
  'marionette.port': 0,
  'browser.shell.checkDefaultBrowser': false,
  'browser.aboutwelcome.enabled': false,
  'datareporting.policy.dataSubmissionEnabled': false,
  'app.update.disabledForTesting': true,
  'app.normandy.enabled': false,
  'network.captive-portal-service.enabled': false,
  'network.connectivity-service.enabled': false,
}

/** Starts a Firefox with a profile of its own. */
export async function startFirefox(binary: string): Promise<Browser> {
  const profile = await mkdtemp(join(tmpdir(), 'mfa-firefox-'))
  const lines = Object.entries(preferences).map(
    ([name, value]) => `user_pref(${JSON.stringify(name)}, ${JSON.stringify(value)});`,
  )
  await writeFile(join(profile, 'user.js'), lines.join('\n'))
  const args = ['--headless', '--marionette', '--no-remote', '--profile', profile]
  const firefox = spawn(binary, args, { stdio: 'ignore', env: { ...process.env, HOME: profile } })
  try {
    const marionette = await openMarionette(await portOf(profile, firefox))
    await marionette.send('WebDriver:NewSession', { capabilities: { alwaysMatch: { acceptInsecureCerts: false } } })
    return browserOver(marionette, async () => {
      marionette.close()
      await end(firefox, profile)
    })
  } catch (error) {
    await end(firefox, profile)
    throw error
  }
}

async function end(firefox: ChildProcess, profile: string): Promise<void> {
  if (firefox.exitCode === null && firefox.signalCode === null) {
    const ended = once(firefox, 'exit')
    firefox.kill('SIGKILL')
    await ended
  }
  await rm(profile, { recursive: true, force: true, maxRetries: 5 })
}

/** Firefox writes the port into its profile once it listens. */
async function portOf(profile: string, firefox: ChildProcess): Promise<number> {
  const file = join(profile, 'MarionetteActivePort')
  const given = new AbortController()
  const timer = setTimeout(() => given.abort(), 60_000)
  firefox.once('exit', () => given.abort())
  const changes = watch(profile, { signal: given.signal })
  const read = async () => Number((await readFile(file, 'utf8').catch(() => '')).trim())
  try {
    for (let port = await read(); ; port = await read()) {
      if (port > 0) return port
      await changes[Symbol.asyncIterator]().next()
    }
  } finally {
    clearTimeout(timer)
    given.abort()
  }
}

interface Marionette {
  send(command: string, parameters?: object): Promise<unknown>
  close(): void
}

type Answer = readonly [type: number, id: number, error: { readonly message: string } | null, result: unknown]

/** Firefox's own protocol: each message is its length in bytes, a colon, and JSON. */
async function openMarionette(port: number): Promise<Marionette> {
  const socket: Socket = connect({ port, host: '127.0.0.1' })
  const waiting = new Map<number, { resolve(value: unknown): void; reject(error: Error): void }>()
  let last = 0
  let greet: () => void = () => undefined
  const greeted = new Promise<void>((resolve) => (greet = resolve))
  let buffer = Buffer.alloc(0)
  socket.on('data', (chunk: Buffer) => {
    buffer = Buffer.concat([buffer, chunk])
    for (;;) {
      const colon = buffer.indexOf(':')
      const length = Number(buffer.subarray(0, Math.max(0, colon)).toString())
      if (colon < 0 || buffer.length < colon + 1 + length) return
      const message = JSON.parse(buffer.subarray(colon + 1, colon + 1 + length).toString()) as Answer | object
      buffer = buffer.subarray(colon + 1 + length)
      if (Array.isArray(message)) settle(message as unknown as Answer)
      else greet()
    }
  })
  const settle = ([, id, error, result]: Answer) => {
    const call = waiting.get(id)
    waiting.delete(id)
    if (error) call?.reject(new Error(error.message))
    else call?.resolve(result)
  }
  socket.on('error', () => undefined)
  socket.on('close', () => {
    for (const { reject } of waiting.values()) reject(new Error('Firefox is gone'))
  })
  await greeted
  return {
    send: (command, parameters = {}) =>
      new Promise((resolve, reject) => {
        last += 1
        waiting.set(last, { resolve, reject })
        const text = JSON.stringify([0, last, command, parameters])
        socket.write(`${Buffer.byteLength(text)}:${text}`)
      }),
    close: () => socket.destroy(),
  }
}

function browserOver({ send }: Marionette, close: () => Promise<void>): Browser {
  return {
    open: async (url) => void (await send('WebDriver:Navigate', { url })),
    reload: async () => void (await send('WebDriver:Refresh')),
    run: async (body, ...given) => {
      const answer = await send('WebDriver:ExecuteScript', { script: body, args: given })
      return (answer as { readonly value: unknown }).value
    },
    click: async (element) => void (await send('WebDriver:ElementClick', { id: elementId(element) })),
    type: async (element, text) => void (await send('WebDriver:ElementSendKeys', { id: elementId(element), text })),
    close,
  }
}
