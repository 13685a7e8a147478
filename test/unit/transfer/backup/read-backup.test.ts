import { createDecipheriv, createHash, hkdfSync } from 'node:crypto'
import { beforeAll, describe, expect, test, vi } from 'vitest'
import { createKdf } from '../../../../src/crypto/index.ts'
import { readBackup, TransferError } from '../../../../src/transfer/index.ts'
import { nodeKdf } from '../../../support/kdf.ts'
import { rememberingKdf } from '../../../support/remembering-kdf.ts'
import { outcomeOf } from '../../../support/outcome.ts'
import { backupVectors, fileOf, vectorOf, type BackupVector } from '../../../support/vectors.ts'

const kdf = rememberingKdf(nodeKdf())
const read = (vector: BackupVector) => readBackup(fileOf(vector), vector.passphrase, { kdf })
const named = (prefix: string) => backupVectors.filter(([name]) => name.startsWith(prefix))
const a = vectorOf(backupVectors, 'argon2id-19-mib')

async function refusalOf(bytes: Uint8Array, passphrase = a.passphrase): Promise<TransferError> {
  const error: unknown = await readBackup(bytes, passphrase, { kdf }).catch((reason: unknown) => reason)
  if (error instanceof TransferError) return error
  throw new Error('it was not refused', { cause: error })
}

const utf8 = (text: string) => new TextEncoder().encode(text)

