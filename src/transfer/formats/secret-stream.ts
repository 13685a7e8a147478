import { chacha20, hchacha } from '@noble/ciphers/chacha.js'
import { poly1305 } from '@noble/ciphers/_poly1305.js'
import { equalBytes } from '../../encoding/index.ts'

/** Bytes of a stream's header. */
export const streamHeaderBytes = 24

/** What a message is longer than its text: a byte that says what kind of message it is, and the MAC. */
export const streamOverheadBytes = 17

/** The constants of ChaCha20, "expand 32-byte k". */
const sigma = new Uint32Array([0x61707865, 0x3320646e, 0x79622d32, 0x6b206574])

const blockBytes = 64

/**
 * Opens the first message of a stream as libsodium's `crypto_secretstream_xchacha20poly1305` makes it, without additional
 * data. HChaCha20 makes the key of the stream; ChaCha20 gives the key of the MAC in block 0, seals the tag in block 1 and
 * the text from block 2 on. The kind of message (last of its stream, or not) is not looked at: one message is all that there
 * is, its MAC covers all of it, and real files have both kinds.
 *
 * @param key - 32 bytes.
 * @param header - 24 bytes.
 * @returns The text. `null`: the key is another one, or something was altered; nothing is told apart.
 */
export function openFirstMessage(key: Uint8Array, header: Uint8Array, message: Uint8Array): Uint8Array | null {
  if (header.length !== streamHeaderBytes || message.length < streamOverheadBytes) return null
  const streamKey = new Uint32Array(8)
  hchacha(sigma, wordsOf(key), wordsOf(header.subarray(0, 16)), streamKey)
  const subKey = new Uint8Array(streamKey.buffer)
  // Messages are counted from 1, in the first four bytes of the nonce.
  const nonce = new Uint8Array([1, 0, 0, 0, ...header.subarray(16)])
  const ciphertext = message.subarray(1, -16)
  const tagBlock = new Uint8Array(blockBytes)
  tagBlock.set(message.subarray(0, 1))
  // The MAC covers the block as it was sealed: zeros that became key stream, behind the byte as it is in the message.
  const sealedTagBlock = chacha20(subKey, nonce, tagBlock, undefined, 1)
  sealedTagBlock.set(message.subarray(0, 1))
  const macKey = chacha20(subKey, nonce, new Uint8Array(32))
  const mac = macOf(macKey, sealedTagBlock, ciphertext)
  if (!equalBytes(mac, message.subarray(-16))) return null
  return chacha20(subKey, nonce, ciphertext, undefined, 2)
}

function macOf(key: Uint8Array, tagBlock: Uint8Array, ciphertext: Uint8Array): Uint8Array {
  const lengths = new DataView(new ArrayBuffer(16))
  lengths.setBigUint64(8, BigInt(blockBytes + ciphertext.length), true)
  return (
    poly1305
      .create(key)
      .update(tagBlock)
      .update(ciphertext)
      // What libsodium does, and cannot change any more; filling up to a whole block was meant.
      .update(new Uint8Array(ciphertext.length % 16))
      .update(new Uint8Array(lengths.buffer))
      .digest()
  )
}

/** A copy, because the words may not begin on a word's border. Every engine that runs this is little-endian. */
function wordsOf(bytes: Uint8Array): Uint32Array {
  return new Uint32Array(bytes.slice().buffer)
}
