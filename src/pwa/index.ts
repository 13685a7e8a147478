export { readAddress, shareMark, takeAddress, watchAddress, type AddressCall } from './app-address.ts'
export { createAppUpdate, type AppUpdate, type CheckResult, type UpdateState } from './app-update.ts'
export { clockToleranceMs, createClockCheck, type ClockCheck, type ClockReading } from './clock-check.ts'
export { withMissingHeaders, type DocumentHeaders } from './document-headers.ts'
export { installFiles } from './install-files.ts'
export { createInstallPrompt, type InstallPrompt } from './install-prompt.ts'
export { installWayOf, type InstallWay } from './install-way.ts'
export { createLaterFiles, fetchLaterFiles, isLaterFile } from './later-files.ts'
export { takeLaunches } from './launches.ts'
export { createShareShelf } from './share-shelf.ts'
export { isFromOtherSite, readShare, type ReceivedShare, type Share } from './share-target.ts'
export { storageStatus, type StorageStatus } from './storage-status.ts'
export { takeShare } from './take-share.ts'
export {
  updatePageOf,
  type RegistrationLike,
  type UpdatePage,
  type WorkboxLike,
  type WorkerLike,
} from './update-page.ts'
