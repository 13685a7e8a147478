import { createUniqueId, Index, Show, type JSX } from 'solid-js'
import { passphraseText } from '../messages/passphrase.ts'
import styles from './strength-meter.module.css'
import { leastCharacters, noStrength, type Strength } from './strength.ts'

const ticks = [1, 2, 3, 4, 5, 6] as const

/** Six ticks and the words for them. Without a strength, the passphrase is still being judged. */
export function StrengthMeter(props: { readonly strength: Strength | undefined }): JSX.Element {
  const textId = createUniqueId()
  const strength = (): Strength => props.strength ?? noStrength
  const word = (): string => {
    const text = passphraseText()
    if (!props.strength) return text.checking
    if (strength().score === 0) return ''
    if (strength().seconds === null) return strength().score > 1 ? text.longEnough : text.tooShort
    return text.word(strength().score)
  }
  return (
    <div class={styles['strength']} data-score={strength().score}>
      <span
        class={styles['rail']}
        role="meter"
        aria-label={passphraseText().strength}
        aria-valuemin="0"
        aria-valuemax={ticks.length}
        aria-valuenow={strength().score}
        aria-valuetext={word() || passphraseText().nothingYet}
        aria-describedby={textId}
      >
        <Index each={ticks}>{(tick) => <i classList={{ [styles['on'] ?? '']: tick() <= strength().score }} />}</Index>
      </span>
      <p id={textId} class={styles['text']}>
        {/* Only a change of the word is worth a voice: the time changes with every letter. */}
        <strong aria-live="polite">{word()}</strong> <Explanation strength={props.strength} />
      </p>
    </div>
  )
}

function Explanation(props: { readonly strength: Strength | undefined }): JSX.Element {
  return (
    <Show when={props.strength && props.strength.score > 0 && props.strength}>
      {(strength) => {
        const seconds = (): number | null => strength().seconds
        const text = (): string => {
          const known = seconds()
          return known === null ? passphraseText().lengthOnly(leastCharacters) : passphraseText().timeToGuess(known)
        }
        return <span>{text()}</span>
      }}
    </Show>
  )
}
