/** Progress on standard error: one line that is rewritten on a terminal, a line for each task in a log. */
export interface Progress {
  update(event: { readonly task: string; readonly done: number; readonly total: number }): void;
  end(): void;
}

export function progressOf(name: string, enabled: boolean): Progress {
  if (!enabled) return { update() {}, end() {} };
  const terminal = process.stderr.isTTY === true;
  let last = '';
  return {
    update({ task, done, total }) {
      if (terminal) {
        const share = total > 0 ? `${Math.floor((100 * done) / total)} %` : '';
        process.stderr.write(`\r\u001b[2K${name}: ${task} ${share}`);
      } else if (task !== last) process.stderr.write(`${name}: ${task}\n`);
      last = task;
    },
    end() {
      if (terminal && last !== '') process.stderr.write('\r\u001b[2K');
    },
  };
}
