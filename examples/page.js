/** Shows codes, in place of those before. */
export function show(codes) {
  const rows = codes.map(({ issuer, account, code }) => {
    const row = document.createElement('li')
    const digits = document.createElement('code')
    digits.textContent = code
    row.append([issuer, account].filter(Boolean).join(' · '), digits)
    return row
  })
  document.querySelector('.codes').replaceChildren(...rows)
}

/** Says what happens. */
export function say(text) {
  document.querySelector('[role=status]').textContent = text
}

const sentences = {
  'popup-blocked': 'Your browser kept the window from opening. Allow popups for this page, then try again.',
  closed: 'It is over: the window was closed, you pressed Stop in it, or this page was removed in the app.',
  timeout: 'Nothing answered at that address. Is the app there?',
  'cross-origin-isolated-opener': 'This page may not talk to windows: see its Cross-Origin-Opener-Policy header.',
  denied: 'You have shared no code.',
  locked: 'The vault was locked meanwhile.',
  'rate-limited': 'That was too fast. Try again in a moment.',
  busy: 'Another window is connected to the app. Close it, then try again.',
  'insecure-origin': 'The app talks only to pages on https and on this device.',
  'own-origin': 'This page has the address of the app itself.',
}

/** A sentence for the `reason` of an error, or its name where there is none here. */
export function explain(reason, refusal) {
  return sentences[refusal ?? reason] ?? `That did not work: ${refusal ?? reason}`
}
