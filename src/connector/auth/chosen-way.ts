/** The way to sign in that a connection names, the connector's first where it names none; undefined when there is none of that name. */
export const chosenWay = <W extends { readonly name: string }>(
  ways: readonly W[],
  name: string | undefined,
): W | undefined => (name === undefined ? ways[0] : ways.find((way) => way.name === name));
