import { newId } from '../crypto/index.ts'
import type { VaultContext } from './context.ts'
import { pickHeader } from './header-copies.ts'
import type { Session } from './session.ts'
import type { TabMessage } from './tabs.ts'
import { openWithKeys } from './unlock.ts'

/** How long another tab may take to answer, ms. It has the keys in its hand. */
const answerWithinMs = 1000

type KeysMessage = Extract<TabMessage, { readonly type: 'keys' }>

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
  let waiting: { readonly ask: string; readonly resolve: (message: KeysMessage | undefined) => void } | undefined

  const answerTo = (ask: string, vaultId: string): Promise<KeysMessage | undefined> =>
    new Promise((resolve) => {
      const stopTimer = context.startTimer(() => {
        waiting = undefined
        resolve(undefined)
      }, answerWithinMs)
      waiting = {
        ask,
        resolve: (message) => {
          stopTimer()
          waiting = undefined
          resolve(message)
        },
      }
      context.post({ type: 'ask', ask, vaultId })
    })

  const answer = (ask: string, vaultId: string): void => {
    const session = context.session()
    const isOpen = session?.isOpen === true && context.status().name === 'unlocked'
    if (!isOpen || session.vaultId !== vaultId) return
    context.post({ type: 'keys', ask, vaultId, keys: session.keys })
    context.emitJoined()
  }

  return {
    ask: async () => {
      const header = pickHeader(await context.store.readCopies())
      if (header === undefined || waiting !== undefined) return undefined
      const given = await answerTo(newId(context.random), header.vaultId)
      return given && openWithKeys(context, given.keys)
    },
    onMessage: (message) => {
      if (message.type === 'ask') answer(message.ask, message.vaultId)
      if (message.type === 'keys' && message.ask === waiting?.ask) waiting.resolve(message)
    },
  }
}
