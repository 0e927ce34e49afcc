/** The translations of the editor's language, as a page of a webview takes them. */
export function wordsOf(bundle: Readonly<Record<string, unknown>> | undefined): Record<string, string> {
  const texts = Object.entries(bundle ?? {}).filter((entry): entry is [string, string] => typeof entry[1] === 'string');
  return Object.fromEntries(texts);
}