describe('readBackup', () => {
  test.each(['argon2id-19-mib', 'argon2id-64-mib', 'pbkdf2', 'members-reordered', 'passphrase-decomposed'])(
    'fault 1: opens %s',
    async (name) => {
      expect(await read(vectorOf(backupVectors, name))).toEqual({ createdAt: Date.UTC(2026, 0, 1), accounts: [] })
    },
  )

  test('fills in what an account leaves out', async () => {
    const { accounts } = await read(vectorOf(backupVectors, 'accounts-least'))
    const defaults = { issuer: '', account: '', algorithm: 'SHA1', digits: 6, note: '', tags: [], pinned: false }
    const more = { hidden: false, order: 0, createdAt: 0, updatedAt: 0, useCount: 0 }
    const secret = utf8('12345678901234567890')
    expect(accounts).toEqual([
      { id: 'AAECAwQFBgcICQoLDA0ODw', type: 'totp', secret, period: 30, ...defaults, ...more },
      { id: 'AQIDBAUGBwgJCgsMDQ4PEA', type: 'hotp', secret, counter: 0, ...defaults, ...more },
    ])
  })

  test('reads every type of account', async () => {
    const contents = await read(vectorOf(backupVectors, 'accounts'))
    expect(contents.accounts.map(({ type, pin }) => [type, pin])).toEqual([
      ['totp', undefined],
      ['hotp', undefined],
      ['steam', undefined],
      ['motp', '1234'],
      ['yandex', '5678'],
    ])
    expect(contents.accounts[0]).toMatchObject({
      issuer: 'Räksmörgås AB',
      tags: ['work', 'päivä'],
      icon: { service: 'github', letters: 'RÄ' },
      order: 1.5,
      deletedAt: 1_763_800_003_000,
      unknownMembers: { colour: { of: ['a', 'newer', 'version'] } },
    })
    expect(contents).toMatchObject({ epoch: 42, settings: { density: 'grid' }, unknownMembers: { later: {} } })
    expect(contents.kept).toHaveLength(3)
  })

  test('fault 2, fault 3: says the same of a wrong passphrase and of an altered header', async () => {
    const wrong = await refusalOf(fileOf(a), 'wrong')
    for (const [, vector] of named('header-')) {
      const altered = await refusalOf(fileOf(vector))
      expect([altered.code, altered.message, altered.reasons]).toEqual([wrong.code, wrong.message, wrong.reasons])
    }
    expect(wrong.code).toBe('backup/passphrase')
  })

  test.each(named('data-'))('fault 4: refuses %s as damaged', async (_, vector) => {
    expect(await outcomeOf(() => read(vector))).toBe('backup/corrupt')
  })

  test.each(named('limits-'))('fault 6, fault 7: refuses %s and derives nothing', async (_, vector) => {
    const derive = vi.fn()
    const startWorker = vi.fn()
    const watched = { ...createKdf({ startWorker }), derive }
    const outcome = await outcomeOf(() => readBackup(fileOf(vector), vector.passphrase, { kdf: watched }))
    expect(outcome).toBe('backup/limits')
    expect([derive.mock.calls, startWorker.mock.calls]).toEqual([[], []])
  })

  test.each(['format-m-text', 'format-m-text-space', 'limits-m-fraction', 'limits-m-negative', 'limits-m-infinite'])(
    'fault 8: refuses %s',
    async (name) => {
      const vector = vectorOf(backupVectors, name)
      expect(await outcomeOf(() => read(vector))).toBe(name.startsWith('format') ? 'backup/format' : 'backup/limits')
    },
  )

  test.each(backupVectors.filter(([name]) => /^(format-no-|format-unknown|format-version|version)/.test(name)))(
    'fault 9: refuses %s',
    async (name, vector) => {
      const code = name.startsWith('version-2') ? 'backup/unsupported-version' : 'backup/format'
      expect(await outcomeOf(() => read(vector))).toBe(code)
    },
  )

  test.each(backupVectors.filter(([name]) => /^format-.*(stray|padding|standard|space|feed|lone)/.test(name)))(
    'fault 10: refuses %s',
    async (_, vector) => {
      expect(await outcomeOf(() => read(vector))).toBe('backup/format')
    },
  )

  test('fault 11: gives a member that comes twice one reading, the last', async () => {
    expect(await outcomeOf(() => read(vectorOf(backupVectors, 'member-twice-last-counts')))).toBe('success')
    expect(await outcomeOf(() => read(vectorOf(backupVectors, 'member-twice-last-damaged')))).toBe('backup/corrupt')
  })

  test.each([
    ['100 MB', () => new Uint8Array(100_000_000).fill(0x20)],
    ['a million levels', () => utf8('['.repeat(1_000_000))],
    ['a million closed levels', () => utf8(`${'{"a":'.repeat(1_000_000)}1${'}'.repeat(1_000_000)}`)],
  ])('fault 12: refuses %s', async (_, make) => {
    expect(await outcomeOf(() => readBackup(make(), 'x', { kdf }))).toBe('backup/not-json')
  })

  test('fault 12: takes a file of 64 MiB, and none that is a byte longer', async () => {
    const longest = 64 * 1024 * 1024
    const file = new Uint8Array(longest + 1).fill(0x20)
    file.set(fileOf(a))
    expect(await outcomeOf(() => readBackup(file.subarray(0, longest), a.passphrase, { kdf }))).toBe('success')
    expect(await outcomeOf(() => readBackup(file, a.passphrase, { kdf }))).toBe('backup/not-json')
  })

  test('fault 12: refuses millions of empty objects without reading them', async () => {
    const wide = utf8(`{"format":[${'{},'.repeat(20_000_000)}1]}`)
    expect(await outcomeOf(() => readBackup(wide, 'x', { kdf }))).toBe('backup/format')
  })

  test('fault 12: leaves the prototype of objects alone', async () => {
    for (const name of ['format-proto-member', 'format-constructor-member', 'format-kdf-proto']) {
      expect(await outcomeOf(() => read(vectorOf(backupVectors, name)))).toBe('backup/format')
    }
    expect('version' in {}).toBe(false)
  })

  test('fault 13: lists every reason of an authentic file that is not what it should be, and gives nothing', async () => {
    const { reasons } = await refusalOf(fileOf(vectorOf(backupVectors, 'payload-two-accounts')))
    expect(reasons).toEqual([
      { account: 0, member: 'secret', problem: 'not-base32' },
      { account: 2, member: 'digits', problem: 'otp/invalid-digits' },
      { account: 2, member: 'note', problem: 'wrong-type' },
    ])
  })

  test('says nothing of the content in its errors', async () => {
    for (const [, vector] of named('payload-')) {
      const { message } = await refusalOf(fileOf(vector))
      expect(message).toBe('the content is not what the format says')
    }
  })
})

