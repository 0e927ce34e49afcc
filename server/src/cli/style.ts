import type { Severity } from '../rules/rule.ts';

const COLOURS: Record<Severity, number> = { error: 31, warning: 33, info: 36 };

/** Colours for a terminal; plain text where there is none, or where NO_COLOR is set (no-color.org). */
export class Style {
  private readonly on: boolean;

  constructor(stream: { readonly isTTY?: boolean }) {
    this.on = stream.isTTY === true && !process.env.NO_COLOR;
  }

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
