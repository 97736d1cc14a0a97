import { AimaqError, type Issue } from '../errors.js';

/** Thrown with all findings when an input document is at fault. */
export class StudyRejected extends AimaqError {
  readonly issues: readonly Issue[];
  constructor(issues: readonly Issue[]) {
    super('study-rejected', { count: issues.length });
    this.issues = issues;
  }
}
