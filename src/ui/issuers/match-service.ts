import { services } from './services.ts'
import type { Service } from './services.ts'

const byName = new Map<string, Service>()
const byHost = new Map<string, Service>()
const bySlug = new Map<string, Service>()

for (const service of services) {
  for (const name of [service.name, ...(service.aka ?? [])]) byName.set(foldName(name), service)
  for (const host of service.hosts ?? []) byHost.set(host, service)
  if (service.slug !== undefined) bySlug.set(service.slug, service)
}

/** Words that people and sites put after a service's name, and that do not make it another service. */
const trailingWord =
  /[\s,._-]+(?:accounts?|login|sign-?in|sso|id|2fa|mfa|otp|totp|authenticator|verification|app|console|portal|cloud|online|enterprise|business|inc|llc|ltd|limited|gmbh|ag|corp|corporation|co|com|net|org|io|dev)\.?$/i

const bracketed = /\([^()]*\)|\[[^[\]]*\]|\{[^{}]*\}/g
// A host that follows @ tells where someone's mail lies, not who asks for the code.
const hostName = /(?<![\p{L}\p{N}@._-])(?:[\p{L}\p{N}-]+\.)+\p{L}{2,}/gu
// Nothing longer names a service, and the patterns above stay quick on whatever a file may hold.
const longestLabel = 200
const separator = /:|\||\/|\s[-–—•·@>]\s/

/**
 * The service an account belongs to, as far as its issuer tells; the account's name is read only when there is no
 * issuer. Names are compared whole, never as a part of a longer word, so `Boxer` is not Box and `Discordia` not
 * Discord. A few map look-ups, whatever the number of services.
 */
export function matchService(issuer: string, account: string): Service | undefined {
  const label = issuer.trim()
  if (label !== '') return matchLabel(label)
  // Old codes carry no issuer and name the service here. A mail address tells nothing: people use one everywhere.
  const service = matchLabel(account.trim())
  return service?.exact === true ? undefined : service
}

/** The service with this Simple Icons slug, as an account's own picture names it. */
export function serviceOfSlug(slug: string): Service | undefined {
  return bySlug.get(slug)
}

function matchLabel(label: string): Service | undefined {
  if (label.length > longestLabel) return undefined
  const whole = byName.get(foldName(label)) ?? matchHost(label)
  if (whole !== undefined) return whole
  const plain = label.replaceAll(bracketed, ' ').trim()
  const [first = ''] = plain.split(separator, 1)
  return matchLoosely(plain) ?? (first === plain ? undefined : matchLoosely(first.trim()))
}

function matchHost(label: string): Service | undefined {
  for (const [host] of label.toLowerCase().matchAll(hostName)) {
    for (let rest = host; rest.includes('.'); rest = rest.slice(rest.indexOf('.') + 1)) {
      const service = byHost.get(rest)
      if (service !== undefined) return service
    }
  }
  return undefined
}

function matchLoosely(label: string): Service | undefined {
  let rest = label
  while (rest !== '') {
    const service = byName.get(foldName(rest))
    if (service !== undefined) return service.exact === true ? undefined : service
    const shorter = rest.replace(trailingWord, '')
    if (shorter === rest) return undefined
    rest = shorter
  }
  return undefined
}

/** Letters and digits only, without case or accents: `Häagen-Dazs` and `haagen dazs` are one name. */
function foldName(name: string): string {
  return name
    .normalize('NFKD')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, '')
}
