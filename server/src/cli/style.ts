import type { Severity } from '../rules/rule.ts';

const COLOURS: Record<Severity, number> = { error: 31, warning: 33, info: 36 };

/** Whether a stream shows colours: a terminal, and nobody set NO_COLOR (no-color.org). */
export function showsColours(stream: { readonly isTTY?: boolean }): boolean {
  return stream.isTTY === true && !process.env.NO_COLOR;
}

/** Colours for a terminal; plain text where they are off. */
export class Style {
  constructor(private readonly on: boolean) {}

  strong(text: string): string {
    return this.paint(text, 1);
  }

  faint(text: string): string {
    return this.paint(text, 2);
  }

  severity(severity: Severity): string {
    return this.paint(severity.padEnd(7), COLOURS[severity]);
  }

  caret(text: string, severity: Severity): string {
    return this.paint(text, COLOURS[severity]);
  }

  private paint(text: string, code: number): string {
    return this.on ? `\u001B[${code}m${text}\u001B[0m` : text;
  }
}