describe('a file that opens under eight passphrases', () => {
  const vector = vectorOf(backupVectors, 'opens-under-eight') as BackupVector & {
    readonly passphrases: readonly string[]
    readonly commits: readonly string[]
  }
  const file = JSON.parse(vector.file ?? '') as { kdf: { salt: string }; commit: string; nonce: string; data: string }

  /** What a reader would get that trusts AES-GCM alone. Throws where the tag does not fit. */
  async function openWithoutCommitment(passphrase: string): Promise<Buffer> {
    const salt = Uint8Array.from(Buffer.from(file.kdf.salt, 'base64url'))
    const prk = await kdf.derive(utf8(passphrase), { name: 'argon2id', v: 19, m: 19_456, t: 2, p: 1, salt })
    const line = 'argon2id v=19 m=19456 t=2 p=1'
    const header = `mfa-manager-backup\n1\n${line}\nsalt=${file.kdf.salt}\nnonce=${file.nonce}\n`
    const context = createHash('sha256').update(header).digest()
    const key = Buffer.from(hkdfSync('sha256', prk, context, 'mfa-manager/backup/v1/enc', 32))
    const data = Buffer.from(file.data, 'base64url')
    const decipher = createDecipheriv('aes-256-gcm', key, Buffer.from(file.nonce, 'base64url'))
    decipher.setAAD(Buffer.from(header)).setAuthTag(data.subarray(-16))
    return Buffer.concat([decipher.update(data.subarray(0, -16)), decipher.final()])
  }

  test('fault 5: authenticates under each, and is refused under each', async () => {
    expect(vector.passphrases).toHaveLength(8)
    for (const passphrase of vector.passphrases) {
      expect(await openWithoutCommitment(passphrase)).toHaveLength(128)
      expect((await refusalOf(fileOf(vector), passphrase)).code).toBe('backup/passphrase')
    }
  })

  test('fault 5: tries out one passphrase at most when its commitment is guessed', async () => {
    for (const [guess, commit] of vector.commits.entries()) {
      const guessing = utf8(JSON.stringify({ ...file, commit }))
      const codes = await Promise.all(vector.passphrases.map(async (each) => (await refusalOf(guessing, each)).code))
      expect(codes).toEqual(codes.map((_, index) => (index === guess ? 'backup/payload' : 'backup/passphrase')))
    }
  })
})

describe('every damage to a file', () => {
  const bytes = fileOf(a)
  const refusals: readonly string[] = ['not-json', 'format', 'unsupported-version', 'limits', 'passphrase', 'corrupt']
  // Altered parameters would cost a slow hash each; that their commitment differs is shown above.
  const quick = createKdf({
    argon2id: async (passphrase, parameters) => {
      const { m, t, p, salt } = parameters
      const asWritten = [m, t, p, ...salt].join() === [19_456, 2, 1, ...Array(16).keys()].join()
      return asWritten ? kdf.derive(passphrase, parameters) : new Uint8Array(32)
    },
  })
  const outcome = (altered: Uint8Array) => outcomeOf(() => readBackup(altered, a.passphrase, { kdf: quick }))
  let codes: readonly string[]

  beforeAll(() => {
    codes = refusals.map((code) => `backup/${code}`)
  })

  test('is noticed: every truncation', { timeout: 60_000 }, async () => {
    for (let length = 0; length < bytes.length; length++) {
      expect(await outcome(bytes.slice(0, length)), `${length} bytes`).toBe('backup/not-json')
    }
  })

  test.each([0x01, 0x20, 0xff])(
    'is noticed: every byte with its bits %i flipped',
    { timeout: 60_000 },
    async (bits) => {
      for (let at = 0; at < bytes.length; at++) {
        const altered = bytes.slice()
        altered[at] = (altered[at] ?? 0) ^ bits
        expect(codes, `byte ${at}`).toContain(await outcome(altered))
      }
    },
  )

  test('is noticed: a byte too many, of any value but white space', async () => {
    for (let value = 0; value < 256; value++) {
      const isSpace = [0x20, 0x09, 0x0a, 0x0d].includes(value)
      const expected = isSpace ? 'success' : 'backup/not-json'
      expect(await outcome(Uint8Array.from([...bytes, value])), `byte ${value}`).toBe(expected)
    }
  })
})

describe('cancelling', () => {
  test('fault 16: ends the worker and says so', async () => {
    const worker = Object.assign(new EventTarget(), { postMessage: vi.fn(), terminate: vi.fn() })
    const stop = new AbortController()
    const started = new Promise<void>((resolve) => worker.postMessage.mockImplementation(() => resolve()))
    const watched = createKdf({ startWorker: () => worker })
    const result = outcomeOf(() => readBackup(fileOf(a), a.passphrase, { kdf: watched, signal: stop.signal }))
    await started
    stop.abort()
    expect(await result).toBe('backup/cancelled')
    expect(worker.terminate).toHaveBeenCalledOnce()
  })

  test('fault 16: of what was not begun starts nothing', async () => {
    const startWorker = vi.fn()
    const options = { kdf: createKdf({ startWorker }), signal: AbortSignal.abort() }
    expect(await outcomeOf(() => readBackup(fileOf(a), a.passphrase, options))).toBe('backup/cancelled')
    expect(startWorker).not.toHaveBeenCalled()
  })

  test('passes on why the hash cannot run', async () => {
    const failing = createKdf({ argon2id: () => Promise.reject(new RangeError('no memory')) })
    await expect(readBackup(fileOf(a), a.passphrase, { kdf: failing })).rejects.toThrow('no memory')
  })
})
