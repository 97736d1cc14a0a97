/** Exit codes of the contract. */
export const EXIT = {
  done: 0,
  /** The data or the numbers do not give it: no convergence, not estimable. */
  failed: 1,
  /** Unknown option, bad formula, missing file. */
  misuse: 2,
  /** A study or data package that does not hold. */
  invalid: 3,
  interrupted: 130,
} as const;
export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

/** Codes of the engine that mean: the command was asked for something that is not there or not written rightly. */
const MISUSE =
  /^formula-|^(data|panel|cluster|correlation|inference|evidence)-(unknown-|.*syntax)|^panel-(instruments|needs-panel)|^data-(no-year-columns|wide-collision)|^design-(no-panel|where)$/;

export function exitCodeOf(code: string): ExitCode {
  if (code === 'numeric-aborted') return EXIT.interrupted;
  return MISUSE.test(code) ? EXIT.misuse : EXIT.failed;
}
