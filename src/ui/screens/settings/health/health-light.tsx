import { createMemo, type JSX } from 'solid-js'
import { healthLight, type HealthLine } from '../../../../health/index.ts'
import { Icon } from '../../../components/icon.tsx'
import { healthText } from '../../../messages/health.ts'
import styles from './health.module.css'
import { stateSigns } from './state-sign.ts'

/** One light over all lines: shape, word and colour say the same. */
export function HealthLight(props: { readonly lines: readonly HealthLine[] }): JSX.Element {
  const state = createMemo(() => healthLight(props.lines))
  const unknown = (): number => props.lines.filter((line) => line.state === 'unknown').length
  const sentence = (): string => {
    const { text } = healthText().light[state()]
    return state() === 'good' && unknown() > 0 ? `${text} ${healthText().unknownCount(unknown())}` : text
  }
  return (
    <section class={styles['light']} aria-label={healthText().region} data-state={state()}>
      <span class={styles['sign']}>
        <Icon path={stateSigns[state()]} size={28} />
      </span>
      <p>
        <strong>{healthText().light[state()].title}</strong>
        <span>{sentence()}</span>
      </p>
    </section>
  )
}
