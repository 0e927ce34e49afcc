/** Lines for an output stream, written many at a time: ten thousand files have a hundred thousand lines. */
export class Output {
  private waiting = '';

  constructor(private readonly stream: { write(text: string): unknown }) {}

  print(line: string): void {
    this.waiting += `${line}\n`;
    if (this.waiting.length > 64 * 1024) this.flush();
  }

  /** Writes what waits, before something else is told or the program ends. */
  flush(): void {
    if (this.waiting !== '') this.stream.write(this.waiting);
    this.waiting = '';
  }
}
