import { CONCEPT_IDS, concept } from '../../course/concepts.ts';
import { pageOf } from '../../features/pages.ts';
import { refusalText } from '../../model/refusal.ts';
import { cut } from '../../model/wording.ts';
import { CATALOGUE, type CatalogueEntry, catalogueEntry } from '../../rules/catalogue.ts';
import { DOCS, memberSentence } from '../../schema/docs.ts';
import { nearest } from '../../schema/nearest.ts';
import { definition, memberOf, resolve, type Schema, TYPES, typeName } from '../../schema/schema.ts';
import { Impossible } from './roots.ts';

/** An explanation in Markdown. */
export interface Explained {
  readonly [key: string]: string;
  readonly kind: 'rule' | 'member' | 'concept' | 'rejection';
  readonly topic: string;
  readonly text: string;
}

/** The examples of a rule; undefined where there are none. */
export type ExamplesOf = (rule: string) => { bad: readonly string[]; fixed?: readonly string[] } | undefined;

/** In characters. A longer answer would crowd out the reader's own task. */
const LONGEST = 1500;
const LONGEST_EXAMPLE = 450;
/** A rejection with fewer characters than this could be part of any text. */
const TELLING = 12;

/**
 * Explains a rule, a member, a concept, or a rejection.
 * @param examplesOf the examples to show of a rule
 * @throws Impossible if the topic is none of them; the message suggests similar names
 */
export function explain(topic: string, examplesOf: ExamplesOf): Explained {
  const asked = topic.trim();
  const rule = catalogueEntry(asked);
  if (rule) return explained('rule', rule.id, textOfRule(rule, examplesOf));
  const id = CONCEPT_IDS.find((one) => sameWords(one, asked) || sameWords(concept(one)!.title, asked));
  const member = memberText(asked);
  // A name with a capital inside is a member. "tags" is both a member and a concept, and the concept says more.
  if (id && !(member && /[A-Z./]/.test(asked))) {
    const { title, short, body = '', aws = '' } = concept(id)!;
    return explained('concept', id, [`${title}: ${short}`, body, aws]);
  }
  if (member) return explained('member', member.path, [member.text]);
  const refused = ruleOfRejection(asked);
  if (refused) return explained('rejection', refused.id, textOfRule(refused, examplesOf));
  throw new Impossible(
    `Nothing is known about "${cut(asked, 80)}".${suggestions(asked)} Pass a rule as check_task_definition names it, or the path of a member.`,
  );
}

function explained(kind: Explained['kind'], topic: string, parts: readonly string[]): Explained {
  const whole = parts.map((part) => part.trim()).filter(Boolean);
  return { kind, topic, text: cut(whole.join('\n\n'), LONGEST) };
}

function textOfRule({ id, title, severity, why, refusedBy, rule }: CatalogueEntry, examplesOf: ExamplesOf): string[] {
  const { bad = [], fixed = [] } = examplesOf(id) ?? {};
  const example = (words: string, text: string | undefined) =>
    text !== undefined && text.length <= LONGEST_EXAMPLE ? `${words}:\n${text.trim()}` : '';
  return [
    `${id} (${severity}): ${title}.`,
    why,
    refusalText(refusedBy, rule?.rejection && `“${rule.rejection}”`) ?? '',
    example('Reported', bad[0]),
    example('Repaired', fixed[0]),
    pageOf(id),
  ];
}

function sameWords(a: string, b: string): boolean {
  const plain = (text: string) => text.toLowerCase().replaceAll(/[-_\s]+/g, ' ');
  return plain(a) === plain(b);
}

