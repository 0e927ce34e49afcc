import type { CloseHandlerResult, ErrorHandler, ErrorHandlerResult } from 'vscode-languageclient';

// The values of ErrorAction.Continue, CloseAction.DoNotRestart and CloseAction.Restart: the client's own module is
// loaded only when a server is needed.
const CONTINUE: ErrorHandlerResult['action'] = 1;
const DO_NOT_RESTART: CloseHandlerResult['action'] = 1;
const RESTART: CloseHandlerResult['action'] = 2;

/** If the server dies more often than this within the time below, restarting it is pointless. */
const MOST_RESTARTS = 5;
const WITHIN_MS = 3 * 60 * 1000;

/**
 * Restarts a server that died. Writing to a dead server fails a few times before its end is noticed; that is no reason
 * to give up.
 * @param message what to say if it has died too often
 */
export function recovery(message: string): ErrorHandler {
  const restarts: number[] = [];
  return {
    error: () => ({ action: CONTINUE, handled: true }),
    closed: () => {
      const now = Date.now();
      restarts.push(now);
      while (restarts[0]! < now - WITHIN_MS) restarts.shift();
      return restarts.length > MOST_RESTARTS ? { action: DO_NOT_RESTART, message } : { action: RESTART, handled: true };
    },
  };
}
