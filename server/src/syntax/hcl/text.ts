import type { Content } from '../document.ts';
import { Expressions } from './expressions.ts';

/** Reads a text that is one interpolation, such as `${jsonencode([…])}`; its value is the root. Undefined for other texts. */
export function readInterpolation(text: string): Content | undefined {
  return /^\$\{\s*jsonencode\(/.test(text) ? new Interpolation(text, false).read() : undefined;
}

class Interpolation extends Expressions {
  read(): Content | undefined {
    this.at = 2;
    this.skip(true);
    const root = this.literal();
    this.skip(true);
    if (!root || this.problems.length > 0 || this.text.slice(this.at).trimEnd() !== '}') return undefined;
    return { root, problems: [], comments: this.comments };
  }
}
