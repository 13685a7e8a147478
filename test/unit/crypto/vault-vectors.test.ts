import { nodeKdf } from '../../support/kdf.ts'
import { rememberingKdf } from '../../support/remembering-kdf.ts'
import { defineVaultVectorCases } from '../../support/vault-vector-cases.ts'

defineVaultVectorCases(rememberingKdf(nodeKdf()))
