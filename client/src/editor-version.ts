import * as vscode from 'vscode';

/** Whether the editor has at least this version. In earlier ones an API may be only a proposal, and touching it throws. */
export function isAtLeast(major: number, minor: number): boolean {
  const [ofMajor = 0, ofMinor = 0] = vscode.version.split('.').map(Number);
  return ofMajor > major || (ofMajor === major && ofMinor >= minor);
}
