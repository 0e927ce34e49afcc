/** A screen of the panel. */
export type Route =
  | { readonly screen: 'contents' }
  | { readonly screen: 'section'; readonly id: string }
  | { readonly screen: 'quiz' }
  | { readonly screen: 'exercises' }
  | { readonly screen: 'exercise'; readonly id: string }
  | { readonly screen: 'words' };

const PLAIN = ['contents', 'quiz', 'exercises', 'words'] as const;
const WITH_ID = ['section', 'exercise'] as const;

/** Validates a value from outside; undefined if it is not a route. */
export function toRoute(value: unknown): Route | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const { screen, id } = value as { screen?: unknown; id?: unknown };
  const plain = PLAIN.find((each) => each === screen);
  if (plain) return { screen: plain };
  const named = WITH_ID.find((each) => each === screen);
  return named && isId(id) ? { screen: named, id } : undefined;
}

/** Whether a value has the form of a course id. */
export function isId(value: unknown): value is string {
  return typeof value === 'string' && /^[a-z0-9-]{1,80}$/.test(value);
}
