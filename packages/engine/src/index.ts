/** Errors, issues and notes that every room shares; the rooms themselves are the subpaths, such as `@aimaq/engine/panel`. */
export {
  AimaqError,
  type Code,
  type Issue,
  isUnavailable,
  type Maybe,
  type Note,
  type Outcome,
  type Params,
  type Rejected,
  type Unavailable,
} from './errors.js';
export { MESSAGES } from './messages/index.js';
export { drive, finish, type Progress, type Run, type Steps } from './run.js';
export { ENGINE_VERSION } from './version.js';
