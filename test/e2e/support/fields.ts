import type { Page } from '@playwright/test'

/**
 * What a password manager could store by mistake: fields of the page that ask for it without being a passphrase of the
 * vault, or that do not say that they are none.
 */
export function fieldsForManagers(page: Page): Promise<readonly string[]> {
  return page.evaluate(() => {
    const ticked = ['checkbox', 'radio', 'file', 'range', 'color']
    const ignored = ['data-1p-ignore', 'data-lpignore', 'data-bwignore', 'data-form-type']
    const fields = [...document.querySelectorAll<HTMLInputElement | HTMLTextAreaElement>('input, textarea')]
    return fields
      .filter(({ type }) => !ticked.includes(type))
      .flatMap((field) => {
        const name = field.getAttribute('aria-label') ?? field.labels?.[0]?.textContent ?? ''
        const complete = field.getAttribute('autocomplete') ?? 'nothing'
        const isPassphrase = /^(?:current|new)-password$/.test(complete)
        const faults = [
          !isPassphrase && complete !== 'off' && `says ${complete}`,
          !isPassphrase && !ignored.every((attribute) => field.hasAttribute(attribute)) && 'is left to managers',
          (isPassphrase || field.type === 'password') &&
            !/passphrase|password/i.test(name) &&
            'is taken for a password',
          isPassphrase && field.form?.querySelector('[data-field=secret], textarea') && 'stands beside a key',
        ]
        return faults.filter((fault) => typeof fault === 'string').map((fault) => `${name} ${fault}`)
      })
  })
}
