import { addByLinks, createVault, expect, test, unlock } from './support/test.ts'

test('fault 63: without Web Locks, BroadcastChannel and local storage, two tabs keep everything', async ({
  page,
  context,
}) => {
  await context.addInitScript(() => {
    Reflect.deleteProperty(window, 'BroadcastChannel')
    Reflect.deleteProperty(Navigator.prototype, 'locks')
    for (const name of ['localStorage', 'sessionStorage']) {
      Object.defineProperty(window, name, {
        get() {
          throw new DOMException('denied', 'SecurityError')
        },
      })
    }
  })
  await createVault(page)
  await addByLinks(page, ['otpauth://totp/GitHub:alice?secret=JBSWY3DPEHPK3PXP&issuer=GitHub'])
  const beside = await context.newPage()
  await beside.goto('./')
  await unlock(beside)
  await addByLinks(page, ['otpauth://totp/GitLab:alice?secret=M5UXI3DBMJQWY2LD&issuer=GitLab'])
  // Neither has heard of the other's: the later write reads anew, and adds to what it finds.
  await addByLinks(beside, ['otpauth://totp/Discord:alice?secret=MFRGGZDFMZTWQ2LK&issuer=Discord'])
  await page.reload()
  await unlock(page)
  for (const name of ['GitHub', 'GitLab', 'Discord']) {
    await expect(page.getByRole('button', { name: `Copy code for ${name} (alice)` })).toBeVisible()
  }
  await expect(page.getByRole('button', { name: 'Accept this state' })).toHaveCount(0)
})
