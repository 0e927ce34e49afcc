let bundle: Readonly<Record<string, string>> = {};

/** Sets the translations that the extension passes. */
export function setWords(words: Readonly<Record<string, string>>): void {
  bundle = words;
}

/** A text in the editor's language, with `{0}` and so on filled in. */
export function t(message: string, ...values: readonly (string | number)[]): string {
  const text = Object.hasOwn(bundle, message) ? bundle[message]! : message;
  return text.replaceAll(/\{(\d+)\}/g, (_, place: string) => String(values[Number(place)] ?? ''));
}

/** A count with its noun. */
export function count(number: number, one: string, many: string): string {
  return number === 1 ? t(one) : t(many, number);
}
