import { describe, expect, it } from 'vitest'
import { deriveVaultKeys } from '../../../src/crypto/index.ts'
import { newAccount } from '../../../src/vault/account-changes.ts'
import { soundReport } from '../../../src/vault/integrity.ts'
import { closeSession, openSession } from '../../../src/vault/session.ts'
import { createState, type OpenRow } from '../../../src/vault/vault-state.ts'
import { totpDraft } from '../../support/drafts.ts'
import { headerOf, idOf } from '../../support/stored-change.ts'

function contentOf(number: number, deletedAt?: number) {
  const draft = totpDraft(deletedAt === undefined ? {} : { deletedAt })
  return newAccount(draft, { id: idOf(number), now: 0, order: 0 })
}

async function openOver(contents: readonly ReturnType<typeof contentOf>[]) {
  const header = headerOf(1)
  const keys = await deriveVaultKeys(new Uint8Array(32), header.vaultId)
  const rows = contents.map((content): [string, OpenRow] => {
    const { id } = content.account
    return [id, { entry: { id, v: 1, tag: '' }, content }]
  })
  const state = createState({ header, rows: new Map(rows), malformed: [] })
  return openSession({ keys, state, integrity: soundReport, isNewerLayout: false })
}

describe('closeSession', () => {
  it('zeroes every secret: in the list, in the bin, and kept for undoing', async () => {
    const [listed, binned, before] = [contentOf(1), contentOf(2, 5), contentOf(1)]
    const session = await openOver([listed, binned])
    session.undoBoxes.add({ changes: [{ before, after: listed }] })
    closeSession(session)
    for (const { account } of [listed, binned, before]) expect(account.secret.every((byte) => byte === 0)).toBe(true)
  })

  it('leaves no text in the hands of regular expressions', async () => {
    const session = await openOver([contentOf(1)])
    expect(/^[A-Z2-7]+$/.test('GEZDGNBVGY3TQOJQ')).toBe(true)
    const lastMatched = (): unknown => Reflect.get(RegExp, '$_')
    expect(lastMatched()).toBe('GEZDGNBVGY3TQOJQ')
    closeSession(session)
    expect(lastMatched()).not.toContain('GEZD')
  })

  it('lets go of accounts, prepared codes and undoing in the same tick', async () => {
    const content = contentOf(1)
    const session = await openOver([content])
    const box = { changes: [{ before: content, after: content }] }
    session.undoBoxes.add(box)
    session.generators.set(content.account.id, { content, generate: () => '000000' })
    closeSession(session)
    expect([session.isOpen, session.state.rows.size, session.generators.size, session.undoBoxes.size]).toEqual([
      false,
      0,
      0,
      0,
    ])
    expect(box.changes).toEqual([])
  })
})
