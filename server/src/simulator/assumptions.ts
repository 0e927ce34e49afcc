import type { Field } from '../model/field.ts';
import type { Assumption, AssumptionValue } from './simulation.ts';

/** What was chosen, by the assumptions' ids. What does not fit, or is not asked for, is passed over. */
export type Chosen = Readonly<Record<string, AssumptionValue>>;

interface Question {
  readonly id: string;
  /** The container that it is about; left out for the task as a whole. */
  readonly subject?: string;
  readonly label: string;
}

/** What a deployment depends on beside the file: each question has an answer from the start, and somebody may choose another. */
export class Assumptions {
  private readonly asked = new Map<string, Assumption>();

  constructor(private readonly chosen: Chosen) {}

  /** One of several; the first is taken unless another one was chosen. */
  choice<V extends string>(question: Question, options: Readonly<Record<V, string>>, initial?: V): V {
    const values = Object.keys(options) as V[];
    const first = initial ?? values[0]!;
    const wanted = this.wanted(idOf(question)) as V;
    const value = values.includes(wanted) ? wanted : first;
    this.asked.set(idOf(question), {
      ...identify(question),
      kind: 'choice',
      options: values.map((each) => ({ value: each, label: options[each] })),
      value,
      initial: first,
    });
    return value;
  }

  /** A whole number; what was chosen is brought into the range. */
  number(
    question: Question,
    range: { initial: number; min: number; max: number; unit: 's' | 'MiB' | '%' | '' },
  ): number {
    const { unit, min, max } = range;
    const within = (value: number) => Math.min(max, Math.max(min, Math.round(value)));
    const initial = within(range.initial);
    const wanted = this.wanted(idOf(question));
    const value = typeof wanted === 'number' && Number.isFinite(wanted) ? within(wanted) : initial;
    this.asked.set(idOf(question), { ...identify(question), kind: 'number', unit, min, max, value, initial });
    return value;
  }

  /** All that was asked: the task's first, then those of each container. */
  list(subjects: readonly string[]): Assumption[] {
    const place = ({ subject }: Assumption) => (subject === undefined ? -1 : subjects.indexOf(subject));
    return [...this.asked.values()].sort((a, b) => place(a) - place(b));
  }

  private wanted(id: string): AssumptionValue | undefined {
    return Object.hasOwn(this.chosen, id) ? this.chosen[id] : undefined;
  }

  /** The value of a field, limited to the range that ECS accepts. A number that is decided later is an assumption. */
  numberOf(
    field: Field<number>,
    absent: number,
    question: Question,
    range: { min: number; max: number; unit: 's' | 'MiB' | '%' | '' },
  ): number {
    if (field.state === 'known') return Math.min(range.max, Math.max(range.min, Math.round(field.value)));
    return field.state === 'absent' ? absent : this.number(question, { ...range, initial: absent });
  }
}

function idOf({ id, subject }: Question): string {
  return subject === undefined ? id : `${id}:${subject}`;
}

function identify(question: Question) {
  return { id: idOf(question), subject: question.subject, label: question.label };
}
