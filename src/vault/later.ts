/** Methods that answer later anyway. */
type LaterMethods<Methods> = Readonly<Record<keyof Methods, (...given: never[]) => Promise<unknown>>>

/**
 * Methods whose code loads when the first of them is called: what most visits do without stays out of what every unlock
 * waits for.
 *
 * @param names - Every method there is.
 * @param load - Called once per call of a method; a module is loaded only once.
 */
export function later<Methods extends LaterMethods<Methods>>(
  names: Readonly<Record<keyof Methods, true>>,
  load: () => Promise<Methods>,
): Methods {
  const method =
    (name: keyof Methods) =>
    async (...given: never[]): Promise<unknown> =>
      (await load())[name](...given)
  const methods = (Object.keys(names) as (keyof Methods)[]).map((name) => [name, method(name)] as const)
  return Object.fromEntries(methods) as unknown as Methods
}
