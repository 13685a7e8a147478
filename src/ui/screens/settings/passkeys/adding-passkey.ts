import { createSignal, onCleanup, type Accessor } from 'solid-js'
import { decodeBase64url } from '../../../../encoding/index.ts'
import type { Vault } from '../../../../vault/index.ts'
import { errorText } from '../../../messages/errors.ts'
import { passkeysText } from '../../../messages/passkeys.ts'
import type { Services } from '../../../services.tsx'
import { isTaken } from './passkey-name.ts'

/** Which part of the way a person is at. */
type AddingStage = 'prove' | 'ask' | 'done'

/** The way to a new passkey: the passphrase first, then the browser's questions, then the slot. */
export interface AddingPasskey {
  readonly stage: Accessor<AddingStage>
  readonly busy: Accessor<boolean>
  /** What is being done, while the browser asks. */
  readonly step: Accessor<string | undefined>
  /** What stopped it, and where. */
  readonly problem: Accessor<{ readonly at: 'passphrase' | 'name' | 'form'; readonly text: string } | undefined>
  forgetProblem(): void
  /** Tries passphrase and name. Nothing is asked of the browser before both will do. */
  prove(passphrase: string, name: string): Promise<void>
  /** Has the browser ask, and writes the slot. */
  ask(): Promise<void>
  /** Takes the browser's question back. */
  stop(): void
}

type AddingParts = Pick<Services, 'passkeys'> & { readonly vault: Vault }

/** {@link AddingPasskey}, until the owner goes. */
export function createAddingPasskey({ vault, passkeys }: AddingParts): AddingPasskey {
  const [stage, setStage] = createSignal<AddingStage>('prove')
  const [busy, setBusy] = createSignal(false)
  const [step, setStep] = createSignal<string>()
  const [problem, setProblem] = createSignal<ReturnType<AddingPasskey['problem']>>()
  let proven = { passphrase: '', name: '' }
  let abort: AbortController | undefined
  const stop = (): void => abort?.abort()
  onCleanup(() => {
    stop()
    proven = { passphrase: '', name: '' }
  })

  const run = async (work: () => Promise<void>): Promise<void> => {
    if (busy()) return
    setBusy(true)
    setProblem(undefined)
    try {
      await work()
    } catch (error) {
      const code = codeOf(error)
      const text = code === 'passkey/declined' ? passkeysText().declined : errorText(error)
      if (code !== 'passkey/cancelled') setProblem({ at: 'form', text })
    } finally {
      setStep(undefined)
      setBusy(false)
    }
  }
  const prove = async (passphrase: string, name: string): Promise<void> => {
    const names = (await vault.passkeys()).flatMap((passkey) => passkey.name ?? [])
    const refusal = whatIsWrong(passphrase, name, names)
    if (refusal) setProblem(refusal)
    else if (await vault.confirmPassphrase(passphrase)) {
      proven = { passphrase, name }
      setStage('ask')
    } else setProblem({ at: 'passphrase', text: passkeysText().wrongPassphrase })
  }
  const ask = async (): Promise<void> => {
    abort = new AbortController()
    const browser = await passkeys()
    const made = await browser.enrol({
      userId: decodeBase64url(vault.identity()?.vaultId ?? ''),
      userName: passkeysText().userName,
      known: await vault.passkeys(),
      signal: abort.signal,
      onAsk: (time) => setStep(passkeysText().step(time)),
    })
    try {
      setStep(passkeysText().saving)
      await vault.addPasskey(proven.passphrase, { ...made, name: proven.name })
      proven = { ...proven, passphrase: '' }
      setStage('done')
    } catch (error) {
      await browser.forget(made.credentialId)
      throw error
    } finally {
      made.secret.fill(0)
    }
  }
  return {
    stage,
    busy,
    step,
    problem,
    stop,
    forgetProblem: () => setProblem(undefined),
    prove: (passphrase, name) => run(() => prove(passphrase, name.trim())),
    ask: () => run(ask),
  }
}

function whatIsWrong(passphrase: string, name: string, names: readonly string[]): ReturnType<AddingPasskey['problem']> {
  if (passphrase === '') return { at: 'passphrase', text: passkeysText().passphraseMissing }
  if (name === '') return { at: 'name', text: passkeysText().nameMissing }
  return isTaken(name, names) ? { at: 'name', text: passkeysText().nameTaken } : undefined
}

function codeOf(error: unknown): unknown {
  return error instanceof Error && 'code' in error ? error.code : undefined
}
