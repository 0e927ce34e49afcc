/** The translations for the editor's language, in the form that a webview page takes. */
export function wordsOf(bundle: Readonly<Record<string, unknown>> | undefined): Record<string, string> {
  const texts = Object.entries(bundle ?? {}).filter((entry): entry is [string, string] => typeof entry[1] === 'string');
  return Object.fromEntries(texts);
}
