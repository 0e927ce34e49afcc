/** Texts with comments where a person never puts them. */

const TOKEN =
  /"(?:[^"\\\n]|\\.)*"|\/\/[^\n]*|\/\*[\s\S]*?\*\/|\$?\{\{[\s\S]*?\}\}|\$\{[^}]*\}|<[^>\n]*>|[{}[\],:]|[^\s{}[\],:"]+/g;

/** Ways to put comments between the tokens of a text, by what each writes before and behind one. */
const WAYS: Readonly<Record<string, (token: string, n: number) => string>> = {
  'a block behind each token': (token, n) => `${token} /* ${n} */ `,
  'a line behind each token': (token, n) => `${token} // ${n}\n`,
  'a block before each comma': (token, n) => (token === ',' ? ` /* ${n} */,\n` : token),
  'a line before each comma': (token, n) => (token === ',' ? ` // ${n}\n,` : token),
  'a line behind each comma': (token, n) => (token === ',' ? `, // ${n}\n` : token),
  'a block behind each comma': (token, n) => (token === ',' ? `,/* ${n} */` : token),
  'a block of lines around each value': (token, n) => (token === ':' ? `: /* ${n}\n */ ` : ` ${token}`),
  'lines in all that opens and closes': (token, n) =>
    /[{[]/.test(token) ? `${token} // ${n}\n` : /[}\]]/.test(token) ? ` // ${n}\n${token}` : token,
  'none, on one line': (token) => token,
};

/** The names of the ways. */
export const COMMENTINGS = Object.keys(WAYS);

/** A text with comments between its tokens, in one of the ways; its own comments are left out. */
export function commented(text: string, way: string): string {
  let n = 0;
  const tokens = text.match(TOKEN) ?? [];
  return tokens
    .filter((token) => !/^\/[/*]/.test(token))
    .map((token) => WAYS[way]!(token, n++))
    .join('');
}
