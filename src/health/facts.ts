import type { ClockReading } from '../pwa/index.ts'
import type { IntegrityReport } from '../vault/index.ts'

/** How the last verified backup stands to what there is now. */
export interface BackupFacts {
  /** There are accounts, or were at the last backup. */
  readonly isNeeded: boolean
  readonly hasChanges: boolean
  /** Changes have waited longer than the person wants them to. */
  readonly isDue: boolean
  /** Unix ms; `null`: there is none. */
  readonly lastAt: number | null
  /** Saving by itself has failed since. */
  readonly autosaveFailed: boolean
}

/** What is known of the app on this device. Nothing of what is in the vault. */
export interface HealthFacts {
  /** Unix ms. */
  readonly now: number
  /** Whether the browser has promised to keep the data. */
  readonly persisted: boolean | 'unknown'
  /** Bytes. */
  readonly estimate: { readonly usage: number; readonly quota: number } | 'unknown'
  readonly installed: boolean
  readonly worker: {
    /** The service worker answers this page's requests. */
    readonly controlled: boolean
    /** A complete version is stored. */
    readonly offlineReady: boolean
    /** Another version stands ready. */
    readonly waiting: boolean
    /** Code of what failed last. */
    readonly lastError: string | undefined
  }
  readonly backup: BackupFacts
  readonly integrity: IntegrityReport
  readonly clock: ClockReading
  /** Codes allow for a clock that is off. */
  readonly codesCorrected: boolean
  /** As `location.origin` has it. */
  readonly origin: string
  /** The page came over TLS or from this device. */
  readonly isSecure: boolean
}
