import type { BackupAccount } from '../transfer/backup/index.ts'

/** Whether each word of the query occurs in an account, without regard to case and accents. */
export type Search = (query: string) => readonly BackupAccount[]

/** Makes accounts ready for searching in issuer, name, tags and note. All of them for a blank query. */
export function createSearch(accounts: readonly BackupAccount[]): Search {
  const texts = accounts.map(({ issuer, account, tags, note }) =>
    simplified([issuer, account, ...tags, note].join('\n')),
  )
  return (query) => {
    const words = simplified(query)
      .split(/\s+/)
      .filter((word) => word !== '')
    return accounts.filter((_, index) => words.every((word) => texts[index]?.includes(word)))
  }
}

function simplified(text: string): string {
  return text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase()
}
