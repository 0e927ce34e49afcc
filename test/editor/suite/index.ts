import Mocha from 'mocha';

/** What the names of the tests to run have in them. */
declare const ONLY: string;

// The editor does much beside our tests, and a busy machine may stall it for longer than a test waits: one more try.
const mocha = new Mocha({ ui: 'bdd', timeout: 30_000, retries: 1, reporter: 'spec', color: false });
if (ONLY) mocha.grep(ONLY);
mocha.suite.emit('pre-require', globalThis as unknown as Mocha.MochaGlobals, '', mocha);

/** Entry of the suite: VS Code calls it in the extension host. */
export async function run(): Promise<void> {
  console.log('Taskdef editor suite');
  await import('./activation.test.ts');
  await import('./completion.test.ts');
  await import('./first-aid.test.ts');
  await import('./first-minutes.test.ts');
  await import('./indentation.test.ts');
  await import('./learn.test.ts');
  await import('./mcp-server.test.ts');
  await import('./one-voice.test.ts');
  await import('./outline.test.ts');
  await import('./policy.test.ts');
  await import('./services.test.ts');
  await import('./rename.test.ts');
  await import('./refactorings.test.ts');
  await import('./formats.test.ts');
  await import('./virtual-files.test.ts');
  await import('./workspace-names.test.ts');
  const failures = await new Promise<number>((resolve) => mocha.run(resolve));
  if (failures > 0) throw new Error(`${failures} editor tests failed`);
}
