// Loaded before a program: whatever would reach the network or start another program is refused and told.
'use strict';
for (const [name, members] of Object.entries({
  net: ['connect', 'createConnection', 'createServer'],
  tls: ['connect', 'createServer'],
  dns: ['lookup', 'resolve', 'resolve4', 'resolve6'],
  'dns/promises': ['lookup', 'resolve'],
  http: ['request', 'get', 'createServer'],
  https: ['request', 'get', 'createServer'],
  http2: ['connect', 'createServer'],
  dgram: ['createSocket'],
  child_process: ['spawn', 'spawnSync', 'exec', 'execSync', 'execFile', 'execFileSync', 'fork'],
})) {
  const module = require(`node:${name}`);
  for (const member of members) module[member] = refuse(`${name}.${member}`);
}
const { Socket, Server } = require('node:net');
Socket.prototype.connect = refuse('Socket.connect');
Server.prototype.listen = refuse('Server.listen');
globalThis.fetch = refuse('fetch');
globalThis.WebSocket = refuse('WebSocket');
require('node:module').syncBuiltinESMExports();

function refuse(what) {
  return function refused() {
    require('node:fs').writeSync(2, `REFUSED ${what}\n`);
    throw new Error(`${what} is refused`);
  };
}
