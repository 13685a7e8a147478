import type { Vault } from '../../../vault/index.ts'

/** The ways of the dialog `Add account`. */
export type AddTab = 'scan' | 'image' | 'screen' | 'by-hand'

/** The way that was used last; forgotten with the page. A workspace ends with the lock, its vault does not. */
const usedLast = new WeakMap<Vault, AddTab>()

/** Remembers which way the person chose. */
export function rememberTab(vault: Vault, tab: AddTab): void {
  usedLast.set(vault, tab)
}

/** Longer than any system takes to list its cameras; nobody waits for one that does not answer. */
const listMs = 300

/** Whether there is a camera, as far as the browser tells without asking the person. */
export async function hasCamera(devices: Pick<MediaDevices, 'enumerateDevices'> | undefined): Promise<boolean> {
  const list = devices?.enumerateDevices().catch(() => []) ?? []
  const silence = new Promise<readonly MediaDeviceInfo[]>((resolve) => setTimeout(() => resolve([]), listMs))
  return (await Promise.race([list, silence])).some(({ kind }) => kind === 'videoinput')
}

/** What the dialog opens on: the way that was used last, else the camera where there is one. */
export async function firstTab(
  vault: Vault,
  offered: readonly AddTab[],
  devices: Pick<MediaDevices, 'enumerateDevices'> | undefined,
): Promise<AddTab> {
  const last = usedLast.get(vault)
  if (last !== undefined && offered.includes(last)) return last
  return (await hasCamera(devices)) ? 'scan' : 'by-hand'
}
