import { createSignal, type JSX } from 'solid-js'
import { Button } from '../../components/button.tsx'
import { Dialog } from '../../components/dialog.tsx'
import { FormAlert } from '../../components/form-alert.tsx'
import { errorText } from '../../messages/errors.ts'
import { troubleText } from '../../messages/trouble.ts'
import { useServices } from '../../services.tsx'
import { eraseVault } from '../unlock/erase-vault.ts'

interface StartAgainProps {
  /** Accounts are still open in this tab, and starting again drops them. */
  readonly inMemory: boolean
  readonly onClose: () => void
  /** The last trace is gone. */
  readonly onStarted?: () => void
}

/** Asks before the last trace of a removed vault is deleted, after which a new one can be made. */
export function StartAgainDialog(props: StartAgainProps): JSX.Element {
  const services = useServices()
  const [busy, setBusy] = createSignal(false)
  const [problem, setProblem] = createSignal<string>()
  const startAgain = async (): Promise<void> => {
    if (busy()) return
    setBusy(true)
    setProblem(undefined)
    try {
      await eraseVault(await services.vault)
      props.onStarted?.()
      props.onClose()
    } catch (thrown) {
      setProblem(errorText(thrown))
    } finally {
      setBusy(false)
    }
  }
  return (
    <Dialog
      role="alertdialog"
      title={troubleText().startAgainTitle}
      text={props.inMemory ? troubleText().startAgainTextInMemory : troubleText().startAgainText}
      onClose={() => props.onClose()}
      foot={
        <>
          <Button data-autofocus="" onClick={() => props.onClose()}>
            {troubleText().cancel}
          </Button>
          <Button look={props.inMemory ? 'danger' : 'primary'} aria-busy={busy()} onClick={() => void startAgain()}>
            {troubleText().startAgain}
          </Button>
        </>
      }
    >
      <FormAlert text={problem()} />
    </Dialog>
  )
}
