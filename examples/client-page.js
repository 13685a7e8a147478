import { connect, MfaError } from './client/mfa-manager.js'
import { explain, say, show } from './page.js'

const form = document.querySelector('form')
const { app, once, follow, stop } = form.elements

form.addEventListener('submit', (event) => {
  event.preventDefault()
  void getCodes(event.submitter === follow)
})

async function getCodes(follows) {
  show([])
  say('The app asks you in its window.')
  setBusy(true)
  try {
    // In the click, before anything is awaited: browsers let no other code open windows.
    const mfa = await connect(app.value, { name: 'Example' })
    stop.onclick = () => mfa.close()
    if (follows) {
      for await (const { codes } of mfa.codes.watch()) {
        show(codes)
        say(`As of ${new Date().toLocaleTimeString()}. They are replaced when they change.`)
      }
      show([])
      say('Stopped.')
    } else {
      const { codes } = await mfa.codes.list()
      show(codes)
      await mfa.close()
      say('These were asked for once: they stay as they are.')
    }
  } catch (error) {
    show([])
    say(error instanceof MfaError ? explain(error.reason, error.refusal) : String(error))
  }
  setBusy(false)
}

function setBusy(isBusy) {
  once.disabled = isBusy
  follow.disabled = isBusy
  stop.disabled = !isBusy
}
