import { describe } from 'vitest'
import { createIndexedDbDisk } from '../../support/indexeddb-disk.ts'
import { describeVaultStore } from '../../support/vault-store-contract.ts'

describe('the vault in IndexedDB', () => describeVaultStore(() => createIndexedDbDisk()))
