import { createSignal, onCleanup, onMount, Show, type Accessor, type JSX } from 'solid-js'
import type { PasskeySupport } from '../../pwa/passkeys/index.ts'
import type { LockReason, Vault } from '../../vault/index.ts'
import { Button } from '../components/button.tsx'
import { FormAlert } from '../components/form-alert.tsx'
import { fingerprintIcon } from '../components/icon-paths.ts'
import { passkeyOfferText } from '../messages/passkey-offer.ts'
import styles from './passkey-offer.module.css'
import { createPasskeyQuestion, isQuiet, type PasskeyParts } from './passkey-question.ts'

interface OfferProps {
  readonly parts: PasskeyParts
  /** A line that says `or` comes first. */
  readonly or?: boolean
  /** Why the vault is locked. With it, the browser asks once by itself. */
  readonly locked?: LockReason
}

/**
 * The way in beside the passphrase, in the form of which it stands: typing there, or sending it, takes the browser's
 * question back. Shown where the vault has a passkey; where this browser cannot use it, it says why.
 */
export function PasskeyOffer(props: OfferProps): JSX.Element {
  const [said, setSaid] = createSignal<string>()
  const [problem, setProblem] = createSignal<string>()
  const obstacle = createObstacle(props.parts)
  const question = createPasskeyQuestion(props.parts, async (secret) =>
    (await props.parts.vault).unlockWithPasskey(secret),
  )
  const use = async (isAsked: boolean): Promise<void> => {
    setSaid(passkeyOfferText().answer)
    setProblem(undefined)
    try {
      await question.ask()
      setSaid(undefined)
    } catch (error) {
      // Another question has taken its place.
      if (question.asking()) return
      setSaid(isAsked && isDeclined(error) ? passkeyOfferText().notHere : undefined)
      // Who types the passphrase instead has not said that the question is unwanted.
      if (!isCancelled(error)) unanswered.add(await props.parts.vault)
      if (!isQuiet(error)) setProblem(await sentenceFor(error))
    }
  }
  let dropByItself = (): void => undefined
  let place: HTMLDivElement | undefined
  onMount(() => {
    const form = place?.closest('form')
    const stop = (): void => question.stop()
    form?.addEventListener('input', stop)
    form?.addEventListener('submit', stop)
    onCleanup(() => {
      form?.removeEventListener('input', stop)
      form?.removeEventListener('submit', stop)
    })
    const { locked } = props
    if (locked) {
      dropByItself = askByItself({
        ...props.parts,
        locked,
        isUsed: () => question.asking() || isFilledIn(form),
        ask: () => use(false),
      })
    }
  })

  return (
    <div ref={place} class={styles['offer']} data-late="">
      <Show when={props.or}>
        <p class={styles['or']}>{passkeyOfferText().or}</p>
      </Show>
      <Show
        when={obstacle()}
        fallback={
          <Button
            size="big"
            wide
            icon={fingerprintIcon}
            aria-busy={question.asking()}
            onClick={() => {
              // The window gets the focus back from a question of the browser, too.
              dropByItself()
              void use(true)
            }}
          >
            {passkeyOfferText().use}
          </Button>
        }
      >
        {(why) => <p class={styles['note']}>{passkeyOfferText().notInThisBrowser(why())}</p>}
      </Show>
      <p role="status" class={styles['note']}>
        {said()}
      </p>
      <FormAlert text={problem()} />
    </div>
  )
}

type Obstacle = Extract<PasskeySupport, { readonly possible: false }>['why']

/** Why passkeys are of no use here; nothing until that is known. No resource: those hide what is being typed. */
function createObstacle({ passkeys }: PasskeyParts): Accessor<Obstacle | undefined> {
  const [obstacle, setObstacle] = createSignal<Obstacle>()
  const look = async (): Promise<void> => {
    const support = await (await passkeys()).support()
    if (!support.possible) setObstacle(support.why)
  }
  // Where it does not load, trying says so.
  look().catch(() => undefined)
  return obstacle
}

/** Vaults for which a question was answered with no, or with nothing: none comes by itself again. */
const unanswered = new WeakSet<Vault>()

interface ByItself extends PasskeyParts {
  readonly locked: LockReason
  /** Somebody is entering the passphrase, or has asked for a passkey. */
  readonly isUsed: () => boolean
  readonly ask: () => Promise<void>
}

/** Who has just locked it, or is not there, is not asked before coming back to the window. */
const waitsForReturn: ReadonlySet<LockReason> = new Set(['person', 'idle'])

/**
 * In that time another tab that is unlocked has let this one in, ms. Without it, the browser's question would come up and
 * go again over each tab that is opened beside one.
 */
const letInMs = 250

/** Asks once, when the window has the focus. For the owner's lifetime, or until what it returns is called. */
function askByItself({ vault, passkeys, locked, isUsed, ask }: ByItself): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined
  const leave = (): void => {
    clearTimeout(timer)
    window.removeEventListener('focus', begin)
  }
  const begin = (): void => {
    leave()
    // Where it does not load, there is still the button, which says so.
    timer = setTimeout(() => void tryOnce().catch(() => undefined), letInMs)
  }
  const tryOnce = async (): Promise<void> => {
    if (unanswered.has(await vault)) return
    const { possible } = await (await passkeys()).support()
    if (possible && !isUsed()) await ask()
  }
  if (document.hasFocus() && !waitsForReturn.has(locked)) begin()
  else window.addEventListener('focus', begin)
  onCleanup(leave)
  return leave
}

function isFilledIn(form: HTMLFormElement | null | undefined): boolean {
  return [...(form?.querySelectorAll('input') ?? [])].some(({ value }) => value !== '')
}

function codeOf(error: unknown): unknown {
  return error instanceof Error && 'code' in error ? error.code : undefined
}

function isDeclined(error: unknown): boolean {
  return codeOf(error) === 'passkey/declined'
}

function isCancelled(error: unknown): boolean {
  return codeOf(error) === 'passkey/cancelled'
}

/** The sentences of errors load when one of them happens. */
async function sentenceFor(error: unknown): Promise<string> {
  try {
    const { errorText } = await import('../messages/errors.ts')
    return errorText(error)
  } catch {
    return passkeyOfferText().failed
  }
}
