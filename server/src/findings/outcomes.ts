import type { Choice, Part } from '../model/part.ts';
import { brief } from '../model/wording.ts';
import { endOf } from '../syntax/node.ts';
import type { Finding } from './finding.ts';

/** How many outcomes of choices are looked at in one document: each costs as much as a task definition. */
export const MOST_OUTCOMES = 24;

/** What is found with an outcome, and the number of the outcome. */
interface Found {
  readonly finding: Finding;
  readonly outcome: number;
}

/**
 * What is wrong with a part whatever is decided later, and what is wrong with some of the outcomes only: the latter is a
 * warning that names them. Nothing is mended, as a fix would take the choice away.
 * @param known what is found while everything is open
 * @param limit how many outcomes may be looked at
 * @param judge finds what is wrong with the part as it is with an outcome
 */
export function outcomeFindings(
  part: Part,
  known: readonly Finding[],
  limit: { left: number },
  judge: (part: Part, choice: Choice, outcome: number) => readonly Finding[],
): Finding[] {
  const before = new Set(known.map(({ rule, offset }) => `${rule} ${offset}`));
  return (part.choices ?? []).flatMap((choice) => {
    if (choice.outcomes.length > limit.left) return [];
    limit.left -= choice.outcomes.length;
    const found = choice.outcomes.flatMap((outcome, i) =>
      judge(outcome.part(), choice, i)
        .filter(({ rule, offset, severity }) => severity !== 'info' && !before.has(`${rule} ${offset}`))
        .map((finding): Found => ({ finding: { ...finding, part, fixes: [] }, outcome: i })),
    );
    return merge(choice, found);
  });
}

/** The findings of one kind at one place, as one finding each. */
function merge(choice: Choice, found: readonly Found[]): Finding[] {
  const groups = new Map<string, Found[]>();
  for (const one of found) {
    const key = `${one.finding.rule} ${anchorOf(choice, one.finding.offset)}`;
    groups.set(key, [...(groups.get(key) ?? []), one]);
  }
  return [...groups.values()].flatMap((group) => {
    const isAll = choice.outcomes.every((_, i) => group.some(({ outcome }) => outcome === i));
    if (isAll) return ofAll(choice, group);
    return choice.isFree ? ofSome(choice, group) : [];
  });
}

/** The value that depends on a choice and contains the finding; otherwise the place of the finding. */
function anchorOf({ places }: Choice, offset: number): number {
  return places.find((place) => place.offset <= offset && offset < endOf(place))?.offset ?? offset;
}

function ofAll(choice: Choice, group: readonly Found[]): Finding {
  const [{ finding }, ...others] = group as readonly [Found, ...Found[]];
  const isSame = others.every((one) => one.finding.message === finding.message);
  const severity = group.every((one) => one.finding.severity === 'error') ? 'error' : 'warning';
  const elsewhere = others.filter((one, i) => {
    const { offset } = one.finding;
    return offset !== finding.offset && others.findIndex((other) => other.finding.offset === offset) === i;
  });
  return {
    ...finding,
    severity,
    message: isSame ? finding.message : brief(`Whatever ${choice.name} is, this fails: ${finding.message}`),
    related: [
      ...finding.related,
      ...elsewhere.flatMap((one) =>
        one.finding.node
          ? {
              ...one.finding,
              node: one.finding.node,
              message: brief(`${ifOf(choice, [one.outcome])}: ${one.finding.message}`),
            }
          : [],
      ),
    ],
  };
}

function ofSome(choice: Choice, group: readonly Found[]): Finding[] {
  const errors = group.filter(({ finding }) => finding.severity === 'error');
  const [first] = errors;
  if (!first) return [];
  const outcomes = [...new Set(errors.map(({ outcome }) => outcome))];
  const message = brief(`${ifOf(choice, outcomes)}: ${first.finding.message}`);
  return [{ ...first.finding, severity: 'warning', message }];
}

/** `If Mode is "bridge" or "host"`. */
function ifOf({ name, outcomes }: Choice, numbers: readonly number[]): string {
  const said = numbers.map((i) => outcomes[i]!.says);
  const shown = said.length > 3 ? [...said.slice(0, 2), `one of ${said.length - 2} others`] : said;
  return `If ${name} ${shown.map((one, i) => (i > 0 ? one.replace(/^is /, '') : one)).join(' or ')}`;
}
