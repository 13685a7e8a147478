import { createMemo, createSignal, type Accessor } from 'solid-js'
import { planImport, type ImportEntry, type OpenImport, type RowChoice } from '../../../transfer/index.ts'
import type { Workspace } from '../../workspace.tsx'
import {
  conflictChoice,
  countRows,
  countTaken,
  choiceFor,
  entriesOf,
  filterRows,
  tickedChoice,
  tickState,
  withConflicts,
  withIssuer,
  withTicks,
  type Choices,
  type ImportRow,
  type RowFilter,
} from './import-choices.ts'
import { settingsIn } from './import-plan.ts'

/** The table of what would come in, and what the person has chosen about it. */
export interface ImportCheck {
  /** All rows; they follow the vault. */
  readonly rows: Accessor<readonly ImportRow[]>
  readonly choices: Accessor<Choices>
  readonly filter: Accessor<RowFilter>
  setFilter(filter: RowFilter): void
  /** The rows that the filter leaves. */
  readonly shown: Accessor<readonly ImportRow[]>
  readonly counts: Accessor<ReturnType<typeof countRows>>
  readonly taken: Accessor<ReturnType<typeof countTaken>>
  choice(row: ImportRow): RowChoice
  choose(row: ImportRow, choice: RowChoice): void
  tick(row: ImportRow, ticked: boolean): void
  /** Of the shown rows. */
  readonly tickState: Accessor<'all' | 'some' | 'none'>
  tickAll(ticked: boolean): void
  readonly conflictChoice: Accessor<RowChoice | undefined>
  resolveAll(choice: RowChoice): void
  chooseIssuer(row: ImportRow, issuer: string): void
  readonly keepUnreadable: Accessor<boolean>
  setKeepUnreadable(keep: boolean): void
  /** There are settings to restore, and a vault without accounts to restore them to. */
  readonly offersSettings: Accessor<boolean>
  readonly restoreSettings: Accessor<boolean>
  setRestoreSettings(restore: boolean): void
  /** Forgets what was chosen. */
  clear(): void
}

/** {@link ImportCheck} over exports that are open, for the owner's lifetime. */
export function createImportCheck(workspace: Workspace, opened: Accessor<readonly OpenImport[]>): ImportCheck {
  const [choices, setChoices] = createSignal<Choices>(new Map())
  const [issuers, setIssuers] = createSignal<ReadonlyMap<ImportEntry, string>>(new Map())
  const [filter, setFilter] = createSignal<RowFilter>('all')
  const [keepUnreadable, setKeepUnreadable] = createSignal(true)
  const [wantsSettings, setRestoreSettings] = createSignal(true)

  const rows = createMemo((): readonly ImportRow[] => {
    const sources = entriesOf(opened())
    if (sources.length === 0) return []
    workspace.accounts()
    const named = sources.map(({ entry }) => withIssuer(entry, issuers().get(entry)))
    const plans = planImport(named, workspace.vault)
    return sources.flatMap((source, place) => {
      const plan = plans[place]
      return plan === undefined ? [] : [{ ...source, place, plan }]
    })
  })
  const shown = createMemo(() => filterRows(rows(), filter()))
  const offersSettings = createMemo(
    () => workspace.accounts().length === 0 && workspace.bin().length === 0 && settingsIn(opened()) !== undefined,
  )
  const choose = (row: ImportRow, choice: RowChoice): void =>
    void setChoices((before) => new Map(before).set(row.entry, choice))

  return {
    rows,
    choices,
    filter,
    setFilter,
    shown,
    counts: createMemo(() => countRows(rows())),
    taken: createMemo(() => countTaken(rows(), choices())),
    choice: (row) => choiceFor(row, choices()),
    choose,
    tick: (row, ticked) => choose(row, (ticked ? tickedChoice(row) : undefined) ?? 'skip'),
    tickState: createMemo(() => tickState(shown(), choices())),
    tickAll: (ticked) => void setChoices((before) => withTicks(shown(), before, ticked)),
    conflictChoice: createMemo(() => conflictChoice(rows(), choices())),
    resolveAll: (choice) => void setChoices((before) => withConflicts(rows(), before, choice)),
    chooseIssuer: (row, issuer) => void setIssuers((before) => new Map(before).set(row.entry, issuer)),
    keepUnreadable,
    setKeepUnreadable,
    offersSettings,
    restoreSettings: () => offersSettings() && wantsSettings(),
    setRestoreSettings,
    clear() {
      setChoices(new Map())
      setIssuers(new Map())
      setFilter('all')
      setKeepUnreadable(true)
      setRestoreSettings(true)
    },
  }
}
