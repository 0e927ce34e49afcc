/**
 * `npm start`: opens the editor on examples/ with one file of each format and its findings, in VS Code where it is on
 * this machine, else in the browser.
 */
import { join } from 'node:path';
import { codeCommand, openInDesktop } from './host/desktop-host.ts';
import { ROOT } from './host/paths.ts';
import { ServerHost } from './host/server-host.ts';

const options = { workspace: join(ROOT, 'examples'), extension: ROOT };
const starter = join(ROOT, 'test/editor/starter');
const code = codeCommand();
if (code) {
  openInDesktop(code, options, starter);
} else {
  const server = await ServerHost.start({}, undefined, starter);
  console.log(`\nOpen this address in a browser; Ctrl+C ends the editor.\n\n${server.address(options)}\n`);
  process.once('SIGINT', () => {
    server.stop();
    process.exit(0);
  });
  process.once('SIGTERM', () => {
    server.stop();
    process.exit(0);
  });
}
