import { createSignal, createUniqueId, type JSX } from 'solid-js'
import { Button } from '../../components/button.tsx'
import { Dialog } from '../../components/dialog.tsx'
import { TextField } from '../../components/field.tsx'
import { FormAlert } from '../../components/form-alert.tsx'
import { binIcon } from '../../components/icon-paths.ts'
import { eraseText } from '../../messages/erase.ts'
import { useServices } from '../../services.tsx'
import { eraseVault } from './erase-vault.ts'

interface EraseDialogProps {
  /** Cancelled. */
  readonly onClose: () => void
  /** Nothing is left of the vault in this browser. */
  readonly onErased: () => void
}

/** Asks for a word before everything is deleted. Reached from the lock screen, a damaged vault, and Settings. */
export function EraseDialog(props: EraseDialogProps): JSX.Element {
  const services = useServices()
  const formId = createUniqueId()
  const [word, setWord] = createSignal('')
  const [erasing, setErasing] = createSignal(false)
  const [problem, setProblem] = createSignal<string>()
  const confirmed = (): boolean => word().trim() === eraseText().word
  const close = (): void => {
    if (!erasing()) props.onClose()
  }
  const erase = async (): Promise<void> => {
    if (!confirmed() || erasing()) return
    setErasing(true)
    setProblem(undefined)
    try {
      await eraseVault(await services.vault)
      props.onErased()
    } catch (thrown) {
      setProblem(isBlocked(thrown) ? eraseText().blocked : eraseText().failed)
    } finally {
      setErasing(false)
    }
  }

  return (
    <Dialog
      role="alertdialog"
      sign={binIcon}
      title={eraseText().title}
      text={eraseText().text}
      onClose={close}
      foot={
        <>
          <Button disabled={erasing()} onClick={close}>
            {eraseText().cancel}
          </Button>
          <Button look="danger" type="submit" form={formId} disabled={!confirmed()} aria-busy={erasing()}>
            {erasing() ? eraseText().erasing : eraseText().erase}
          </Button>
        </>
      }
    >
      <form
        id={formId}
        onSubmit={(event) => {
          event.preventDefault()
          void erase()
        }}
      >
        <TextField
          label={eraseText().field}
          value={word()}
          autocapitalize="characters"
          disabled={erasing()}
          onInput={setWord}
        />
      </form>
      <FormAlert text={problem()} />
    </Dialog>
  )
}

function isBlocked(thrown: unknown): boolean {
  return thrown instanceof Error && 'code' in thrown && thrown.code === 'storage/blocked'
}
