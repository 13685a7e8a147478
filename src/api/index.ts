export { answerWithinMs } from './asking.ts'
export { createClickGuard, type ClickGuard, type ClickGuardOptions, type GuardedClick } from './click-guard.ts'
export { openConnection, type Connection, type ConnectionOptions, type ConnectionState } from './connection.ts'
export { isSharable, type ConnectVault } from './connect-vault.ts'
export { originParts, type OriginParts } from './origin.ts'
export type {
  AddQuestion,
  Answer,
  AskingSite,
  ConsentPrompt,
  CounterQuestion,
  ExportQuestion,
  NothingQuestion,
  Question,
  ReadQuestion,
  UnlockQuestion,
} from './questions.ts'
export type { EndReason, ErrorReason, MethodName, RefusalReason } from './protocol.ts'
export type { SessionView } from './session.ts'
