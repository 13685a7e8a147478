import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'

const dockerfile = readFileSync('Dockerfile', 'utf8')
const compose = readFileSync('compose.yaml', 'utf8')
const guide = readFileSync('DOCKER.md', 'utf8')
/** Instructions with their continuation lines joined, without comments. */
const instructions = dockerfile
  .replaceAll(/^#.*\n/gm, '')
  .replaceAll(/\\\n\s*/g, '')
  .split('\n')
  .filter((line) => line !== '')

const those = (name: string): readonly string[] =>
  instructions.filter((line) => line.startsWith(`${name} `)).map((line) => line.slice(name.length + 1))

describe('the Dockerfile', () => {
  it('pins every base image to an exact version, or to its digest as well', () => {
    expect(those('FROM').length).toBeGreaterThanOrEqual(2)
    for (const image of those('FROM')) {
      expect(image).toMatch(/^[a-z0-9/-]+:\d+\.\d+\.\d+-[a-z0-9.-]+(?:@sha256:[0-9a-f]{64})?(?: AS [a-z]+)?$/)
    }
  })

  it('copies only what exists, or what the build makes', () => {
    const made = ['dist', 'dist-serving']
    const sources = those('COPY').flatMap((line) =>
      line
        .split(' ')
        .filter((part) => !part.startsWith('--'))
        .slice(0, -1),
    )
    expect(sources.length).toBeGreaterThan(3)
    for (const source of sources) {
      const name = source.replace(/^\/build\//, '')
      expect(made.includes(name) || existsSync(name), `${source} exists`).toBe(true)
    }
  })

  it('takes from the build stage nothing but the build and the configuration', () => {
    const [build = '', serve = ''] = dockerfile.split(/^FROM nginx/m)
    expect(build).toContain('npm ci')
    const copied = [...serve.matchAll(/^COPY (.*)$/gm)].map(([, what]) => what)
    expect(copied).toEqual([
      '--from=build /build/nginx.conf ./',
      '--from=build /build/dist-serving ./dist-serving',
      '--from=build /build/dist ./dist',
    ])
  })

  it('drops root by number, so that a runtime can check it, and never takes it back', () => {
    expect(those('USER')).toEqual(['101:101'])
    expect(instructions.findIndex((line) => line.startsWith('USER'))).toBeGreaterThan(
      instructions.findLastIndex((line) => /^(?:COPY|RUN) /.test(line)),
    )
  })

  it('has a health check that asks nginx on the port that it listens on', () => {
    const [port] = those('EXPOSE')
    expect(those('HEALTHCHECK')[0]).toContain(`http://127.0.0.1:${port}/healthz`)
    expect(readFileSync('nginx.conf', 'utf8')).toContain(`listen ${port};`)
  })

  it('starts nginx itself, in the folder that it copied to', () => {
    const [command = '[]'] = those('ENTRYPOINT')
    const folder = those('WORKDIR').at(-1) ?? ''
    expect(JSON.parse(command)).toEqual(
      `nginx -e stderr -p ${folder} -c nginx.conf -g daemon_off;`.split(' ').map((part) => part.replace('_', ' ')),
    )
  })

  it('writes to /tmp alone, as a read-only file system needs', () => {
    const written = readFileSync('nginx.conf', 'utf8').matchAll(/^\s*(?:pid|\w+_temp_path) (.*);$/gm)
    const paths = [...written].map(([, path]) => path)
    expect(paths).toHaveLength(6)
    for (const path of paths) expect(path).toMatch(/^\/tmp\//)
  })
})

describe('what the build context leaves out', () => {
  const ignored = readFileSync('.dockerignore', 'utf8').trim().split('\n')

  it('is the history, what is installed or built here, and keys', () => {
    expect(ignored).toEqual(expect.arrayContaining(['.git', 'node_modules', 'dist', 'dist-serving', 'certs', '.env*']))
  })

  it('is nothing that the build is made of', () => {
    for (const source of ['src', 'public', 'build', 'index.html', 'nginx.conf', 'package.json', 'tsconfig.json']) {
      expect(ignored).not.toContain(source)
    }
  })
})

describe('compose.yaml', () => {
  it('hardens both services by one block', () => {
    const block = compose.slice(compose.indexOf('x-hardened'), compose.indexOf('\nservices:'))
    for (const line of ['read_only: true', 'no-new-privileges:true', 'cap_drop:\n    - ALL', '/tmp:size=']) {
      expect(block).toContain(line)
    }
    const services = compose.slice(compose.indexOf('\nservices:'))
    expect(services.match(/^ {2}\w+:/gm)).toEqual(['  app:', '  tls:'])
    expect(services.match(/<<: \*hardened/g)).toHaveLength(2)
    expect(services).not.toMatch(/privileged|cap_add|network_mode|docker\.sock/)
  })

  it('publishes plain HTTP to this machine alone, on port 5000', () => {
    expect(compose).toContain('- 127.0.0.1:${MFA_PORT:-5000}:5000\n')
  })

  it('starts TLS only when asked to, with the extra and the certificates read-only', () => {
    const tls = compose.slice(compose.indexOf('\n  tls:'))
    expect(tls).toContain('profiles:\n      - tls\n')
    const mounts = [...tls.matchAll(/^ {6}- (\S+):(\/\S+?)(:ro)?$/gm)]
    expect(mounts.map(([, , , mode]) => mode)).toEqual([':ro', ':ro'])
    expect(existsSync(mounts[0]?.[1] ?? '')).toBe(true)
    expect(mounts[0]?.[2]).toMatch(/^\/srv\/mfa-manager\/nginx\.d\/.*\.server\.conf$/)
  })

  it('is of the version that package.json has', () => {
    const { version } = JSON.parse(readFileSync('package.json', 'utf8'))
    expect(compose).toContain(`image: mfa-manager:${version}\n`)
    expect(guide.match(/mfa-manager:[\d.]+/g)).toEqual(expect.arrayContaining([`mfa-manager:${version}`]))
  })
})

describe('DOCKER.md', () => {
  it('explains every variable that compose.yaml reads', () => {
    const names = new Set([...compose.matchAll(/\$\{(\w+)/g)].map(([, name]) => name))
    expect(names.size).toBeGreaterThan(3)
    for (const name of names) expect(guide).toContain(name)
  })

  it('names the images of the Dockerfile where it tells how to renew them', () => {
    for (const image of those('FROM')) expect(guide).toContain(image.replace(/[@ ].*/, ''))
  })
})
