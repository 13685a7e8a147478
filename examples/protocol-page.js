import { explain, say, show } from './page.js'

const form = document.querySelector('form')
const { app, open, close } = form.elements

form.addEventListener('submit', (event) => {
  event.preventDefault()
  document.querySelector('tbody').replaceChildren()
  show([])
  const url = new URL('connect.html', app.value)
  // Step 1, in the click: browsers let no other code open windows.
  const popup = window.open(url, '', 'popup,width=480,height=720')
  if (popup) talk(popup, url.origin)
  else say(explain('popup-blocked'))
})

function talk(popup, appOrigin) {
  const { port1: port, port2 } = new MessageChannel()
  let saidHello = false

  const send = (message) => {
    note('this page', message)
    port.postMessage(message)
  }
  const call = (id, method, params = {}) => send({ jsonrpc: '2.0', id, method, params })

  const onWindowMessage = ({ source, origin, data }) => {
    // Any window may post here. Only the popup counts, and only while it shows the app.
    if (source !== popup || origin !== appOrigin) return
    note('the app', data)
    if (data.type === 'mfa-manager:ready' && !saidHello) {
      // Step 3. The popup repeats its greeting until it is answered; one answer is enough.
      saidHello = true
      const hello = { type: 'mfa-manager:hello', protocol: 1, nonce: data.nonce, name: 'Bare example' }
      note('this page', hello)
      popup.postMessage(hello, appOrigin, [port2])
    }
    // Step 5, and once more before the first code. It came to this origin and no other; that it comes back proves so.
    if (data.type === 'mfa-manager:challenge') send({ type: 'mfa-manager:response', challenge: data.challenge })
  }

  port.onmessage = ({ data }) => {
    note('the app', data)
    if (data.type === 'mfa-manager:refused') {
      say(explain(data.reason))
      end()
    } else if (data.type === 'mfa-manager:welcome') {
      say('The app asks you in its window.')
      call(1, 'codes.list')
    } else if (data.id === 1) {
      if (data.error) say(explain(data.error.data.reason))
      else {
        show(data.result.codes)
        say('These were asked for once: they stay as they are.')
      }
    } else if (data.method === 'session.ended') end()
  }

  // A window that is closed says nothing any more.
  const look = setInterval(() => popup.closed && end(), 500)

  function end() {
    clearInterval(look)
    window.removeEventListener('message', onWindowMessage)
    open.disabled = false
    close.disabled = true
    port.close()
  }

  window.addEventListener('message', onWindowMessage)
  open.disabled = true
  close.disabled = false
  // The app closes its window by itself, once it has written down what was asked.
  close.onclick = () => call(2, 'session.close')
}

function note(from, message) {
  const row = document.createElement('tr')
  for (const text of [from, JSON.stringify(message)]) {
    const cell = document.createElement('td')
    cell.textContent = text
    row.append(cell)
  }
  document.querySelector('tbody').append(row)
}
