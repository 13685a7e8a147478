import type { KillStage, Profile, Tab } from './kill-stage.ts'

/** A profile with a tab that lives. */
export interface Lane {
  readonly profile: Profile
  /** The tab that is there, or a new one. */
  tab(): Promise<Tab>
  /** Tells of a fault. */
  fault(what: string): void
}

/** @param fault - Is told of faults. */
export async function openLane(stage: KillStage, fault: Lane['fault']): Promise<Lane> {
  const profile = await stage.openProfile()
  let tab: Tab | undefined
  return {
    profile,
    tab: async () => {
      if (tab?.isGone() !== false) tab = await profile.openTab()
      return tab
    },
    fault,
  }
}
