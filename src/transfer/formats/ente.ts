import { decodeUtf8, EncodingError } from '../../encoding/index.ts'
import { TransferError } from '../errors.ts'
import type { FileContent, ReadingContext, SealedExport } from '../format.ts'
import { jsonFields, type JsonFields } from '../json-fields.ts'
import { linkLines, readLinks } from '../links.ts'
import { base64Member } from './base64-member.ts'
import { openFirstMessage, streamHeaderBytes, streamOverheadBytes } from './secret-stream.ts'

/** The encrypted export of Ente Auth: a list of links under Argon2id and libsodium's secretstream. */
export async function readExport([file]: readonly FileContent[], context: ReadingContext): Promise<SealedExport> {
  const fields = jsonFields(file?.kind === 'json' ? file.value : undefined)
  const kdf = fields?.object('kdfParams')
  if (fields === undefined || kdf === undefined) throw notEnte()
  if (fields.raw('version') !== 1) throw new TransferError('transfer/unsupported', 'another version of the encryption')
  const parameters = kdfParametersOf(kdf)
  const header = base64Member(fields, 'encryptionNonce')
  const message = base64Member(fields, 'encryptedData')
  if (header.length !== streamHeaderBytes || message.length < streamOverheadBytes) throw notEnte()
  const memoryBytes = parameters.m * 1024
  return {
    ...(memoryBytes > memoryWorthSaying && { memoryBytes }),
    unlock: async (password, signal) => {
      const key = await context.argon2(new TextEncoder().encode(password), parameters)
      signal?.throwIfAborted()
      const opened = openFirstMessage(key, header, message)
      key.fill(0)
      if (opened === null) throw new TransferError('transfer/wrong-password', 'the password does not open the export')
      return readLinks(linkLines(textOf(opened)), context.now)
    },
  }
}

const memoryWorthSaying = 128 * 1024 * 1024

/** Bytes: what the app asks for at most. */
const maxMemory = 1024 ** 3

/** Where the app cannot have the memory, it halves it and doubles the passes: their product is 1 GiB by 4 at most. */
const maxWork = 4 * maxMemory

/** Bytes: less is no Argon2. */
const minMemory = 8 * 1024
const saltBytes = 16

function kdfParametersOf(kdf: JsonFields) {
  const memory = kdf.raw('memLimit')
  const passes = kdf.raw('opsLimit')
  const salt = base64Member(kdf, 'salt')
  if (!isCount(memory) || !isCount(passes) || memory < minMemory || salt.length !== saltBytes) throw notEnte()
  if (memory > maxMemory || memory * passes > maxWork) {
    throw new TransferError('transfer/limits', 'the file asks for more work than the app would')
  }
  return { name: 'argon2id', v: 19, m: Math.floor(memory / 1024), t: passes, p: 1, salt: new Uint8Array(salt) } as const
}

function isCount(value: unknown): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 1
}

function textOf(bytes: Uint8Array): string {
  try {
    return decodeUtf8(bytes)
  } catch (cause) {
    if (!(cause instanceof EncodingError)) throw cause
    throw new TransferError('transfer/damaged', 'the export holds no text', { cause })
  }
}

function notEnte(): TransferError {
  return new TransferError('transfer/damaged', 'not what Ente Auth writes')
}
