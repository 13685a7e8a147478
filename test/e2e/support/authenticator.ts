import type { CDPSession, Page } from '@playwright/test'

/** Chromium's own stand-in for a fingerprint reader or a security key. The key that it derives cannot be copied out. */
export interface VirtualAuthenticator {
  remove(): Promise<void>
  /** How many passkeys it holds. */
  count(): Promise<number>
  /** Whether a touch is made up at once, as it is at first; else questions stay open. */
  answer(isAnswering: boolean): Promise<void>
}

interface AuthenticatorKind {
  readonly transport?: 'internal' | 'usb'
  readonly hasPrf?: boolean
}

const sessions = new WeakMap<Page, Promise<CDPSession>>()

async function sessionOf(page: Page): Promise<CDPSession> {
  const known = sessions.get(page)
  if (known) return known
  const made = page.context().newCDPSession(page)
  sessions.set(page, made)
  await (await made).send('WebAuthn.enable')
  return made
}

/** Plugs one into a page; it stays over reloads. A page has at most one of kind `internal`. */
export async function addAuthenticator(
  page: Page,
  { transport = 'internal', hasPrf = true }: AuthenticatorKind = {},
): Promise<VirtualAuthenticator> {
  const session = await sessionOf(page)
  const { authenticatorId } = await session.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      ctap2Version: 'ctap2_1',
      transport,
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
      hasPrf,
    },
  })
  return {
    remove: async () => void (await session.send('WebAuthn.removeVirtualAuthenticator', { authenticatorId })),
    count: async () => (await session.send('WebAuthn.getCredentials', { authenticatorId })).credentials.length,
    answer: (enabled) =>
      session.send('WebAuthn.setAutomaticPresenceSimulation', { authenticatorId, enabled }).then(() => undefined),
  }
}
