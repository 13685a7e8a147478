import { spawn, type ChildProcess } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { connect, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { elementId, type ElementReference, type WindowDriver } from './driver.ts'
import { freePort } from './free-port.ts'

/** A reply of Marionette: type, id, error, result. */
type Reply = readonly [number, number, { readonly error: string; readonly message: string } | null, unknown]

/** Firefox, driven through Marionette: JSON with its length in front, over TCP. */
export async function startFirefox(binary: string): Promise<WindowDriver> {
  const profile = await mkdtemp(join(tmpdir(), 'mfa-firefox-'))
  const port = await freePort()
  await writeFile(
    join(profile, 'user.js'),
    [
      `user_pref("marionette.port", ${port});`,
      'user_pref("browser.shell.checkDefaultBrowser", false);',
      'user_pref("datareporting.policy.dataSubmissionEnabled", false);',
      'user_pref("app.update.enabled", false);',
    ].join('\n'),
  )
  const args = ['--headless', '--marionette', '--no-remote', '--profile', profile]
  const browser = spawn(binary, args, { stdio: 'ignore', env: { ...process.env, MOZ_CRASHREPORTER_DISABLE: '1' } })
  const connection = await openConnection(port)
  await connection.send('WebDriver:NewSession', { capabilities: {} })
  await connection.send('WebDriver:SetTimeouts', { script: 280_000, pageLoad: 120_000 })
  return driverOver(connection, async () => {
    connection.end()
    await ended(browser)
    await rm(profile, { recursive: true, force: true, maxRetries: 5 })
  })
}

interface Connection {
  send(command: string, parameters?: object): Promise<unknown>
  end(): void
}

async function openConnection(port: number): Promise<Connection> {
  const socket = await retry(() => openSocket(port))
  const waiting = new Map<number, (reply: Reply) => void>()
  let buffered = Buffer.alloc(0)
  let last = 0
  socket.on('data', (chunk) => {
    buffered = Buffer.concat([buffered, chunk])
    for (;;) {
      const colon = buffered.indexOf(':')
      if (colon < 0) return
      const length = Number(buffered.subarray(0, colon).toString())
      if (buffered.length < colon + 1 + length) return
      const message: unknown = JSON.parse(buffered.subarray(colon + 1, colon + 1 + length).toString())
      buffered = buffered.subarray(colon + 1 + length)
      // The first message is a greeting, an object.
      if (Array.isArray(message)) waiting.get(Number(message[1]))?.(message as unknown as Reply)
    }
  })
  return {
    async send(command, parameters = {}) {
      last += 1
      const id = last
      const body = Buffer.from(JSON.stringify([0, id, command, parameters]))
      const reply = new Promise<Reply>((resolve) => waiting.set(id, resolve))
      socket.write(Buffer.concat([Buffer.from(`${body.length}:`), body]))
      const [, , error, result] = await reply
      waiting.delete(id)
      if (error) throw new Error(`${command}: ${error.error}: ${error.message}`)
      return result
    },
    end: () => socket.destroy(),
  }
}

function driverOver(connection: Connection, close: () => Promise<void>): WindowDriver {
  const execute = async (body: string, args: readonly unknown[]): Promise<unknown> => {
    const result = await connection.send('WebDriver:ExecuteScript', { script: body, args, sandbox: 'default' })
    return (result as { readonly value: unknown }).value
  }
  const element = async (body: string, args: readonly unknown[]): Promise<string> =>
    elementId((await execute(body, args)) as ElementReference | null)
  return {
    open: async (url) => void (await connection.send('WebDriver:Navigate', { url })),
    // Marionette's own refresh goes past the service worker.
    reload: async () => {
      const url = (await execute('return location.href', [])) as string
      await connection.send('WebDriver:Navigate', { url: 'about:blank' })
      await connection.send('WebDriver:Navigate', { url })
    },
    run: async <Result>(body: string, ...args: readonly unknown[]) => (await execute(body, args)) as Result,
    click: async (body, ...args) =>
      void (await connection.send('WebDriver:ElementClick', { id: await element(body, args) })),
    type: async (text, body, ...args) =>
      void (await connection.send('WebDriver:ElementSendKeys', { id: await element(body, args), text })),
    goToWindow: async (which) => {
      const handles = (await connection.send('WebDriver:GetWindowHandles')) as readonly string[]
      const handle = handles.at(which === 'oldest' ? 0 : -1)
      await connection.send('WebDriver:SwitchToWindow', { handle, focus: true })
      return handles.length > 1
    },
    close: async () => {
      // Quitting cuts the connection, so there is no answer to wait for.
      connection.send('Marionette:Quit', { flags: ['eForceQuit'] }).catch(() => undefined)
      await close()
    },
  }
}

function openSocket(port: number): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1')
    socket.once('connect', () => resolve(socket))
    socket.once('error', reject)
  })
}

async function retry<Result>(attempt: () => Promise<Result>): Promise<Result> {
  for (let left = 300; ; left--) {
    try {
      return await attempt()
    } catch (error) {
      if (left === 0) throw error
      await new Promise((resolve) => setTimeout(resolve, 200))
    }
  }
}

async function ended(process: ChildProcess): Promise<void> {
  if (process.exitCode !== null) return
  const gone = new Promise((resolve) => process.once('exit', resolve))
  process.kill()
  await gone
}
