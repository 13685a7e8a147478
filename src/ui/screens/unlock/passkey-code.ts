import { createSignal, type Accessor } from 'solid-js'
import type { Services } from '../../services.tsx'
import type * as OfferCode from '../../passkeys/passkey-offer.tsx'

/** The code that offers passkeys, once storage has shown that one opens the vault: nobody else waits for it. */
export function createPasskeyCode({ vault }: Pick<Services, 'vault'>): Accessor<typeof OfferCode | undefined> {
  const [code, setCode] = createSignal<typeof OfferCode>()
  const look = async (): Promise<void> => {
    const passkeys = await (await vault).passkeys()
    if (passkeys.length > 0) setCode(await import('../../passkeys/passkey-offer.tsx'))
  }
  // Where it does not load, the passphrase is there as always.
  look().catch(() => undefined)
  return code
}
