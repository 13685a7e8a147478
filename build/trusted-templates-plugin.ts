import type { Plugin } from 'vite'

const solidRuntime = /solid-js\/web\/dist\/web\.js$/
const sink = 't.innerHTML = html;'

/**
 * Routes Solid's one HTML sink, its compiled templates, through the Trusted Types policy `solid-template`, so that the
 * Content-Security-Policy can refuse every other HTML. The policy may pass what it is given: its only caller gets
 * strings that the compiler wrote. The build fails when Solid's runtime no longer looks as expected.
 */
export function trustedTemplates(): Plugin {
  let replaced = false
  return {
    name: 'mfa-manager:trusted-templates',
    apply: 'build',
    transform(code, id) {
      if (!solidRuntime.test(id.split('?')[0] ?? '')) return null
      const parts = code.split(sink)
      if (parts.length !== 2) this.error('Solid has changed: expected exactly one innerHTML assignment in its runtime')
      replaced = true
      const policy =
        'const templatePolicy = globalThis.trustedTypes' +
        " ? trustedTypes.createPolicy('solid-template', { createHTML: (html) => html })" +
        ' : { createHTML: (html) => html };\n'
      return { code: policy + parts.join('t.innerHTML = templatePolicy.createHTML(html);'), map: null }
    },
    buildEnd(error) {
      if (!error && !replaced)
        this.error("Solid's runtime was not found: the build would not start under Trusted Types")
    },
  }
}
