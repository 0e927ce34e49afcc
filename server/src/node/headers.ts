import { Transform, type TransformCallback } from 'node:stream';

const END = Buffer.from('\r\n\r\n');
const LENGTH = 'Content-Length: ';
/** No client sends more header bytes than this. */
const MOST_HEADERS = 8 * 1024;
const MB = 1024 * 1024;
/** In bytes. Larger messages are dropped: even the largest file worth checking has only a few MB. */
const MOST_CONTENT = 64 * MB;
/** In bytes. V8 cannot hold a text this long, so no real message has this length. */
const IMPOSSIBLE_CONTENT = 1024 * MB;

/**
 * Lets through only messages that are framed as the protocol requires. A header without a valid length is dropped and
 * reported, and reading resumes at the next header; the library's own reader would wait forever. A message that is too
 * large is dropped with all of its content.
 */
export class FramedMessages extends Transform {
  private waiting: Buffer = Buffer.alloc(0);
  /** Bytes of the current message that are still to come. */
  private content = 0;
  /** Whether the current message is being dropped. */
  private isRefused = false;

  constructor(private readonly tell: (problem: string) => void) {
    super();
  }

  override _transform(chunk: Buffer, _encoding: BufferEncoding, done: TransformCallback): void {
    let rest = chunk;
    if (this.content > 0) {
      const part = rest.subarray(0, this.content);
      this.content -= part.length;
      if (!this.isRefused) this.push(part);
      rest = rest.subarray(part.length);
    }
    if (rest.length > 0) {
      this.waiting = this.waiting.length === 0 ? rest : Buffer.concat([this.waiting, rest]);
      while (this.content === 0 && this.takeMessage());
    }
    done();
  }

  /** Takes a header and the content that has arrived so far. False if more must arrive first. */
  private takeMessage(): boolean {
    const end = this.waiting.indexOf(END);
    if (end < 0) {
      // A header may have begun at the very end of the buffer.
      if (this.waiting.length > MOST_HEADERS) this.skip(this.waiting.length - LENGTH.length, 'There is no header.');
      return false;
    }
    const lines = this.waiting.subarray(0, end).toString('latin1').split('\r\n');
    const length = lines.map((line) => /^Content-Length: *(\d{1,10})$/i.exec(line)?.[1]).find((digits) => digits);
    if (length === undefined || Number(length) > IMPOSSIBLE_CONTENT || lines.some((line) => !/^[\w-]+:/.test(line))) {
      // A broken header may be followed by its content, and that by the next header.
      const next = this.waiting.indexOf(LENGTH, 1);
      this.skip(
        next < 0 ? end + END.length : next,
        `A header gives no length that a message can have: "${lines[0]!.slice(0, 60)}".`,
      );
      return this.waiting.length > 0;
    }
    const size = end + END.length + Number(length);
    const ready = this.waiting.subarray(0, size);
    this.content = size - ready.length;
    this.isRefused = Number(length) > MOST_CONTENT;
    if (this.isRefused) this.tell(`A message is larger than ${MOST_CONTENT / MB} MB, and is not read.`);
    else this.push(ready);
    this.waiting = this.waiting.subarray(ready.length);
    return this.waiting.length > 0;
  }

  private skip(bytes: number, problem: string): void {
    this.waiting = this.waiting.subarray(bytes);
    this.tell(problem);
  }
}
