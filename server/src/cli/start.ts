#!/usr/bin/env node
/** What people start: runs the command line from its bundle, with the code that V8 compiled last time. */
import { join } from 'node:path';
import { runCompiled } from '../node/compiled-code.ts';

const code = runCompiled(join(__dirname, 'command-line.js'), require);
// A build server has a new machine for each run, and would only wait for what nobody reads.
if (code && !process.env.CI) process.once('exit', () => code.kept || code.keep(1));
