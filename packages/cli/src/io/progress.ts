/** Progress on standard error: a bar for each running study on a terminal, a line for each event in a log. */
import { paint } from '../colour.js';

export interface Progress {
  start(name: string): void;
  update(name: string, event: { readonly task: string; readonly done: number; readonly total: number }): void;
  end(name: string, said: string): void;
  clear(): void;
}

interface Bar {
  readonly since: number;
  task: string;
  share: number;
}

const WIDTH = 24;
const NAME = 20;

export function progressOf(enabled: boolean): Progress {
  if (!enabled) return { start() {}, update() {}, end() {}, clear() {} };
  return process.stderr.isTTY === true ? bars() : lines();
}

function lines(): Progress {
  const say = (text: string) => process.stderr.write(`${text}\n`);
  const last = new Map<string, string>();
  return {
    start: (name) => say(`${name}: started`),
    update(name, { task, done, total }) {
      if (last.get(name) === task) return;
      last.set(name, task);
      say(`${name}: ${task} (${done + 1} of ${total})`);
    },
    end: (name, said) => say(`${name}: ${said}`),
    clear() {},
  };
}

function bars(): Progress {
  const running = new Map<string, Bar>();
  let drawn = 0;
  const clear = () => {
    if (drawn > 0) process.stderr.write(`\u001b[${drawn}A\u001b[J`);
    drawn = 0;
  };
  const draw = () => {
    clear();
    const width = process.stderr.columns ?? 80;
    const text = [...running].map(([name, bar]) => barLine(name, bar).slice(0, width - 1));
    process.stderr.write(text.map((line) => `${line}\n`).join(''));
    drawn = text.length;
  };
  return {
    start(name) {
      running.set(name, { since: performance.now(), task: '', share: 0 });
      draw();
    },
    update(name, { task, done, total }) {
      const bar = running.get(name);
      if (bar === undefined) return;
      bar.task = task;
      bar.share = total > 0 ? done / total : 0;
      draw();
    },
    end(name, said) {
      running.delete(name);
      clear();
      process.stderr.write(`${paint(name, 'bold')}: ${said}\n`);
      draw();
    },
    clear,
  };
}

function barLine(name: string, bar: Bar): string {
  const full = Math.round(WIDTH * bar.share);
  const elapsed = (performance.now() - bar.since) / 1000;
  const left = bar.share > 0.05 ? `, ${clock((elapsed / bar.share) * (1 - bar.share))} left` : '';
  const shown = name.length > NAME ? `${name.slice(0, NAME - 1)}…` : name.padEnd(NAME);
  const percent = `${Math.floor(100 * bar.share)} %`.padStart(5);
  return `${shown} ${'█'.repeat(full)}${'░'.repeat(WIDTH - full)} ${percent} ${bar.task}${left}`;
}

function clock(seconds: number): string {
  const whole = Math.max(1, Math.round(seconds));
  return whole < 60 ? `${whole} s` : `${Math.floor(whole / 60)} min ${whole % 60} s`;
}
