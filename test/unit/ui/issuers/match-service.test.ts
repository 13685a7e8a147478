import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { matchService, serviceOfSlug } from '../../../../src/ui/issuers/match-service.ts'
import { services } from '../../../../src/ui/issuers/services.ts'

const nameFor = (issuer: string, account = 'alice@example.com'): string | undefined =>
  matchService(issuer, account)?.name

describe('a service by its name', () => {
  test('or another of its names, or a host, is found for all services', () => {
    for (const service of services) {
      for (const text of [service.name, ...(service.aka ?? []), ...(service.hosts ?? [])]) {
        expect(matchService(text, 'alice'), text).toBe(service)
      }
    }
  })

  test.each([
    ['github', 'GitHub'],
    ['GITHUB', 'GitHub'],
    ['  Git Hub ', 'GitHub'],
    ['Gíthüb', 'GitHub'],
    ['ＧｉｔＨｕｂ', 'GitHub'],
    ['AWS', 'Amazon Web Services'],
    ['Amazon Web Services', 'Amazon Web Services'],
    ['Twitter', 'X'],
    ['x', 'X'],
    ['AT&T', 'AT&T'],
    ['微信支付', 'WeChat'],
    ['ВКОНТАКТЕ', 'VK'],
    ['카카오톡', 'KakaoTalk'],
  ])('%j is %s', (issuer, name) => {
    expect(nameFor(issuer)).toBe(name)
  })

  test.each([
    ['GitHub, Inc.', 'GitHub'],
    ['Discord Account', 'Discord'],
    ['Google Accounts', 'Google'],
    ['Microsoft Authenticator', 'Microsoft'],
    ['Proton Account Login', 'Proton'],
    ['Docker.com', 'Docker'],
    ['Grafana Cloud', 'Grafana'],
    ['GitHub (work)', 'GitHub'],
    ['[old] GitLab', 'GitLab'],
    ['GitHub: alice', 'GitHub'],
    ['AWS/production', 'Amazon Web Services'],
    ['Dropbox - family', 'Dropbox'],
    ['Reddit | throwaway', 'Reddit'],
  ])('%j, with something beside the name, is %s', (issuer, name) => {
    expect(nameFor(issuer)).toBe(name)
  })
})

describe('a service by its host', () => {
  test.each([
    ['github.com', 'GitHub'],
    ['https://gitlab.com/users/sign_in', 'GitLab'],
    ['login.acme.okta.com', 'Okta'],
    ['ACME.OKTA.COM', 'Okta'],
    ['Acme at acme.okta.com', 'Okta'],
    ['console.aws.amazon.com', 'Amazon Web Services'],
    ['cloud.google.com', 'Google Cloud'],
    ['accounts.google.com', 'Google'],
    ['box.com', 'Box'],
    ['x.com', 'X'],
  ])('%j is %s', (issuer, name) => {
    expect(nameFor(issuer)).toBe(name)
  })

  test.each(['github.com.evil.example', 'notgithub.com', 'github.community', 'fox.com', 'amazon.example'])(
    '%j only looks like one',
    (issuer) => {
      expect(nameFor(issuer)).toBeUndefined()
    },
  )

  test('a mail address in the issuer tells nothing about the service', () => {
    expect(nameFor('alice@gmail.com')).toBeUndefined()
    expect(nameFor('Acme (alice@mail.github.com)')).toBeUndefined()
  })
})

describe('what is not a service', () => {
  test.each([
    'Boxer',
    'Inbox',
    'Dropboxes',
    'Ringier',
    'Boring Bank',
    'Exxon',
    'Discordia',
    'Nordhaven Bank',
    'Apple Pie Bakery',
    'Metadata Ltd',
    '草榴',
    '!!!',
    '🔒',
    '',
  ])('%j stays without a glyph', (issuer) => {
    expect(nameFor(issuer, '')).toBeUndefined()
  })

  test.each(['Box: the garage', 'Ring Ltd', 'X - old', 'Signal (radio)', 'Vault Cloud', 'Wire Inc'])(
    '%j is no more than an everyday word with something beside it',
    (issuer) => {
      expect(nameFor(issuer)).toBeUndefined()
    },
  )
})

describe('an account without an issuer', () => {
  test.each([
    ['GitHub:alice', 'GitHub'],
    ['GitHub:alice@gmail.com', 'GitHub'],
    ['github.com/alice', 'GitHub'],
    ['Dropbox', 'Dropbox'],
  ])('%j names its service %s', (account, name) => {
    expect(nameFor('', account)).toBe(name)
    expect(nameFor('   ', account)).toBe(name)
  })

  test.each(['alice@gmail.com', 'alice@github.com', 'root@web.hetzner.cloud', 'alice', 'vault', 'x'])(
    '%j names none',
    (account) => {
      expect(nameFor('', account)).toBeUndefined()
    },
  )

  test('an issuer that is there decides alone', () => {
    expect(nameFor('Nordhaven Bank', 'github.com')).toBeUndefined()
  })
})

describe('any text', () => {
  const text = fc.string({ unit: 'grapheme', maxLength: 60 })

  test('never makes matching fail', () => {
    fc.assert(
      fc.property(text, text, (issuer, account) => {
        const service = matchService(issuer, account)
        expect(service === undefined || services.includes(service)).toBe(true)
      }),
    )
  })

  test('around a name, without a space, hides the name', () => {
    const letters = fc.stringMatching(/^[qwzj]{3,8}$/)
    fc.assert(
      fc.property(letters, fc.constantFrom(...services), letters, (before, { name }, after) => {
        expect(matchService(before + name.replaceAll(/[^\p{L}\p{N}]/gu, '') + after, '')).toBeUndefined()
      }),
    )
  })

  test('that is long and built to be slow is refused at once', () => {
    expect(nameFor(' .-'.repeat(100_000))).toBeUndefined()
    expect(nameFor('a.'.repeat(100_000))).toBeUndefined()
  })
})

describe('a service by its slug', () => {
  test('is found when the table has it', () => {
    expect(serviceOfSlug('github')?.name).toBe('GitHub')
  })

  test('is not found otherwise', () => {
    expect(serviceOfSlug('constructor')).toBeUndefined()
    expect(serviceOfSlug('')).toBeUndefined()
  })
})
