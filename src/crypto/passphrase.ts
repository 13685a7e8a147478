import { CryptoError } from './errors.ts'
import type { Bytes } from './bytes.ts'

/** Longest passphrase, in bytes of UTF-8 after NFC (docs/vault-format.md, "Passphrase to bytes"). */
const maxBytes = 1024

/** No text this long (UTF-16 units) can compose to 1,024 bytes, so it is refused before NFC has to read it. */
const maxUnits = 16 * maxBytes

/**
 * The bytes that a passphrase stands for: NFC, then UTF-8. Nothing is trimmed and no case is folded
 * (docs/vault-format.md, "Passphrase to bytes").
 *
 * The caller owns the bytes and zeroes them after use. The text itself cannot be zeroed: JavaScript strings stay in
 * memory until the engine collects them.
 *
 * @returns 1 to 1,024 bytes.
 * @throws {@link CryptoError} with `crypto/passphrase-ill-formed` (a lone surrogate, which TextEncoder would turn into
 * U+FFFD without a word), `crypto/passphrase-empty` or `crypto/passphrase-too-long`.
 */
export function passphraseBytes(text: string): Bytes {
  if (text === '') throw new CryptoError('crypto/passphrase-empty', 'the passphrase is empty')
  if (text.length > maxUnits) throw tooLong()
  // With the u flag, pairs are one character: only a surrogate without its half can match.
  if (/[\uD800-\uDFFF]/u.test(text)) {
    throw new CryptoError('crypto/passphrase-ill-formed', 'the passphrase has a lone surrogate')
  }
  const bytes = new TextEncoder().encode(text.normalize('NFC'))
  if (bytes.length > maxBytes) {
    bytes.fill(0)
    throw tooLong()
  }
  return bytes
}

function tooLong(): CryptoError {
  return new CryptoError('crypto/passphrase-too-long', `the passphrase is longer than ${maxBytes} bytes`)
}
