import { createSignal, type JSX } from 'solid-js'
import { Button } from '../../components/button.tsx'
import { FormAlert } from '../../components/form-alert.tsx'
import { downloadIcon } from '../../components/icon-paths.ts'
import { errorText } from '../../messages/errors.ts'
import { troubleText } from '../../messages/trouble.ts'
import { fileDate, saveFile } from '../../primitives/save-file.ts'
import { useServices } from '../../services.tsx'
import styles from './trouble.module.css'

/** Saves what storage holds, still encrypted, for a vault that cannot be opened here. */
export function RawDataButton(props: { readonly primary?: boolean }): JSX.Element {
  const services = useServices()
  const [saved, setSaved] = createSignal(false)
  const [problem, setProblem] = createSignal<string>()
  const save = async (): Promise<void> => {
    setSaved(false)
    setProblem(undefined)
    try {
      const vault = await services.vault
      const name = `mfa-manager-raw-${fileDate(services.clock.now())}.json`
      saveFile({ name, type: 'application/json', content: await vault.rawExport() })
      setSaved(true)
    } catch (thrown) {
      setProblem(errorText(thrown))
    }
  }
  return (
    <>
      <Button
        look={props.primary ? 'primary' : 'plain'}
        size="big"
        wide
        icon={downloadIcon}
        onClick={() => void save()}
      >
        {troubleText().saveRaw}
      </Button>
      <p class={styles['said']} role="status">
        {saved() ? troubleText().savedRaw : ''}
      </p>
      <FormAlert text={problem()} />
    </>
  )
}
