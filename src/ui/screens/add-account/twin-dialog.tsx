import type { JSX } from 'solid-js'
import type { AccountView } from '../../../account.ts'
import { Button } from '../../components/button.tsx'
import { Dialog } from '../../components/dialog.tsx'
import { accountFormText } from '../../messages/account-form.ts'
import { accountName } from '../../messages/accounts.ts'

/** Asks whether a key that the vault has already is wanted a second time. */
export function TwinDialog(props: {
  readonly twin: AccountView
  readonly onAdd: () => void
  readonly onCancel: () => void
}): JSX.Element {
  return (
    <Dialog
      role="alertdialog"
      title={accountFormText().twinTitle}
      text={accountFormText().twinText(accountName(props.twin))}
      onClose={() => props.onCancel()}
      foot={
        <>
          <Button data-autofocus="" onClick={() => props.onCancel()}>
            {accountFormText().cancel}
          </Button>
          <Button look="primary" onClick={() => props.onAdd()}>
            {accountFormText().addAnyway}
          </Button>
        </>
      }
    />
  )
}
