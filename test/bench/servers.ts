/** Language servers side by side: each in its turn, so that whatever else the machine does meets them all. */
import type { Contenders } from './contenders.ts';
import { Edited, type Format, KINDS, type Kind } from './edits.ts';
import { type Figures, median, percentile } from './figures.ts';
import { type Change, type Contender, LanguageServer } from './language-server.ts';

/** How often what is measured. */
export interface Effort {
  readonly starts: number;
  readonly edits: number;
  readonly asks: number;
}

interface Side {
  readonly contender: Contender;
  readonly times: Map<string, number[]>;
  memory: number;
}

/** Measures the contenders of a format with a document of a size, and adds the figures. */
export async function measureServers(
  contenders: Contenders,
  format: Format,
  size: { name: string; bytes: number },
  effort: Effort,
  figures: Figures,
): Promise<void> {
  const { ours, theirs, floor } = contenders;
  const sides = [ours, theirs, floor]
    .filter((contender) => contender !== undefined)
    .map((contender): Side => ({ contender, times: new Map(), memory: Number.NaN }));
  const text = format.text(size.bytes);
  await measureStarts(sides, format, text, effort.starts);
  await measureWork(sides, format, text, effort);
  const of = (contender: Contender | undefined) => sides.find((side) => side.contender === contender);
  const { times: own, memory } = of(ours)!;
  const prefix = `${format.name}, ${size.name}: `;
  for (const [what, values] of own) {
    const middle = (contender: Contender | undefined, share: number) => {
      const found = of(contender)?.times.get(what);
      return found && percentile(found, share);
    };
    const isStart = what === 'cold start';
    const isEdit = !isStart && !/hover|completion/.test(what);
    const goal = isStart ? (size.bytes > 500_000 ? 1 : 0.6) : isEdit ? 0.7 : 1;
    figures.add({
      what: `${prefix}${what}`,
      ours: median(values).middle,
      spread: median(values).spread,
      theirs: middle(theirs, 0.5),
      floor: middle(floor, 0.5),
      goal,
    });
    if (isStart) continue;
    figures.add({
      what: `${prefix}${what} p95`,
      ours: percentile(values, 0.95),
      theirs: middle(theirs, 0.95),
      floor: middle(floor, 0.95),
      goal,
    });
  }
  figures.add({
    what: `${prefix}memory, MB`,
    ours: memory,
    theirs: of(theirs)?.memory,
    floor: of(floor)?.memory,
    goal: 1,
  });
}

async function measureStarts(sides: readonly Side[], { file, languageId }: Format, text: string, rounds: number) {
  // The first start of all reads the programs from the disk.
  for (let i = -1; i < rounds; i++) {
    for (const { contender, times } of sides) {
      const start = performance.now();
      const server = await LanguageServer.start(contender);
      await server.open(text, file, languageId);
      if (i >= 0) note(times, 'cold start', performance.now() - start);
      await server.stop();
    }
  }
}

async function measureWork(sides: readonly Side[], format: Format, text: string, { edits, asks }: Effort) {
  const servers: { side: Side; server: LanguageServer }[] = [];
  for (const side of sides) {
    const server = await LanguageServer.start(side.contender);
    await server.open(text, format.file, format.languageId);
    servers.push({ side, server });
  }
  const edited = new Edited(format, text);
  const send = async (what: string | undefined, ...changes: readonly Change[]) => {
    for (const { side, server } of servers) {
      const taken = await server.edit(...changes);
      if (what !== undefined) note(side.times, what, taken);
    }
  };
  const both = async (kind: Kind, isBurst: boolean, isMeasured: boolean) => {
    const [change, back] = edited.edit(kind);
    const more = isBurst ? [edited.edit('value')] : [];
    const what = isMeasured ? (isBurst ? `${kind}, burst` : kind) : undefined;
    await send(kind === 'undo' ? undefined : what, change, ...more.map(([one]) => one));
    const backs = [...more.map(([, undo]) => undo()), back()];
    await send(kind === 'undo' ? what : undefined, ...backs);
  };
  // The first edits warm the servers up, as the first seconds in an editor do.
  for (let i = 0; i < 10; i++) await both('value', false, false);
  for (const kind of KINDS) {
    for (const isBurst of [false, true]) for (let i = 0; i < edits; i++) await both(kind, isBurst, true);
  }
  const [hover, completion] = edited.placesToAsk();
  for (let i = 0; i < asks; i++) {
    for (const { side, server } of servers) {
      note(side.times, 'hover', await server.ask('textDocument/hover', hover));
      note(side.times, 'completion', await server.ask('textDocument/completion', completion));
    }
  }
  for (const { side, server } of servers) {
    side.memory = server.peakMemory() ?? Number.NaN;
    await server.stop();
  }
}

function note(times: Map<string, number[]>, what: string, milliseconds: number): void {
  const found = times.get(what);
  if (found) found.push(milliseconds);
  else times.set(what, [milliseconds]);
}
