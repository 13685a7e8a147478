/** Where "now" comes from. Everything that depends on time takes one of these, so that tests can set it. */
export interface Clock {
  /** Unix time in ms. May jump when the device's clock is set. */
  now(): number
  /** Milliseconds since some fixed moment; never goes back, may stand still while the device sleeps. */
  monotonic(): number
}

/** The device's own clock. */
export const systemClock: Clock = {
  now: () => Date.now(),
  monotonic: () => performance.now(),
}
