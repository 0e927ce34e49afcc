import type { Question } from '../../../../../server/src/course/course.ts';
import type { Answer } from '../../../../../server/src/course/form.ts';

/** A question while it is asked, as the fields of its kind need it. */
export interface Asked<Q extends Question = Question> {
  readonly form: Q;
  /** The order in which to show options or items, as indexes. */
  readonly order: readonly number[];
  /** What is chosen but not submitted yet. */
  readonly chosen: Answer | undefined;
  readonly choose: (answer: Answer) => void;
  /** Begins the ids of its elements, so that several questions can be on one page. */
  readonly prefix: string;
}
