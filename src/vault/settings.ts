/** How much room a row takes. */
export type Density = 'list' | 'compact' | 'grid'
/** What the list is sorted by. */
export type SortOrder = 'name' | 'last-used' | 'most-used' | 'date-added' | 'by-hand'
/** The accent colour, by name. */
export type Accent = 'pine' | 'ocean' | 'plum' | 'clay' | 'graphite'

/** Settings that say something about the person: sealed like everything else. Theme and language lie outside. */
export interface VaultSettings {
  /** Idle time before the vault locks, ms; `null`: never. */
  readonly lockAfterMs: number | null
  readonly lockWhenHidden: boolean
  /** Time after which a copied code is cleared from the clipboard, ms; `null`: never. */
  readonly clearClipboardAfterMs: number | null
  readonly hideCodes: boolean
  readonly density: Density
  readonly sort: SortOrder
  readonly nextCode: 'ending' | 'always' | 'never'
  /** Multiplies the size of codes. */
  readonly digitSize: 1 | 1.2 | 1.45
  readonly accent: Accent
  readonly issuerIcons: boolean
  readonly singleKeys: boolean
  readonly swipeActions: boolean
  /** Unix ms until which a dismissed notice stays away, by notice. */
  readonly dismissedUntil: Readonly<Record<string, number>>
}

/** What a new vault starts with. */
export const defaultSettings: VaultSettings = {
  lockAfterMs: 5 * 60_000,
  lockWhenHidden: false,
  clearClipboardAfterMs: 30_000,
  hideCodes: false,
  density: 'list',
  sort: 'name',
  nextCode: 'ending',
  digitSize: 1,
  accent: 'pine',
  issuerIcons: true,
  singleKeys: true,
  swipeActions: true,
  dismissedUntil: {},
}
