import { createUniqueId, type JSX } from 'solid-js'
import { Button } from '../../components/button.tsx'
import { cameraIcon, keyboardIcon, pinIcon, searchIcon, transferIcon } from '../../components/icon-paths.ts'
import { Icon } from '../../components/icon.tsx'
import { Mark } from '../../components/mark.tsx'
import { accountsText } from '../../messages/accounts.ts'
import styles from './empty-states.module.css'

/** No account yet: the ways in. */
export function NoAccounts(props: {
  readonly onScan: () => void
  readonly onEnter: () => void
  readonly onImport: () => void
}): JSX.Element {
  return (
    <section class={styles['empty']}>
      <Mark size={56} />
      <h2>{accountsText().emptyTitle}</h2>
      <p>{accountsText().emptyHelp}</p>
      <div class={styles['actions']}>
        <BigAction
          icon={cameraIcon}
          label={accountsText().scan}
          help={accountsText().scanHelp}
          onClick={() => props.onScan()}
        />
        <BigAction
          icon={keyboardIcon}
          label={accountsText().enterKey}
          help={accountsText().enterKeyHelp}
          onClick={() => props.onEnter()}
        />
        <BigAction
          icon={transferIcon}
          label={accountsText().importOther}
          help={accountsText().importOtherHelp}
          onClick={() => props.onImport()}
        />
      </div>
    </section>
  )
}

function BigAction(props: {
  readonly icon: string
  readonly label: string
  readonly help: string
  readonly onClick: () => void
}): JSX.Element {
  const helpId = createUniqueId()
  return (
    <button type="button" class={styles['action']} aria-describedby={helpId} onClick={() => props.onClick()}>
      <Icon path={props.icon} size={24} />
      <strong>{props.label}</strong>
      <small id={helpId} aria-hidden="true">
        {props.help}
      </small>
    </button>
  )
}

/** A search that found nothing. */
export function NoResult(props: {
  readonly text: string
  readonly onClear: () => void
  readonly onAdd: () => void
}): JSX.Element {
  return (
    <section class={styles['empty']} role="status">
      <Icon class={styles['icon'] ?? ''} path={searchIcon} size={44} />
      <h2>{accountsText().noResult(props.text)}</h2>
      <p>{accountsText().noResultHelp}</p>
      <div class={styles['row']}>
        <Button look="quiet" onClick={() => props.onClear()}>
          {accountsText().clearSearch}
        </Button>
        <Button look="primary" onClick={() => props.onAdd()}>
          {accountsText().addNamed(props.text)}
        </Button>
      </div>
    </section>
  )
}

/** Nothing is pinned, or the last account with the tag is gone. */
export function EmptyFilter(): JSX.Element {
  return (
    <section class={styles['empty']}>
      <Icon class={styles['icon'] ?? ''} path={pinIcon} size={44} />
      <h2>{accountsText().emptyFilter}</h2>
      <p>{accountsText().emptyPinnedHelp}</p>
    </section>
  )
}
