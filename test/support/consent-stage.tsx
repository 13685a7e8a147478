import type { AccountDraft } from '../../src/account.ts'
import type { Answer, AskingSite, Connection, ConnectionState, Question, SessionView } from '../../src/api/index.ts'
import { ConsentScreen } from '../../src/ui/screens/consent/consent-screen.tsx'
import { createQuestionDesk } from '../../src/ui/screens/consent/question-desk.ts'
import type { Passkeys } from '../../src/pwa/passkeys/index.ts'
import { useServices } from '../../src/ui/services.tsx'
import type { LoggedRequest, Vault } from '../../src/vault/index.ts'
import { stageScreen, type Stage } from './screen-stage.tsx'
import { openVault } from './vault-stage.tsx'

/** Who asks on a stage. */
export const site: AskingSite = { origin: 'https://login.xn--lmen-gra.example:8443', name: 'Deploy console' }

/** A session of a site that has asked for nothing yet. */
export const quietSession: SessionView = {
  isGranted: false,
  accounts: [],
  isLocked: false,
  requests: [],
  subscriptions: 0,
}

/** A request of {@link site}, as the log has it. */
export function requestOf(method: string, outcome = 'ok', accountIds: readonly string[] = []): LoggedRequest {
  return { at: Date.UTC(2026, 10, 22, 10), origin: site.origin, method, accountIds, outcome }
}

/** The popup over a real vault, and a conversation that the test leads. */
export interface ConsentStage extends Stage {
  readonly vault: Vault
  /** Puts a question; resolves with the answer. */
  ask(question: Question, signal?: AbortSignal): Promise<Answer>
  /** The conversation goes on. */
  become(state: ConnectionState): void
  becomeOpen(session?: Partial<SessionView>): void
  /** From now on a yes counts, or does not. */
  arm(isArmed: boolean): void
  /** How often the guard was told that something else is asked. */
  readonly rearmings: () => number
  readonly stops: () => number
  readonly closings: () => number
  remove(): Promise<void>
}

interface ConsentStageOptions {
  readonly drafts?: readonly AccountDraft[]
  readonly isLocked?: boolean
  readonly isArmed?: boolean
  readonly passkeys?: Passkeys
  /** What is done to the vault before it is locked. */
  readonly prepare?: (vault: Vault) => Promise<void>
}

/** Puts the popup on the page, with a session open. */
export async function stageConsent(options: ConsentStageOptions = {}): Promise<ConsentStage> {
  const opened = await openVault(options.drafts)
  const { vault } = opened
  await options.prepare?.(vault)
  if (options.isLocked) vault.lock('person')
  const desk = createQuestionDesk()
  const conversation = createConversation()
  const guard = createHandGuard(options.isArmed ?? true)
  let closings = 0
  const Root = () => {
    const { clock, status, passkeys } = useServices()
    const given = {
      clock,
      correctionMs: () => 0,
      status,
      vault: Promise.resolve(vault),
      passkeys,
      desk,
      connection: conversation.connection,
    }
    return <ConsentScreen parts={{ ...given, createGuard: guard.create, closeWindow: () => void closings++ }} />
  }
  const stage = stageScreen(() => <Root />, {
    status: vault.status(),
    ...(options.passkeys && { passkeys: options.passkeys }),
  })
  const stopStatus = vault.subscribe((event) => event.type === 'status' && stage.setStatus(event.status))
  return {
    ...stage,
    vault,
    ask: (question, signal = new AbortController().signal) => desk.ask(question, signal),
    become: conversation.become,
    becomeOpen: (session = {}) =>
      conversation.become({ phase: 'open', site, session: { ...quietSession, ...session } }),
    arm: guard.arm,
    rearmings: guard.rearmings,
    stops: conversation.stops,
    closings: () => closings,
    remove: async () => {
      stopStatus()
      stage.strike()
      await opened.remove()
    },
  }
}

function createConversation() {
  const listeners = new Set<() => void>()
  let state: ConnectionState = { phase: 'open', site, session: quietSession }
  let stops = 0
  const connection: Connection = {
    state: () => state,
    subscribe: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    stop: () => void stops++,
  }
  const become = (next: ConnectionState): void => {
    state = next
    for (const listener of listeners) listener()
  }
  return { connection, become, stops: () => stops }
}

function createHandGuard(isArmedAtFirst: boolean) {
  let isArmed = isArmedAtFirst
  let rearmings = 0
  let onChange = (): void => undefined
  return {
    create: (listener: () => void) => {
      onChange = listener
      queueMicrotask(listener)
      return {
        isArmed: () => isArmed,
        rearm: () => void rearmings++,
        accepts: () => isArmed,
        stop: () => undefined,
      }
    },
    arm: (next: boolean) => {
      isArmed = next
      onChange()
    },
    rearmings: () => rearmings,
  }
}
