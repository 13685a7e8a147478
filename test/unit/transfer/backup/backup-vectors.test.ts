import { nodeKdf } from '../../../support/kdf.ts'
import { rememberingKdf } from '../../../support/remembering-kdf.ts'
import { defineBackupVectorCases } from '../../../support/backup-vector-cases.ts'

defineBackupVectorCases(rememberingKdf(nodeKdf()))
