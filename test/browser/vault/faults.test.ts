import { describe } from 'vitest'
import { createIndexedDbDisk } from '../../support/indexeddb-disk.ts'
import { describeVaultFaults } from '../../support/vault-faults.ts'

describe('faults, over IndexedDB', () => describeVaultFaults(() => createIndexedDbDisk()))

describe('faults, over IndexedDB with snapshots', () =>
  describeVaultFaults(() => createIndexedDbDisk(), { hasSnapshots: true }))
