/** Each entry point imports this module first, and reports when everything else is loaded. */
const begun = performance.now();
let ended = begun;

/** Records that all modules are loaded. */
export function loaded(): void {
  ended = performance.now();
}

/** How long loading took, in milliseconds. */
export function loadedIn(): number {
  return ended - begun;
}
