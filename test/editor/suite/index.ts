import Mocha from 'mocha';

// On a busy machine the editor now and then does not ask for the diagnostics of a document that it shows just as the
// one before closes. A test that fails three times in a row has another reason.
const mocha = new Mocha({ ui: 'bdd', timeout: 30_000, retries: 2, reporter: 'spec', color: false });
mocha.suite.emit('pre-require', globalThis as unknown as Mocha.MochaGlobals, '', mocha);

/** Entry of the suite: VS Code calls it in the extension host. */
export async function run(): Promise<void> {
  console.log('Taskdef editor suite');
  await import('./activation.test.ts');
  await import('./completion.test.ts');
  await import('./first-aid.test.ts');
  await import('./first-minutes.test.ts');
  await import('./learn.test.ts');
  await import('./rename.test.ts');
  await import('./refactorings.test.ts');
  const failures = await new Promise<number>((resolve) => mocha.run(resolve));
  if (failures > 0) throw new Error(`${failures} editor tests failed`);
}
