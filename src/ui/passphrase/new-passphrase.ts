import { createEffect, createMemo, createSignal, on, onCleanup, type Accessor } from 'solid-js'
import { makeEstimator, type Estimator, type Judgement, type StrengthWorker } from './estimator.ts'
import { startStrengthWorker } from './start-strength-worker.ts'
import { enoughScore, type Strength } from './strength.ts'
import { suggestPassphrase } from './suggest.ts'

/** A passphrase that is being chosen: twice the text, its strength, and whether it may be used. */
export interface NewPassphrase {
  readonly passphrase: Accessor<string>
  readonly confirmation: Accessor<string>
  setPassphrase(text: string): void
  setConfirmation(text: string): void
  /** The confirmation was left: what is missing from it now counts as a difference. */
  leaveConfirmation(): void
  /** Whether both texts are legible. */
  readonly shown: Accessor<boolean>
  setShown(shown: boolean): void
  /** Of the text, or of the one before it while this one is being judged; `undefined` until the first judgement. */
  readonly strength: Accessor<Strength | undefined>
  readonly strongEnough: Accessor<boolean>
  readonly matches: Accessor<boolean>
  /** The confirmation cannot become the passphrase by typing on. */
  readonly differs: Accessor<boolean>
  /** Strong enough, by a judgement of this very text, and confirmed. */
  readonly usable: Accessor<boolean>
  /** The suggestion, as long as it is what both fields hold and may be seen. */
  readonly suggestion: Accessor<string | undefined>
  /** Fills both fields with five words, legibly. `false`: the words could not be loaded, nothing was changed. */
  suggest(): Promise<boolean>
  /** Forgets both texts. */
  clear(): void
}

/**
 * A new passphrase, judged as it is typed. Loads the lists for that; they are let go with the owner.
 *
 * @param startWorker - Test seam.
 */
export function createNewPassphrase(startWorker: () => StrengthWorker = startStrengthWorker): NewPassphrase {
  const [passphrase, setPassphrase] = createSignal('')
  const [confirmation, setConfirmation] = createSignal('')
  const [left, setLeft] = createSignal(false)
  const [shown, setShown] = createSignal(false)
  const [suggested, setSuggested] = createSignal<string>()
  const judged = createJudged(passphrase, startWorker)

  const fill = (text: string): void => {
    setPassphrase(text)
    setConfirmation(text)
  }
  const matches = createMemo(() => confirmation() !== '' && confirmation() === passphrase())
  const strongEnough = createMemo(() => (judged.strength()?.score ?? 0) >= enoughScore)

  return {
    passphrase,
    confirmation,
    setPassphrase,
    setConfirmation(text) {
      setLeft(false)
      setConfirmation(text)
    },
    leaveConfirmation: () => setLeft(true),
    shown,
    setShown,
    strength: judged.strength,
    strongEnough,
    matches,
    differs: () => confirmation() !== '' && !matches() && (left() || !passphrase().startsWith(confirmation())),
    usable: () => strongEnough() && matches() && judged.isCurrent(),
    suggestion: () => (shown() && matches() && suggested() === passphrase() ? passphrase() : undefined),
    async suggest() {
      const words = await judged.words()
      if (!words) return false
      const phrase = suggestPassphrase(words)
      setShown(true)
      setSuggested(phrase)
      fill(phrase)
      return true
    },
    clear() {
      setSuggested(undefined)
      fill('')
    },
  }
}

interface Judged {
  readonly strength: Accessor<Strength | undefined>
  /** Whether that strength is of the text as it is now. */
  readonly isCurrent: () => boolean
  readonly words: Estimator['words']
}

function createJudged(passphrase: Accessor<string>, startWorker: () => StrengthWorker): Judged {
  const [judgement, setJudgement] = createSignal<Judgement>()
  const estimator = makeEstimator({ startWorker, onJudgement: setJudgement })
  onCleanup(() => estimator.stop())
  createEffect(on(passphrase, (text) => estimator.judge(text)))
  return {
    strength() {
      const last = judgement()
      // What was judged while the field was empty says nothing about what is being typed now.
      return last?.passphrase === '' && passphrase() !== '' ? undefined : last?.strength
    },
    isCurrent: () => judgement()?.passphrase === passphrase(),
    words: () => estimator.words(),
  }
}
