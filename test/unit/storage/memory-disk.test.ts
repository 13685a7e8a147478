import { describe } from 'vitest'
import { createMemoryDisk } from '../../support/memory-disk.ts'
import { describeVaultStore } from '../../support/vault-store-contract.ts'

describe('the disk in memory that unit tests use', () => describeVaultStore(createMemoryDisk))
