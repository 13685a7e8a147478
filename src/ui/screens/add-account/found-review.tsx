import { onMount, Show, untrack, type JSX } from 'solid-js'
import { errorText } from '../../messages/errors.ts'
import { useServices } from '../../services.tsx'
import { formOfDraft, type AccountForm } from './account-form-state.ts'
import type { ForReview } from './found-codes.ts'
import { onlyDraft, readFound, type FoundAccounts } from './read-found.ts'
import { SeveralFound } from './several-found.tsx'
import { zeroSecrets } from './several-state.ts'

interface FoundReviewProps {
  readonly lot: ForReview
  /** It was a code for several accounts with one in it. Absent: the form is taken. */
  readonly onOne: ((form: AccountForm, remarks: readonly string[]) => void) | undefined
  readonly onScanNext: () => void
  readonly onClose: () => void
  readonly onAdded: (ids: readonly string[]) => void
}

/** What was found, before any of it is added. */
export function FoundReview(props: FoundReviewProps): JSX.Element {
  const { clock } = useServices()
  const lot = untrack(() => props.lot)
  const remarks = lot.from === 'codes' ? lot.remarks : []
  const { found, failure } = read(lot, clock.now())
  const onOne = untrack(() => props.onOne)
  const only = onOne && isOneText(lot) ? onlyDraft(found) : undefined
  onMount(() => {
    if (!only) return
    onOne?.(formOfDraft(only), remarks)
    zeroSecrets([only])
  })
  return (
    <Show when={only === undefined}>
      <SeveralFound
        found={found}
        remarks={remarks}
        failure={failure}
        onScanNext={() => props.onScanNext()}
        onClose={() => props.onClose()}
        onAdded={(ids) => props.onAdded(ids)}
      />
    </Show>
  )
}

function read(lot: ForReview, now: number): { readonly found: FoundAccounts; readonly failure?: string } {
  try {
    return { found: readFound(lot, now) }
  } catch (error) {
    return { found: { drafts: [], unreadable: [] }, failure: errorText(error) }
  }
}

function isOneText(lot: ForReview): boolean {
  return lot.from === 'codes' ? lot.accounts.length === 1 : lot.text.trim().split(/[\r\n]+/).length === 1
}
