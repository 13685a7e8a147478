import { chacha20 } from '@noble/ciphers/chacha.js'
import { salsa20 } from '@noble/ciphers/salsa.js'
import { sha256, sha512 } from '@noble/hashes/sha2.js'
import { decodeHex } from '../../encoding/index.ts'
import { TransferError } from '../errors.ts'

/** Opens the next masked value. They have one key stream: each has to be opened, in the order of the document. */
export type Unmask = (masked: Uint8Array) => Uint8Array

const blockBytes = 64
const salsaNonce = decodeHex('e830094b97205d2a')

/**
 * The key stream of a database's masked values.
 *
 * @param id - 0: nothing is masked; 2: Salsa20; 3: ChaCha20.
 * @throws {@link TransferError} `transfer/unsupported`.
 */
export function createUnmask(id: number, streamKey: Uint8Array): Unmask {
  const xor = streamOf(id, streamKey)
  let position = 0
  return (masked) => {
    const skipped = position % blockBytes
    const padded = new Uint8Array(skipped + masked.length)
    padded.set(masked, skipped)
    const opened = xor(padded, Math.floor(position / blockBytes))
    position += masked.length
    return opened.subarray(skipped)
  }
}

function streamOf(id: number, streamKey: Uint8Array): (bytes: Uint8Array, block: number) => Uint8Array {
  switch (id) {
    case 0:
      return (bytes) => bytes
    case 2: {
      const key = sha256(streamKey)
      return (bytes, block) => salsa20(key, salsaNonce, bytes, undefined, block)
    }
    case 3: {
      const key = sha512(streamKey)
      return (bytes, block) => chacha20(key.subarray(0, 32), key.subarray(32, 44), bytes, undefined, block)
    }
    default:
      throw new TransferError('transfer/unsupported', 'an unknown mask of values')
  }
}
