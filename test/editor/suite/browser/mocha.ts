import 'mocha/mocha.js';

/** Mocha as its browser build leaves it: a global. */
export default (globalThis as unknown as { Mocha: unknown }).Mocha;
