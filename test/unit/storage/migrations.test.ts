import { describe, expect, it } from 'vitest'
import { databaseVersion, migrations, nativeVersion, objectStores } from '../../../src/storage/migrations.ts'

describe('migrations', () => {
  it('are as many as the version says, which IndexedDB counts in tens', () => {
    expect(databaseVersion).toBe(migrations.length)
    expect(nativeVersion).toBe(databaseVersion * 10)
  })

  it('lead to the object stores that the app opens', () => {
    const stores = migrations.reduce<Record<string, string | null>>((all, { stores }) => ({ ...all, ...stores }), {})
    const left = Object.keys(stores).filter((store) => stores[store] !== null)
    expect(left.toSorted()).toEqual([...objectStores].toSorted())
  })

  it('began with this layout, which is never written differently again', () => {
    expect(migrations[0]).toEqual({ stores: { headers: 'copy', records: 'id', entries: 'id', snapshots: 'id' } })
  })
})
