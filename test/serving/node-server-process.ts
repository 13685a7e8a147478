import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import type { RunningServer } from './server-contract.ts'

function launch(folder: string, environment: Readonly<Record<string, string>>): ChildProcess {
  return spawn(process.execPath, ['scripts/serve.mjs', folder], {
    env: { ...process.env, HOST: '', PORT: '0', ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
}

/** Starts `scripts/serve.mjs` over a build, on a free port unless the environment says otherwise. */
export async function startNodeServer(
  folder: string,
  environment: Readonly<Record<string, string>> = {},
): Promise<RunningServer> {
  const child = launch(folder, environment)
  const line = await firstLine(child)
  const origin = /http:\S+(?=\/$)/.exec(line)?.[0] ?? ''
  return {
    origin,
    stop: async () => {
      const ended = once(child, 'exit')
      child.kill()
      await ended
    },
  }
}

function firstLine(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let text = ''
    child.stdout?.on('data', (chunk: Buffer) => {
      text += chunk.toString()
      const [line, rest] = text.split('\n', 2)
      if (rest !== undefined) resolve(line ?? '')
    })
    child.once('exit', (status) => reject(new Error(`the server ended with ${status} before it said its address`)))
  })
}

/** Runs it where it is expected to refuse. */
export async function runToEnd(
  folder: string,
  environment: Readonly<Record<string, string>>,
): Promise<{ status: unknown; errors: string }> {
  const child = launch(folder, environment)
  let errors = ''
  child.stderr?.on('data', (chunk: Buffer) => (errors += chunk.toString()))
  const [status] = await once(child, 'close')
  return { status, errors }
}