/** The text about a member given by its path, with or without item numbers. A bare name is looked up everywhere. */
function memberText(topic: string): { path: string; text: string } | undefined {
  const steps = topic.split(/[./[\]]+/).filter((step) => step !== '' && step !== '*' && !/^\d+$/.test(step));
  if (steps.length === 0 || steps.length > 12) return undefined;
  for (const root of ROOTS) {
    const text = textBehind(root, steps);
    if (text !== undefined) return { path: steps.join('.'), text };
  }
  const places = TYPES.flatMap((type) => {
    const text = textBehind(type, steps);
    return text === undefined ? [] : [{ path: `${type}.${steps.join('.')}`, text }];
  });
  if (places.length < 2) return places[0];
  return {
    path: steps.join('.'),
    text: places.map(({ path, text }) => `${path}: ${text.split('\n\n')[0]}`).join('\n\n'),
  };
}

/** The types that a path may begin in without naming them. */
const ROOTS = ['RegisterTaskDefinitionRequest', 'CreateServiceRequest'];

/** The text about the member at the end of a path that begins in a type. */
function textBehind(type: string, steps: readonly string[]): string | undefined {
  let owner: string | undefined = type;
  let text: string | undefined;
  for (const step of steps) {
    const member: Schema | undefined = owner === undefined ? undefined : memberOf(definition(owner), step);
    if (!member) return undefined;
    const { name, enum: values } = typeBehind(member);
    const docs = DOCS[owner!]?.members[step];
    const members = name && definition(name).properties;
    text = [
      docs ? memberSentence(docs) : '',
      values && !docs?.range ? `Values: ${values.join(', ')}.` : '',
      members ? `Members: ${Object.keys(members).join(', ')}.` : '',
    ]
      .filter(Boolean)
      .join('\n\n');
    owner = name;
  }
  return text;
}

/** The type of a member, or of its items: its name if it is an object, and its values if it is a closed list. */
function typeBehind(schema: Schema): { name: string | undefined; enum: readonly string[] | undefined } {
  const meant = resolve(schema);
  if (meant.items) return typeBehind(meant.items);
  return { name: meant.properties && typeName(schema), enum: meant.enum };
}

/** The rule behind a rejection: the one that quotes most of it. */
function ruleOfRejection(topic: string): CatalogueEntry | undefined {
  const said = plainRejection(topic);
  let best: CatalogueEntry | undefined;
  let most = TELLING - 1;
  for (const entry of CATALOGUE) {
    const { rejection } = entry.rule ?? {};
    if (!rejection) continue;
    const pieces = plainRejection(rejection)
      .split('…')
      .map((piece) => piece.trim())
      .filter(Boolean);
    const length = pieces.join('').length;
    const quoted = stand(pieces, said)
      ? length
      : said.length >= TELLING && plainRejection(rejection).includes(said)
        ? said.length
        : 0;
    if (quoted > most) [best, most] = [entry, quoted];
  }
  return best;
}

/** Whether the pieces occur in a text one after another. */
function stand(pieces: readonly string[], text: string): boolean {
  let at = 0;
  return pieces.every((piece) => {
    const found = text.indexOf(piece, at);
    at = found + piece.length;
    return found >= 0;
  });
}

function plainRejection(text: string): string {
  return text
    .toLowerCase()
    .replaceAll(/["'`‘’“”]/g, '')
    .replaceAll(/\s+/g, ' ')
    .replace(/(?<![.\s])[.\s]+$/, '');
}

function suggestions(topic: string): string {
  const members = TYPES.flatMap((type) => Object.keys(definition(type).properties ?? {}));
  const names = [...CATALOGUE.map(({ id }) => id), ...CONCEPT_IDS];
  const words = topic
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((word) => word.length > 2);
  const shared = (name: string) => words.filter((word) => name.includes(word)).length;
  const near = nearest(topic.slice(topic.lastIndexOf('.') + 1), [...members, ...names]);
  const found = [...near, ...names.filter((name) => shared(name) > 0).sort((a, b) => shared(b) - shared(a))];
  const five = [...new Set(found)].slice(0, 5);
  return five.length > 0 ? ` Did you mean ${five.join(', ')}?` : '';
}
