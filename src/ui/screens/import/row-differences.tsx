import { For, type JSX } from 'solid-js'
import type { ComparedField, FieldDifference } from '../../../transfer/index.ts'
import { accountFormText } from '../../messages/account-form.ts'
import { formatNumber } from '../../messages/format.ts'
import { importText } from '../../messages/import.ts'
import type { ImportRow } from './import-choices.ts'
import styles from './row-differences.module.css'
import { rowName } from './row-words.ts'

/** Where an entry and the account of the vault differ, field by field, ours beside theirs. */
export function RowDifferences(props: { readonly row: ImportRow }): JSX.Element {
  return (
    <table class={styles['differences']} aria-label={importText().differencesOf(rowName(props.row))}>
      <thead>
        <tr>
          <th scope="col">{importText().difference.field}</th>
          <th scope="col">{importText().difference.ours}</th>
          <th scope="col">{importText().difference.theirs}</th>
        </tr>
      </thead>
      <tbody>
        <For each={props.row.plan.differences}>
          {(difference) => (
            <tr>
              <th scope="row">{importText().fields[difference.field]}</th>
              <td>
                <bdi>{sideText(difference, 'ours')}</bdi>
              </td>
              <td>
                <bdi>{sideText(difference, 'theirs')}</bdi>
              </td>
            </tr>
          )}
        </For>
      </tbody>
    </table>
  )
}

type Value = FieldDifference['ours']

/** One side of a difference, as people read it. Of keys, only that they differ. */
export function sideText(difference: FieldDifference, side: 'ours' | 'theirs'): string {
  if (difference.field === 'secret') return side === 'ours' ? importText().yourKey : importText().otherKey
  return valueText(difference.field, difference[side])
}

function valueText(field: ComparedField, value: Value): string {
  if (value === undefined || value === '') return importText().empty
  if (typeof value === 'boolean') return value ? importText().yes : importText().no
  if (typeof value === 'number') return field === 'period' ? accountFormText().seconds(value) : formatNumber(value)
  if (typeof value !== 'string') return value.length === 0 ? importText().empty : importText().joinNames(value)
  if (field === 'type') return wordFor(accountFormText().types, value)
  return field === 'algorithm' ? wordFor(accountFormText().algorithms, value) : value
}

function wordFor(words: Readonly<Record<string, string>>, value: string): string {
  return Object.hasOwn(words, value) ? (words[value] ?? value) : value
}
