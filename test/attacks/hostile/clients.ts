/** What no good client sends: addresses, settings, and what it says of itself. */

/** What a client can do that asks for diagnostics. */
export const PULL = { textDocument: { diagnostic: {} } };
/** What a client can do that waits for diagnostics. */
export const PUSH = { textDocument: { publishDiagnostics: {} } };

/** Addresses as editors write them for odd names, and some that nobody should write. */
export const ADDRESSES = [
  'file:///caf%E9/task-definition.json',
  'file://server/share/task-definition.json',
  'file:///a%2Fb/task-definition.json',
  'file:///workspace/50%-task-definition.json',
  'file:///workspace/%/task-definition.json',
  'file:///nul%00l/task-definition.json',
  `file:///${'long/'.repeat(20_000)}task-definition.json`,
  'http://example.com/task-definition.json',
  'untitled:task-definition.json',
  'no address at all/task-definition.json',
  '/task-definition.json',
];

/** Settings as JSON, Lua and people write them. */
export const SETTINGS: readonly unknown[] = [
  null,
  5,
  'off',
  [],
  { rules: null },
  { rules: [] },
  { rules: 'off' },
  { rules: { 'unknown-value': null } },
  { rules: { 'unknown-value': ['off'] } },
  JSON.parse('{"rules": {"__proto__": null, "constructor": "off"}}'),
  { inlayHints: null, codeLens: 7 },
  { inlayHints: { enabled: 'no' } },
];

/** What a client says of itself that is wrong, and can be passed over. */
export const ODD_INITIALIZES: readonly object[] = [
  { capabilities: PULL, workspaceFolders: [null] },
  { capabilities: PULL, workspaceFolders: [{}] },
  { capabilities: PULL, workspaceFolders: 5 },
  { capabilities: PULL, rootUri: 5 },
  { capabilities: PULL, initializationOptions: { asked: 5 } },
  { capabilities: PULL, initializationOptions: 'all' },
];

/** A client that says nothing of itself cannot be answered. */
export const REFUSED_INITIALIZES: readonly (object | null | undefined)[] = [
  undefined,
  null,
  {},
  { capabilities: null },
];
