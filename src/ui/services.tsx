import { createContext, useContext, type Accessor, type JSX } from 'solid-js'
import type { Clock } from '../clock.ts'
import type { Kdf } from '../crypto/index.ts'
import type { AppUpdate, ClockCheck, InstallPrompt, StorageStatus } from '../pwa/index.ts'
import type { Passkeys } from '../pwa/passkeys/index.ts'
import type { QrReader } from '../qr/index.ts'
import type { CameraDriver } from '../qr/page/index.ts'
import type { Importer } from '../transfer/index.ts'
import type { Vault, VaultStatus } from '../vault/index.ts'
import type { Appearance } from './appearance.ts'
import type { Arrivals } from './arrivals.ts'

/** What codes are seen with. */
export interface QrSight {
  /** Reads pictures in a worker of its own, which starts with the first one. */
  readonly reader: QrReader
  readonly camera: CameraDriver
  /** Shares a screen, a window or a tab, where the browser can. */
  readonly screens: Partial<Pick<MediaDevices, 'getDisplayMedia'>>
}

/** What `main.tsx` constructs and every screen may ask for. */
export interface Services {
  readonly clock: Clock
  /** The vault's status; `checking` until its code has loaded and storage has been looked at. */
  readonly status: Accessor<VaultStatus>
  /** The vault, whose code loads behind the first screen. */
  readonly vault: Promise<Vault>
  /** The slow hash, run in a worker of its own. */
  readonly kdf: () => Promise<Kdf>
  /** Opens other apps' exports, in a worker of its own. The caller disposes of it. */
  readonly importer: () => Promise<Importer>
  /** The cameras, screens and decoder of this browser: the same ones each time. Whoever is done with them ends the reader. */
  readonly qr: () => Promise<QrSight>
  /** The passkeys of this browser. */
  readonly passkeys: () => Promise<Passkeys>
  /** Files that were dropped, pasted or opened with the app, until the import screen takes them. */
  readonly arrivals: Arrivals
  readonly appearance: Appearance
  readonly update: AppUpdate
  readonly install: InstallPrompt
  readonly storage: StorageStatus
  /** This device's clock beside the host's. */
  readonly clockCheck: ClockCheck
}

const ServicesContext = createContext<Services>()

export function ServicesProvider(props: { readonly services: Services; readonly children: JSX.Element }): JSX.Element {
  return <ServicesContext.Provider value={props.services}>{props.children}</ServicesContext.Provider>
}

/** The services of this page. Throws outside their provider. */
export function useServices(): Services {
  const services = useContext(ServicesContext)
  if (!services) throw new Error('useServices needs a ServicesProvider above it')
  return services
}
