import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, openSync, closeSync } from 'node:fs'
import { copyFile, mkdir, readFile, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { join } from 'node:path'
import type { RunningServer } from './server-contract.ts'

const brotliModule = '/usr/lib/nginx/modules/ngx_http_brotli_static_module.so'

/** Debian keeps it where only root's PATH leads. */
const nginx = ['nginx', '/usr/sbin/nginx'].find((program) => spawnSync(program, ['-v']).status === 0)

/** Whether nginx itself is on this machine. */
export const hasNginx = nginx !== undefined

/** Whether its Brotli module is. */
export const hasNginxBrotli = hasNginx && existsSync(brotliModule)

/** nginx with what it wrote to its two logs. */
export interface RunningNginx extends RunningServer {
  readonly accessLog: () => Promise<string>
  readonly errorLog: () => Promise<string>
  /** Ports by what stands for them in the configuration, such as `8443`. */
  readonly ports: ReadonlyMap<string, number>
}

/**
 * Starts nginx over a folder that holds `dist` and `dist-serving`, with the project's own `nginx.conf`: only its ports
 * and its folder for temporary files are others, so that several may run at once.
 *
 * @param extras - Files of `nginx-extras/` that are to be in force, by name, with what to replace in them.
 */
export async function startNginx(
  root: string,
  extras: Readonly<Record<string, Readonly<Record<string, string>>>> = {},
): Promise<RunningNginx> {
  const ports = new Map<string, number>()
  const adapted = async (text: string): Promise<string> => {
    for (const [directive, port] of text.matchAll(/^ *listen (\d+)/gm)) {
      const free = await freePort()
      ports.set(port ?? '', free)
      text = text.replace(directive, `listen 127.0.0.1:${free}`)
    }
    return text
  }
  await mkdir(join(root, 'nginx.d'), { recursive: true })
  await mkdir(join(root, 'tmp'), { recursive: true })
  for (const [name, replacements] of Object.entries(extras)) {
    await copyFile(join('nginx-extras', name), join(root, 'nginx.d', name))
    let text = await adapted(await readFile(join('nginx-extras', name), 'utf8'))
    for (const [from, to] of Object.entries(replacements)) text = text.replaceAll(from, to)
    await writeFile(join(root, 'nginx.d', name), text)
  }
  const configuration = await adapted(await readFile('nginx.conf', 'utf8'))
  await writeFile(join(root, 'nginx.conf'), configuration.replaceAll('/tmp/', `${join(root, 'tmp')}/`))
  return runNginx(root, ports)
}

async function runNginx(root: string, ports: ReadonlyMap<string, number>): Promise<RunningNginx> {
  const logs = { access: join(root, 'tmp/access.log'), error: join(root, 'tmp/error.log') }
  // Files, because nginx opens /dev/stdout by its name, which a socket does not allow.
  const [out, err] = [openSync(logs.access, 'a'), openSync(logs.error, 'a')]
  const child = spawn(nginx ?? 'nginx', ['-e', 'stderr', '-p', root, '-c', 'nginx.conf', '-g', 'daemon off;'], {
    stdio: ['ignore', out, err],
  })
  closeSync(out)
  closeSync(err)
  const origin = `http://127.0.0.1:${ports.get('5000')}`
  const ended = once(child, 'exit')
  while (!(await answers(origin))) {
    if (child.exitCode !== null) throw new Error(`nginx ended: ${await readFile(logs.error, 'utf8')}`)
  }
  return {
    origin,
    ports,
    accessLog: () => readFile(logs.access, 'utf8'),
    errorLog: () => readFile(logs.error, 'utf8'),
    stop: async () => {
      child.kill()
      await ended
    },
  }
}

/** One round trip, so that asking again and again gives nginx and the event loop their turns. */
function answers(origin: string): Promise<boolean> {
  return fetch(`${origin}/healthz`).then(
    ({ ok }) => ok,
    () => false,
  )
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  await new Promise((done) => server.close(done))
  return typeof address === 'object' ? (address?.port ?? 0) : 0
}
