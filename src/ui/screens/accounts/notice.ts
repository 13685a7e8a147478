/** Something to know above the accounts, and what can be done about it. */
export interface Notice {
  readonly name: 'storage' | 'clock' | 'autosave' | 'backup' | 'passphrase' | 'key-strength' | 'update' | 'offline'
  readonly kind: 'danger' | 'time' | 'plain' | 'info'
  readonly icon: string
  readonly title: string
  readonly text: string
  readonly actions: readonly { readonly label: string; readonly run: () => void }[]
  /** Absent: it stays until what it says is no longer so. */
  readonly dismissLabel?: string
  /** How long a dismissal holds, ms; `null`: until this state comes up anew. */
  readonly dismissMs: number | null
}
