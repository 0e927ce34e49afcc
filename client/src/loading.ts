/** Each entry imports this before anything else, and says when everything else is loaded. */
const begun = performance.now();
let ended = begun;

/** Notes that all modules are loaded. */
export function loaded(): void {
  ended = performance.now();
}

/** Milliseconds that loading took. */
export function loadedIn(): number {
  return ended - begun;
}
