/** What is known of this device's clock beside the host's. */
export type ClockReading =
  /** Offline, no answer, or an answer that took too long to mean anything. */
  | { readonly name: 'unknown' }
  /** `aheadMs`: how far this device's clock is ahead; negative: behind. `withinMs`: how exact that is. `at`: Unix ms. */
  | { readonly name: 'measured'; readonly aheadMs: number; readonly withinMs: number; readonly at: number }

/** Compares this device's clock with the app's own host. */
export interface ClockCheck {
  reading(): ClockReading
  /** Calls back after every new reading. Returns the function that stops it. */
  subscribe(listener: () => void): () => void
  /** Measures now. Never rejects; what goes wrong is `unknown`. */
  check(): Promise<void>
}
