import { createContext, createSignal, onCleanup, useContext, type Accessor, type JSX } from 'solid-js'
import type { ClickGuard, Connection, ConnectionState } from '../../../api/index.ts'
import type { Clock } from '../../../clock.ts'
import type { Passkeys } from '../../../pwa/passkeys/index.ts'
import type { Vault, VaultStatus } from '../../../vault/index.ts'
import { createAnswerTime } from './answer-time.ts'
import type { QuestionDesk } from './question-desk.ts'

/** What `connect.tsx` constructs for the popup. */
export interface ConsentParts {
  readonly clock: Clock
  /** What is taken off the device's time for codes, ms. */
  readonly correctionMs: () => number
  /** The vault's status; `checking` until its code has loaded and storage has been looked at. */
  readonly status: Accessor<VaultStatus>
  readonly vault: Promise<Vault>
  readonly passkeys: () => Promise<Passkeys>
  readonly connection: Connection
  readonly desk: QuestionDesk
  /** @param onChange - Called whenever the guard has been armed or disarmed. */
  readonly createGuard: (onChange: () => void) => ClickGuard
  readonly closeWindow: () => void
}

/** What the screens of the popup share. */
export interface ConsentContext extends ConsentParts {
  readonly state: Accessor<ConnectionState>
  readonly guard: ClickGuard
  /** Whether a yes would be taken now. */
  readonly isArmed: Accessor<boolean>
  /** Whole seconds that the question still stands, once they are few. */
  readonly answerLeft: Accessor<number | undefined>
}

const Context = createContext<ConsentContext>()

/** Gives the parts to the screens below, with the guard that watches the window for them. */
export function ConsentProvider(props: { readonly parts: ConsentParts; readonly children: JSX.Element }): JSX.Element {
  return <Context.Provider value={createConsentContext(props.parts)}>{props.children}</Context.Provider>
}

function createConsentContext(parts: ConsentParts): ConsentContext {
  const { clock, connection, createGuard, desk } = parts
  const [isArmed, setArmed] = createSignal(false)
  // A view of the session is made anew at each look, so no two are equal.
  const [state, setState] = createSignal(connection.state(), { equals: false })
  const guard = createGuard(() => setArmed(guard.isArmed()))
  onCleanup(guard.stop)
  onCleanup(
    connection.subscribe(() => {
      desk.settle()
      setState(connection.state())
    }),
  )
  return { ...parts, state, guard, isArmed, answerLeft: createAnswerTime(clock, desk.standing) }
}

/** The popup's parts. Throws outside their provider. */
export function useConsent(): ConsentContext {
  const context = useContext(Context)
  if (!context) throw new Error('useConsent needs a ConsentProvider above it')
  return context
}
