import { createMemo, createSignal, type JSX } from 'solid-js'
import { isSharable } from '../../../../api/index.ts'
import { sortAccounts, type ConnectedSite } from '../../../../vault/index.ts'
import { AccountChoices } from '../../../components/account-choices.tsx'
import { Button } from '../../../components/button.tsx'
import { Dialog } from '../../../components/dialog.tsx'
import { sitesText } from '../../../messages/sites.ts'
import { useWorkspace } from '../../../workspace.tsx'

interface SiteAccountsProps {
  readonly site: ConnectedSite
  readonly onSave: (accountIds: readonly string[]) => void
  readonly onClose: () => void
}

/** Which accounts a site may read: those that are ticked, and none that is not on this list. */
export function SiteAccountsDialog(props: SiteAccountsProps): JSX.Element {
  const workspace = useWorkspace()
  const [ticked, setTicked] = createSignal<ReadonlySet<string>>(new Set(props.site.accountIds))
  const accounts = createMemo(() => sortAccounts(workspace.accounts().filter(isSharable), 'name').views)
  const chosen = createMemo(() => accounts().filter(({ id }) => ticked().has(id)))
  const text = () => sitesText().choosing
  const tick = (id: string, is: boolean): void => {
    const next = new Set(ticked())
    if (is) next.add(id)
    else next.delete(id)
    setTicked(next)
  }
  return (
    <Dialog
      wide
      title={text().title}
      text={text().text(props.site.origin)}
      note={chosen().length === 0 ? text().noneChosen : text().chosen(chosen().length)}
      onClose={() => props.onClose()}
      foot={
        <>
          <Button onClick={() => props.onClose()}>{text().cancel}</Button>
          <Button
            look="primary"
            disabled={chosen().length === 0}
            onClick={() => props.onSave(chosen().map(({ id }) => id))}
          >
            {text().save}
          </Button>
        </>
      }
    >
      <AccountChoices accounts={accounts()} ids={ticked()} label={text().list} onTick={tick} />
    </Dialog>
  )
}
