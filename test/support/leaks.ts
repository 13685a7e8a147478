import type { AccountDraft } from '../../src/account.ts'
import { encodeBase32, encodeBase64, encodeBase64url, encodeHex } from '../../src/encoding/index.ts'

/** The spellings in which a secret could leave. */
export function spellingsOf({ secret, pin }: Pick<AccountDraft, 'secret' | 'pin'>): readonly string[] {
  const texts = [encodeBase32(secret), encodeBase64(secret), encodeBase64url(secret), encodeHex(secret)]
  const raw = new TextDecoder('latin1').decode(secret)
  return [
    ...texts,
    texts[3]?.toUpperCase() ?? '',
    JSON.stringify([...secret]),
    raw,
    ...(pin === undefined ? [] : [pin]),
  ]
}

/** Which of the forbidden texts, and which values that are no JSON, stand in messages. */
export function findLeaks(messages: readonly unknown[], forbidden: readonly string[]): readonly string[] {
  const found = new Set<string>()
  for (const message of messages) {
    const text = JSON.stringify(message, (_, value: unknown) => {
      const isBinary = ArrayBuffer.isView(value) || value instanceof ArrayBuffer || value instanceof CryptoKey
      if (isBinary) found.add('bytes or a key')
      return value
    }).toLowerCase()
    for (const secret of forbidden) if (text.includes(secret.toLowerCase())) found.add(secret)
  }
  return [...found]
}
