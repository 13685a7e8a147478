import workerUrl from '../../../src/crypto/kdf.worker.ts?worker&url'
import { createKdf } from '../../../src/crypto/index.ts'
import { defineBackupVectorCases } from '../../support/backup-vector-cases.ts'
import { rememberingKdf } from '../../support/remembering-kdf.ts'
import { defineVaultVectorCases } from '../../support/vault-vector-cases.ts'

const kdf = rememberingKdf(createKdf({ workerUrl }))

defineVaultVectorCases(kdf)
defineBackupVectorCases(kdf)
