import { createEffect, createSignal, onCleanup, type Accessor } from 'solid-js'
import { planExport, sheetOf, type ExportPlan } from '../../../transfer/index.ts'
import type { ExportTarget } from '../../messages/export.ts'
import type { Workspace } from '../../workspace.tsx'
import type { ExportChoice } from './export-choice.ts'
import { planWords, type PlanWords } from './plan-words.ts'

/** A plan, and what it says. */
export interface PlannedExport {
  readonly plan: ExportPlan
  readonly words: PlanWords
}

/** What would become of the chosen accounts, for the owner's lifetime; `undefined` while that is being found out. */
export function createPlan(
  workspace: Workspace,
  choice: ExportChoice,
  target: Accessor<ExportTarget>,
): Accessor<PlannedExport | undefined> {
  const [planned, setPlanned] = createSignal<PlannedExport>()
  createEffect(() => {
    const format = target()
    const accounts = choice.accounts()
    let isOver = false
    onCleanup(() => (isOver = true))
    setPlanned(undefined)
    choice
      .lend((writable) => (format === 'sheet' ? sheetOf(writable) : planExport(format, writable)))
      .then((plan) => {
        if (!isOver) setPlanned({ plan, words: planWords(plan, accounts, format) })
      })
      .catch(workspace.report)
  })
  return planned
}
