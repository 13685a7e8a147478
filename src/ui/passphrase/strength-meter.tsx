import { createUniqueId, Index, type JSX } from 'solid-js'
import { passphraseText } from '../messages/passphrase.ts'
import styles from './strength-meter.module.css'
import { enoughScore, leastCharacters, type Strength } from './strength.ts'

const ticks = [1, 2, 3, 4, 5, 6] as const

/** Six ticks and the words for them. Without a strength, the passphrase is still being judged. */
export function StrengthMeter(props: { readonly strength: Strength | undefined }): JSX.Element {
  const textId = createUniqueId()
  const score = (): number => props.strength?.score ?? 0
  return (
    <div class={styles['strength']} data-score={score()}>
      <span
        class={styles['rail']}
        role="meter"
        aria-label={passphraseText().strength}
        aria-valuemin="0"
        aria-valuemax={ticks.length}
        aria-valuenow={score()}
        aria-valuetext={wordFor(props.strength) || stateFor(props.strength)}
        aria-describedby={textId}
      >
        <Index each={ticks}>{(tick) => <i classList={{ [styles['on'] ?? '']: tick() <= score() }} />}</Index>
      </span>
      <p id={textId} class={styles['text']}>
        {/* Only a change of the word is worth a voice: the time changes with every letter. */}
        <strong aria-live="polite">{wordFor(props.strength)}</strong> <span>{explanationFor(props.strength)}</span>
      </p>
    </div>
  )
}

/** `Strong.`, or nothing where there is nothing to praise or to blame yet. */
function wordFor(strength: Strength | undefined): string {
  const text = passphraseText()
  if (!strength || strength.score === 0) return ''
  if (strength.seconds !== null) return text.word(strength.score)
  return strength.score >= enoughScore ? text.longEnough : text.tooShort
}

function stateFor(strength: Strength | undefined): string {
  return strength ? passphraseText().nothingYet : passphraseText().checking
}

function explanationFor(strength: Strength | undefined): string {
  const text = passphraseText()
  if (!strength) return text.checking
  if (strength.score === 0) return ''
  return strength.seconds === null ? text.lengthOnly(leastCharacters) : text.timeToGuess(strength.seconds)
}
