// Loaded together when Settings, About is opened: one file that most visits do without.
export { DiagnosticDialog } from './diagnostic-dialog.tsx'
export { HealthGroups } from './health-groups.tsx'
