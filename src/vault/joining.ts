import { newId } from '../crypto/index.ts'
import type { VaultContext } from './context.ts'
import { pickHeader } from './header-copies.ts'
import { closeSession, type Session } from './session.ts'
import type { TabMessage } from './tabs.ts'
import { openWithKeys } from './unlock.ts'

/** How long another tab may take to answer, ms. It has the keys in its hand. */
const answerWithinMs = 1000

type KeysMessage = Extract<TabMessage, { readonly type: 'keys' }>

/** A question that is under way. */
interface Waiting {
  readonly ask: string
  readonly post: () => void
  readonly resolve: (message: KeysMessage | undefined) => void
}

/** Letting in, and being let in by, other tabs of this app. */
export interface Joining {
  /** Asks the other tabs. `undefined`: none is unlocked, or none answered in time. */
  ask(): Promise<Session | undefined>
  /** What another tab says of it. */
  onMessage(message: TabMessage): void
}

/**
 * Hands the working keys from an unlocked tab to one that asks. Only tabs of this origin hear each other, only keys that
 * cannot be exported are handed over, and nothing is ever stored. Locking one locks all.
 */
export function createJoining(context: VaultContext): Joining {
  /** Times that somebody locked. Who was let in by a tab that had not heard of it yet stays out. */
  let locks = 0
  let waiting: Waiting | undefined

  const answerTo = (ask: string, vaultId: string): Promise<KeysMessage | undefined> =>
    new Promise((resolve) => {
      const stopTimer = context.startTimer(() => {
        waiting = undefined
        resolve(undefined)
      }, answerWithinMs)
      waiting = {
        ask,
        post: () => context.post({ type: 'ask', ask, vaultId }),
        resolve: (message) => {
          stopTimer()
          waiting = undefined
          resolve(message)
        },
      }
      waiting.post()
    })

  const answer = (ask: string, vaultId: string): void => {
    const session = context.session()
    const isOpen = session?.isOpen === true && context.status().name === 'unlocked'
    if (!isOpen || session.vaultId !== vaultId) return
    context.post({ type: 'keys', ask, vaultId, keys: session.keys })
    context.emit({ type: 'joined' })
  }

  return {
    ask: async () => {
      const header = pickHeader(await context.store.readCopies())
      if (header === undefined || waiting !== undefined) return undefined
      const locksBefore = locks
      const given = await answerTo(newId(context.random), header.vaultId)
      const session = given && (await openWithKeys(context, given.keys))
      if (session === undefined || locks === locksBefore) return session
      closeSession(session)
      return undefined
    },
    onMessage: (message) => {
      if (message.type === 'locked') locks += 1
      // It was locked when it was asked.
      if (message.type === 'unlocked') waiting?.post()
      if (message.type === 'ask') answer(message.ask, message.vaultId)
      if (message.type === 'keys' && message.ask === waiting?.ask) waiting.resolve(message)
    },
  }
}
