import { sampleLinks } from '../support/sample-links.ts'
import { openAccounts, shownNames, digitsOf, rowOf, clipboardText, codeButton, reopen } from './support/accounts.ts'
import { expect, test } from './support/test.ts'

test('probe', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  let t = Date.now()
  await openAccounts(page, sampleLinks)
  console.log('open', Date.now() - t)
  console.log(await shownNames(page))
  console.log(await digitsOf(page, 'GitHub (alice)').textContent(), await rowOf(page, 'GitHub (alice)').getAttribute('data-state'))
  await codeButton(page, 'GitHub (alice)').click()
  console.log(await page.getByRole('status').allTextContents())
  console.log('clip', await clipboardText(page))
  const cdp = await context.newCDPSession(page)
  await cdp.send('Emulation.setFocusEmulationEnabled', { enabled: false })
  console.log('focus', await page.evaluate(() => [document.hasFocus(), document.visibilityState]))
  const other = await context.newPage()
  await other.bringToFront()
  console.log('focus other', await page.evaluate(() => [document.hasFocus(), document.visibilityState]))
  await page.bringToFront()
  console.log('focus back', await page.evaluate(() => [document.hasFocus(), document.visibilityState]))
  t = Date.now()
  await reopen(page)
  console.log('reopen', Date.now() - t)
  await page.screenshot({ path: '/tmp/probe.png' })
})
