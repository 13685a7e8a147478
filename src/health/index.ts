export { appHash } from './app-hash.ts'
export { capabilitiesOf } from './capabilities.ts'
export type { HealthErrorCode } from './errors.ts'
export type { BackupFacts, HealthFacts } from './facts.ts'
export {
  healthLight,
  healthLines,
  type HealthAction,
  type HealthFinding,
  type HealthLine,
  type HealthState,
  type HealthTopic,
} from './lines.ts'
export { formatReport, type ReportParts } from './report.ts'
export {
  hasPassed,
  runSelfTest,
  selfTestSteps,
  type SelfTestParts,
  type SelfTestStep,
  type StepResult,
} from './self-test.ts'
