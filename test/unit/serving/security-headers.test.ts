import { describe, expect, it } from 'vitest'
import {
  fileKind,
  fileKinds,
  headersDigest,
  headersOf,
  metaPolicy,
  strictTransportSecurity,
  type FileKind,
} from '../../../build/security-headers.ts'

const valueOf = (kind: FileKind, name: string): string | undefined =>
  headersOf(kind).find((header) => header.name === name)?.value

const policyOf = (kind: FileKind): string => valueOf(kind, 'Content-Security-Policy') ?? ''

describe('the policy of pages', () => {
  it('is the one that was tried in three engines, directive by directive', () => {
    expect(policyOf('document').split('; ')).toEqual([
      "default-src 'none'",
      "script-src 'self' 'wasm-unsafe-eval'",
      "style-src 'self'",
      "img-src 'self' data: blob:",
      "font-src 'self'",
      "worker-src 'self'",
      "connect-src 'self'",
      "manifest-src 'self'",
      "object-src 'none'",
      "frame-src 'none'",
      "frame-ancestors 'none'",
      "base-uri 'none'",
      "form-action 'none'",
      "require-trusted-types-for 'script'",
      'trusted-types solid-template app-script-url',
    ])
  })

  it('is the same for connect.html', () => {
    expect(policyOf('connect')).toBe(policyOf('document'))
  })

  it('loses only frame-ancestors as a meta tag', () => {
    expect(metaPolicy()).toBe(policyOf('document').replace(" frame-ancestors 'none';", ''))
  })
})

describe.each(fileKinds)('the header set of kind %s', (kind) => {
  it('denies by default, and requires Trusted Types wherever a script may run', () => {
    expect(policyOf(kind)).toMatch(/^default-src 'none'; /)
    if (/script-src|connect-src/.test(policyOf(kind))) {
      expect(policyOf(kind)).toContain("require-trusted-types-for 'script'; trusted-types ")
    }
  })

  it('allows nothing inline, no eval, no other host and no wildcard', () => {
    expect(policyOf(kind)).not.toMatch(/unsafe-inline|'unsafe-eval'|unsafe-hashes|strict-dynamic|https?:|\*/)
  })

  it('has every header of the product exactly once', () => {
    const names = headersOf(kind).map(({ name }) => name)
    expect(new Set(names).size).toBe(names.length)
    expect(names).toEqual(
      expect.arrayContaining([
        'Content-Security-Policy',
        'Cross-Origin-Opener-Policy',
        'Cross-Origin-Resource-Policy',
        'Origin-Agent-Cluster',
        'Referrer-Policy',
        'X-Content-Type-Options',
        'X-Frame-Options',
        'Permissions-Policy',
        'Cache-Control',
      ]),
    )
  })

  it('is plain ASCII on one line, so that every server reads it alike', () => {
    for (const { name, value } of headersOf(kind)) {
      expect(name).toMatch(/^[A-Za-z-]+$/)
      expect(value).toMatch(/^[ !#-[\]-~]+$/)
    }
  })

  it('severs openers, except on connect.html', () => {
    expect(valueOf(kind, 'Cross-Origin-Opener-Policy')).toBe(kind === 'connect' ? 'unsafe-none' : 'same-origin')
  })

  it('keeps other origins from reading it, except the client library', () => {
    const isClient = kind === 'client'
    expect(valueOf(kind, 'Cross-Origin-Resource-Policy')).toBe(isClient ? 'cross-origin' : 'same-origin')
    expect(valueOf(kind, 'Access-Control-Allow-Origin')).toBe(isClient ? '*' : undefined)
  })

  it('is kept for a year where the name has a hash, and asked for again everywhere else', () => {
    const hashed = kind === 'asset' || kind === 'worker'
    expect(valueOf(kind, 'Cache-Control')).toBe(hashed ? 'public, max-age=31536000, immutable' : 'no-cache')
  })

  it('leaves transport security to the servers, which know whether they speak TLS', () => {
    expect(valueOf(kind, strictTransportSecurity.name)).toBeUndefined()
  })
})

describe('the permissions policy', () => {
  const policy = valueOf('document', 'Permissions-Policy') ?? ''

  it('keeps what the app uses, for itself alone', () => {
    for (const feature of [
      'camera',
      'display-capture',
      'clipboard-read',
      'clipboard-write',
      'publickey-credentials-get',
    ]) {
      expect(policy.split(', ')).toContain(`${feature}=(self)`)
    }
  })

  it('lets the popup use passkeys, too', () => {
    const ofPopup = valueOf('connect', 'Permissions-Policy') ?? ''
    for (const act of ['get', 'create']) expect(ofPopup).toContain(`publickey-credentials-${act}=(self)`)
  })

  it('gives up what it does not use', () => {
    for (const feature of ['microphone', 'geolocation', 'usb', 'payment']) {
      expect(policy.split(', ')).toContain(`${feature}=()`)
    }
  })
})

describe('what a file is', () => {
  it.each<[string, FileKind]>([
    ['', 'document'],
    ['index.html', 'document'],
    ['404.html', 'document'],
    ['examples/index.html', 'document'],
    ['connect.html', 'connect'],
    ['examples/connect.html', 'document'],
    ['sw.js', 'service-worker'],
    ['assets/sw.js', 'asset'],
    ['assets/kdf.worker-BxY_1-aZ.js', 'worker'],
    ['assets/kdf.worker-BxY_1-aZ.js.map', 'asset'],
    ['assets/worker-BxY1.js', 'asset'],
    ['assets/index-BxY1.js', 'asset'],
    ['client/mfa-manager.js', 'client'],
    ['manifest.webmanifest', 'other'],
    ['version.json', 'other'],
    ['icons/icon.svg', 'other'],
    ['share', 'other'],
  ])('%j is of kind %s', (path, kind) => {
    expect(fileKind(path)).toBe(kind)
  })
})

describe('the digest of the header sets', () => {
  it('is 64 hexadecimal digits, the same every time', () => {
    expect(headersDigest()).toMatch(/^[0-9a-f]{64}$/)
    expect(headersDigest()).toBe(headersDigest())
  })
})
