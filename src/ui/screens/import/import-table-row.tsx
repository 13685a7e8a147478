import { createMemo, createUniqueId, Match, Show, Switch, type JSX } from 'solid-js'
import type { RowChoice, RowStatus } from '../../../transfer/index.ts'
import { Button } from '../../components/button.tsx'
import { Select } from '../../components/choice.tsx'
import { addIcon, checkIcon, conflictIcon, warningIcon } from '../../components/icon-paths.ts'
import { Icon } from '../../components/icon.tsx'
import { TickBox } from '../../components/tick-box.tsx'
import { Tile } from '../../components/tile.tsx'
import { accountName } from '../../messages/accounts.ts'
import { importText } from '../../messages/import.ts'
import { useWorkspace } from '../../workspace.tsx'
import type { ImportCheck } from './import-check.ts'
import { tickedChoice, type ImportRow } from './import-choices.ts'
import styles from './import-table.module.css'
import { RowDifferences } from './row-differences.tsx'
import { rowLines, rowName, unreadableReason } from './row-words.ts'

interface RowProps {
  readonly row: ImportRow
  readonly check: ImportCheck
  /** The differences are shown. */
  readonly expanded: boolean
  readonly detailsId: string
  readonly onToggle: () => void
}

const icons: Readonly<Record<RowStatus, string>> = {
  new: addIcon,
  duplicate: checkIcon,
  conflict: conflictIcon,
  invalid: warningIcon,
}

/** One entry: whether it comes in, what it is to the vault, and what happens to it. */
export function ImportTableRow(props: RowProps): JSX.Element {
  const happensId = createUniqueId()
  const status = (): RowStatus => props.row.plan.status
  const differs = (): boolean => props.row.plan.differences.length > 0
  return (
    <>
      <div role="row" class={styles['row']} data-status={status()} aria-rowindex={props.row.place + 2}>
        <span role="cell">
          <TickBox
            label={importText().importRow(rowName(props.row))}
            describedBy={status() === 'new' ? undefined : happensId}
            checked={props.check.choice(props.row) !== 'skip'}
            disabled={tickedChoice(props.row) === undefined}
            onChange={(ticked) => props.check.tick(props.row, ticked)}
          />
        </span>
        <span role="cell" class={styles['account']}>
          <Who row={props.row} />
        </span>
        <span role="cell" class={styles['status']}>
          <span class={styles['badge']}>
            <Icon path={icons[status()]} size={14} />
            {importText().statuses[status()]}
          </span>
        </span>
        <span role="cell" id={happensId} class={styles['happens']}>
          <Happens {...props} />
        </span>
      </div>
      <Show when={props.expanded && differs()}>
        <div role="row" class={styles['details']} id={props.detailsId}>
          <span role="cell" aria-colspan={4}>
            <RowDifferences row={props.row} />
          </span>
        </div>
      </Show>
    </>
  )
}

function Who(props: { readonly row: ImportRow }): JSX.Element {
  const workspace = useWorkspace()
  const draft = () => {
    const { entry } = props.row.plan
    return entry.outcome === 'account' ? entry.account : undefined
  }
  const lines = createMemo(() => rowLines(props.row))
  return (
    <>
      <Tile
        class={styles['tile'] ?? ''}
        issuer={draft()?.issuer ?? ''}
        account={draft()?.account ?? ''}
        icon={draft()?.icon}
        glyphs={workspace.settings().issuerIcons}
      />
      <span class={styles['who']}>
        <strong dir="auto">{lines()[0]}</strong>
        <Show when={lines()[1]}>{(second) => <span dir="auto">{second()}</span>}</Show>
      </span>
    </>
  )
}

function Happens(props: RowProps): JSX.Element {
  const entry = () => props.row.plan.entry
  const dropped = () => {
    const now = entry()
    return now.outcome === 'account' && now.dropped.length > 0 ? now.dropped : undefined
  }
  return (
    <>
      <Switch>
        <Match when={props.row.plan.status === 'conflict'}>
          <span class={styles['conflict']}>
            <Select<RowChoice>
              inRow
              label={importText().resolve(rowName(props.row))}
              options={props.row.plan.choices.map((value) => ({ value, label: importText().choices[value] }))}
              value={props.check.choice(props.row)}
              onChange={(choice) => props.check.choose(props.row, choice)}
            />
            <Button
              size="small"
              look="ghost"
              aria-expanded={props.expanded}
              aria-controls={props.detailsId}
              aria-label={importText().differencesOf(rowName(props.row))}
              onClick={() => props.onToggle()}
            >
              {importText().showDifferences}
            </Button>
          </span>
        </Match>
        <Match when={props.row.plan.status !== 'conflict'}>
          <span class={styles['reason']} data-plain={isPlain(props) ? '' : undefined}>
            {reason(props.row, props.check.choice(props.row))}
          </span>
        </Match>
      </Switch>
      <IssuerChoice row={props.row} check={props.check} />
      <Show when={dropped()}>
        {(fields) => <span class={styles['dropped']}>{importText().dropped(fields())}</span>}
      </Show>
    </>
  )
}

/** A new entry that is simply added says so with its tick alone where there is little room. */
function isPlain({ row, check }: RowProps): boolean {
  return row.plan.status === 'new' && check.choice(row) === 'add' && !goesToBin(row)
}

function goesToBin({ plan: { entry } }: ImportRow): boolean {
  return entry.outcome === 'account' && entry.account.deletedAt !== undefined
}

function reason(row: ImportRow, choice: RowChoice): string {
  const { entry, status, ours, repeats } = row.plan
  if (entry.outcome === 'unreadable') return unreadableReason(entry)
  if (status === 'duplicate' && choice !== 'skip') return importText().secondCopy
  if (repeats !== undefined) return importText().repeated
  if (ours !== undefined) {
    const isSameName = accountName(ours) === accountName(entry.account)
    return isSameName ? importText().sameHere : importText().alreadyHere(accountName(ours))
  }
  if (choice === 'skip') return importText().notAdded
  return goesToBin(row) ? importText().willBeAddedToBin : importText().willBeAdded
}

/** Which of the two issuers that an entry names is right, only the person knows. */
function IssuerChoice(props: { readonly row: ImportRow; readonly check: ImportCheck }): JSX.Element {
  const issuers = (): readonly string[] | undefined => {
    const { entry } = props.row
    return entry.outcome === 'account' && entry.otherIssuer !== undefined
      ? [entry.account.issuer, entry.otherIssuer]
      : undefined
  }
  const current = (): string => {
    const { entry } = props.row.plan
    return entry.outcome === 'account' ? entry.account.issuer : ''
  }
  return (
    <Show when={issuers()}>
      {(names) => (
        <span class={styles['issuers']}>
          <span>{importText().twoIssuers}</span>
          <Select
            inRow
            label={importText().issuerOf(rowName(props.row))}
            options={names().map((value) => ({ value, label: value }))}
            value={current()}
            onChange={(issuer) => props.check.chooseIssuer(props.row, issuer)}
          />
        </span>
      )}
    </Show>
  )
}
