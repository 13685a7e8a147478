import { fetchArgon2 } from './argon2-own-file.ts'
import { CryptoError } from './errors.ts'
import type { KdfAnswer, KdfRequest } from './worker-argon2id.ts'

// One derivation at a time, asked for by worker-argon2id.ts, which ends this worker when it is not wanted any more.

const argon2id = fetchArgon2()
// Whoever asks hears of a failure; before that it is nobody's.
argon2id.catch(() => undefined)

addEventListener('message', (event: MessageEvent<KdfRequest>) => {
  void answer(event.data)
})

async function answer({ passphrase, parameters }: KdfRequest): Promise<void> {
  try {
    const hash = await (await argon2id)(passphrase, parameters)
    postMessage({ hash } satisfies KdfAnswer, [hash.buffer])
  } catch (error) {
    const code = error instanceof CryptoError ? error.code : 'crypto/kdf-failed'
    postMessage({ code } satisfies KdfAnswer)
  } finally {
    passphrase.fill(0)
  }
}
