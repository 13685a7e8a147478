import { plural } from './format.ts'
import { messageGroup } from './language.ts'

/** A list of accounts to tick, with a search above it. */
export const accountChoicesText = messageGroup('accountChoices', {
  search: 'Search accounts',
  clearSearch: 'Clear search',
  more: (count: number) => plural(count, { one: 'Show # more', other: 'Show # more' }),
  noResult: (text: string) => `No account matches “${text}”`,
  nameless: 'No name',
})
