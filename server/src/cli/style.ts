import type { Severity } from '../findings/report.ts';
import { type Printable, shown } from './show.ts';

const COLOURS: Record<Severity, number> = { error: 31, warning: 33, info: 36 };

/** Terminal colours; plain text if they are off. Colour escape sequences are made only here. */
export class Style {
  constructor(private readonly on: boolean) {}

  strong(text: string): Printable {
    return this.paint(text, 1);
  }

  faint(text: string): Printable {
    return this.paint(text, 2);
  }

  severity(severity: Severity): Printable {
    return this.paint(severity.padEnd(7), COLOURS[severity]);
  }

  caret(text: string, severity: Severity): Printable {
    return this.paint(text, COLOURS[severity]);
  }

  private paint(text: string, code: number): Printable {
    const plain = shown(text);
    return this.on ? (`\u001B[${code}m${plain}\u001B[0m` as Printable) : plain;
  }
}
