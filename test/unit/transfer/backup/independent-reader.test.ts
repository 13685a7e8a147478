import { execFile } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { argon2id } from 'hash-wasm'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { writeBackup } from '../../../../src/transfer/index.ts'
import { nodeKdf } from '../../../support/kdf.ts'
import { backupVectors, fileOf, vectorOf } from '../../../support/vectors.ts'

const script = fileURLToPath(new URL('../../../../scripts/decrypt-backup.mjs', import.meta.url))
const generator = fileURLToPath(new URL('../../../../scripts/make-vectors.mjs', import.meta.url))

interface Cost {
  readonly m: number
  readonly t: number
  readonly p: number
  readonly salt: Uint8Array
}
type Argon2id = (message: Uint8Array, cost: Cost) => Promise<Uint8Array>

interface Decryptor {
  decryptBackup(file: Uint8Array, passphrase: string, argon2id?: Argon2id): Promise<string>
}

// A path in a variable: the script is not TypeScript's to check.
const decryptor = (await import(script)) as Decryptor

const known = new Map<string, Uint8Array>()

/** hash-wasm's Argon2id, once for each input: most vectors differ from one another after the hash. */
const rememberingArgon2id: Argon2id = async (password, { m, t, p, salt }) => {
  const key = [m, t, p, ...salt, ...password].join()
  const cost = { memorySize: m, iterations: t, parallelism: p, hashLength: 32 }
  const hash = known.get(key) ?? (await argon2id({ password, salt, ...cost, outputType: 'binary' }))
  known.set(key, hash)
  return hash
}

async function outcomeOf(work: () => Promise<unknown>): Promise<unknown> {
  try {
    await work()
    return 'success'
  } catch (error) {
    return error instanceof Error && 'code' in error ? error.code : error
  }
}

describe('a reader that shares no code with the app', () => {
  test.each(backupVectors)('agrees about %s', async (_, vector) => {
    const decrypt = () => decryptor.decryptBackup(fileOf(vector), vector.passphrase, rememberingArgon2id)
    // It opens files and does not judge what is in them.
    expect(await outcomeOf(decrypt)).toBe(vector.expect === 'backup/payload' ? 'success' : vector.expect)
    if (vector.plaintext !== undefined) expect(await decrypt()).toBe(vector.plaintext)
  })

  test.each([true, false])('opens what the app writes (argon2: %s)', async (argon2) => {
    const secret = Uint8Array.from([1, 2, 3, 4, 5])
    const draft = { type: 'totp', issuer: 'Åsa', account: '', secret, algorithm: 'SHA1', digits: 6 } as const
    const bytes = await writeBackup([draft], 'pässword ', { kdf: nodeKdf(), argon2 })
    const plaintext = await decryptor.decryptBackup(bytes, 'pässword ')
    expect(JSON.parse(plaintext)).toMatchObject({ accounts: [{ issuer: 'Åsa', secret: 'AEBAGBAF' }] })
  })
})

describe('the script', () => {
  const run = promisify(execFile)
  let folder: string

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'backup-'))
  })
  afterAll(async () => {
    await rm(folder, { recursive: true })
  })

  async function decrypt(name: string, passphrase: string) {
    const path = join(folder, `${name}.mfabackup`)
    await writeFile(path, fileOf(vectorOf(backupVectors, name)))
    const running = run(process.execPath, [script, path])
    running.child.stdin?.end(`${passphrase}\n`)
    return running
  }

  test('prints what is in a backup', async () => {
    const { passphrase, plaintext } = vectorOf(backupVectors, 'accounts')
    expect((await decrypt('accounts', passphrase)).stdout).toBe(`${plaintext}\n`)
  })

  test('names the refusal and ends with status 1', async () => {
    await expect(decrypt('accounts', 'wrong')).rejects.toMatchObject({
      code: 1,
      stdout: '',
      stderr: 'backup/passphrase\n',
    })
  })

  test('that makes the vectors still makes the frozen ones', { timeout: 60_000 }, async () => {
    const { stdout } = await run(process.execPath, [generator])
    expect(stdout).toMatch(/^\d+ vectors, 0 written, 0 different/)
  })
})
