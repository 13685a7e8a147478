import { createHash } from 'node:crypto'
import { backupElementEnd, backupElementStart } from '../src/transfer/backup/html-block.ts'
import { viewerText } from '../src/viewer/messages.ts'
import type { ViewerBundle } from './viewer-bundle.ts'

/** The page of a self-opening backup, cut where the backup goes in. */
export interface ViewerPage {
  readonly before: string
  readonly after: string
}

/**
 * Puts the page together. Its policy lets run exactly this script and this style sheet, and nothing be requested. The
 * backup's element is data: it is not run, so the policy need not know it.
 */
export function viewerPage({ script, style, licences }: Omit<ViewerBundle, 'files'>): ViewerPage {
  const before = [
    '<!doctype html>',
    '<html lang="en" dir="ltr">',
    '<head>',
    '<meta charset="utf-8">',
    `<meta http-equiv="Content-Security-Policy" content="${policyFor(script, style)}">`,
    '<meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover">',
    '<meta name="color-scheme" content="light dark">',
    '<meta name="referrer" content="no-referrer">',
    '<meta name="robots" content="noindex">',
    '<meta name="format-detection" content="telephone=no">',
    `<title>${viewerText.title}</title>`,
    `<style>${style}</style>`,
    '</head>',
    '<body>',
    `<main class="no-script"><h1>${viewerText.title}</h1><p>${viewerText.noScript}</p></main>`,
    backupElementStart,
  ]
  const after = [backupElementEnd, `<script>${script}</script>`, '</body>', '</html>', commentOf(licences), '']
  return { before: before.join('\n'), after: after.join('\n') }
}

/** What nobody sees and everybody gets: whose work is in the page, and under which terms. */
function commentOf(licences: ViewerBundle['licences']): string {
  const texts = licences.map(({ name, version, text }) => `${name} ${version}\n\n${text}`)
  return `<!--\n${texts.join('\n\n').replaceAll('--', '- -')}\n-->`
}

function policyFor(script: string, style: string): string {
  return [
    "default-src 'none'",
    `script-src '${digestOf(script)}' 'wasm-unsafe-eval'`,
    `style-src '${digestOf(style)}'`,
    "base-uri 'none'",
    "form-action 'none'",
    "require-trusted-types-for 'script'",
    "trusted-types 'none'",
  ].join('; ')
}

function digestOf(text: string): string {
  return `sha256-${createHash('sha256').update(text).digest('base64')}`
}
