import { expect, test } from 'vitest'
import { backupElementEnd, backupElementStart, backupInHtml } from '../../../../src/transfer/backup/html-block.ts'

const block = `${backupElementStart}{"a":1}${backupElementEnd}`

test.each([
  ['at the start of a page', `${block}<p>`, '{"a":1}'],
  ['behind other elements', `<!doctype html><script>1</script>${block}<script>2</script>`, '{"a":1}'],
  ['once, where there are two', `${block}${block.replace('1', '2')}`, '{"a":1}'],
  ['not in a page without one', '<!doctype html><script>{}</script>', undefined],
  ['not where it does not end', `<p>${backupElementStart}{"a":1}`, undefined],
  ['not where only an end stands before it', `${backupElementEnd}${backupElementStart}{}`, undefined],
])('a backup is found %s', (_where, html, text) => {
  expect(backupInHtml(html)).toBe(text)
})
