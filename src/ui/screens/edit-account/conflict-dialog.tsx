import type { JSX } from 'solid-js'
import type { AccountView } from '../../../account.ts'
import { Button } from '../../components/button.tsx'
import { Dialog } from '../../components/dialog.tsx'
import { editAccountText } from '../../messages/account-form.ts'

interface ConflictProps {
  /** The account as the other tab left it. */
  readonly latest: AccountView
  readonly onKeepMine: () => void
  readonly onTakeTheirs: () => void
  /** Back to the form, nothing decided. */
  readonly onClose: () => void
}

/** Asks whose change holds when two tabs edited one account. */
export function ConflictDialog(props: ConflictProps): JSX.Element {
  return (
    <Dialog
      role="alertdialog"
      title={editAccountText().conflictTitle}
      text={props.latest.deletedAt === undefined ? editAccountText().conflictText : editAccountText().conflictBinText}
      onClose={() => props.onClose()}
      foot={
        <>
          <Button data-autofocus="" onClick={() => props.onTakeTheirs()}>
            {editAccountText().takeTheirs}
          </Button>
          <Button look="primary" onClick={() => props.onKeepMine()}>
            {editAccountText().keepMine}
          </Button>
        </>
      }
    />
  )
}
