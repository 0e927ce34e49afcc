/** Made-up values and documents for property tests. */
import fc from 'fast-check';

// A failed property says what failed in it. The seed is fixed, so that a test fails for a change and not by chance;
// SEED=number looks elsewhere.
fc.configureGlobal({ includeErrorInReport: true, seed: Number(process.env.SEED ?? 20261124) });

/** Anything that JSON can say. */
export type JsonValue = string | number | boolean | null | JsonValue[] | { [key: string]: JsonValue };
/** A JSON object by itself, as a document is one. */
export type JsonObject = { [key: string]: JsonValue };

const key = fc.oneof(
  fc.constantFrom('name', 'image', 'cpu', 'environment', '', 'a/b', 'a~b', '"', 'é', '\u{1F433}'),
  fc.string({ unit: 'binary', maxLength: 6 }),
);

const scalar: fc.Arbitrary<JsonValue> = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 12 }),
  fc.constantFrom('// no comment', '/* nor this */', '${cpu}', '{{ x }}', '${', '${"', '{{', '}}', ',', '}', ' '),
  fc.integer(),
  fc.double({ noNaN: true, noDefaultInfinity: true }).map((value) => (Object.is(value, -0) ? 0 : value)),
  fc.boolean(),
  fc.constant(null),
);

/** Any JSON value, with keys and texts that look like something else. */
export const jsonValue: fc.Arbitrary<JsonValue> = fc.letrec<{ value: JsonValue }>((tie) => ({
  value: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    scalar,
    fc.array(tie('value'), { maxLength: 5 }),
    fc.uniqueArray(fc.tuple(key, tie('value')), { maxLength: 5, selector: ([name]) => name }).map(Object.fromEntries),
  ),
})).value;

/** How a document is laid out and what stands between its values. */
export interface Layout {
  readonly indent: string;
  readonly eol: string;
  readonly trailingCommas: boolean;
  /** At each place where a comment may stand, whether one does: none, a block, or a line comment where a line ends. */
  readonly comments: readonly ('none' | 'block' | 'line')[];
}

/** Layouts of all kinds. */
export const layout: fc.Arbitrary<Layout> = fc.record({
  indent: fc.constantFrom('', '  ', '    ', '\t'),
  eol: fc.constantFrom('\n', '\r\n'),
  trailingCommas: fc.boolean(),
  comments: fc.oneof(
    fc.constant(['none' as const]),
    fc.array(fc.constantFrom('none' as const, 'none' as const, 'block' as const, 'line' as const), { minLength: 1 }),
  ),
});

/** Writes a value in a layout. With no indentation, everything is on one line. Each comment has a number of its own. */
export function write(value: JsonValue, { indent, eol, trailingCommas, comments }: Layout): string {
  let place = 0;
  let number = 0;
  const comment = (endsLine: boolean): string => {
    const kind = comments[place++ % comments.length];
    if (kind === 'none' || kind === undefined) return '';
    return kind === 'line' && endsLine && indent !== '' ? ` // #${++number}, {` : ` /* #${++number}, { */`;
  };
  const list = (items: readonly string[], [open, close]: string, level: string): string => {
    if (items.length === 0) return `${open}${comment(false)}${close}`;
    const inner = indent === '' ? ' ' : eol + level + indent;
    let text = open! + comment(true);
    items.forEach((item, i) => {
      const last = i === items.length - 1;
      const comma = last && !trailingCommas ? '' : ',';
      text += inner + comment(false) + item + comment(false) + comma + comment(true);
    });
    return text + (indent === '' ? ' ' : eol + level) + close;
  };
  const any = (part: JsonValue, level: string): string => {
    if (part === null || typeof part !== 'object') return JSON.stringify(part);
    if (Array.isArray(part))
      return list(
        part.map((item) => any(item, level + indent)),
        '[]',
        level,
      );
    const members = Object.entries(part).map(
      ([name, item]) => `${JSON.stringify(name)}:${comment(false)} ${any(item, level + indent)}`,
    );
    return list(members, '{}', level);
  };
  return comment(true) + (indent === '' ? '' : eol) + any(value, '') + comment(true) + eol;
}
