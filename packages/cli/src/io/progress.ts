/** Progress on standard error: a bar for each running study on a terminal, a line for each event in a log. */
import type { Words } from '@aimaq/engine/views';
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

export function progressOf(enabled: boolean, words: Words): Progress {
  if (!enabled) return { start() {}, update() {}, end() {}, clear() {} };
  return process.stderr.isTTY === true ? bars(words) : lines(words);
}

function lines(words: Words): Progress {
  const say = (text: string) => process.stderr.write(`${text}\n`);
  const last = new Map<string, string>();
  return {
    start: (name) => say(`${name}: ${words.text('cli.progress.started')}`),
    update(name, { task, done, total }) {
      if (last.get(name) === task) return;
      last.set(name, task);
      const said = { task: taskOf(task, words), step: done + 1, total };
      say(`${name}: ${words.text('cli.progress.step', said)}`);
    },
    end: (name, said) => say(`${name}: ${said}`),
    clear() {},
  };
}

/** Steps of the engine in words; a model is named as the study names it. */
function taskOf(task: string, words: Words): string {
  const model = /^model (.+)$/.exec(task)?.[1];
  return model === undefined ? words.text(`cli.task.${task}`) : words.text('cli.task.model', { name: model });
}

function bars(words: Words): Progress {
  const running = new Map<string, Bar>();
  let drawn = 0;
  const clear = () => {
    if (drawn > 0) process.stderr.write(`\u001b[${drawn}A\u001b[J`);
    drawn = 0;
  };
  const draw = () => {
    clear();
    const width = process.stderr.columns ?? 80;
    const text = [...running].map(([name, bar]) => barLine(name, bar, words).slice(0, width - 1));
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
      bar.task = taskOf(task, words);
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

function barLine(name: string, bar: Bar, words: Words): string {
  const full = Math.round(WIDTH * bar.share);
  const elapsed = (performance.now() - bar.since) / 1000;
  const rest = (elapsed / bar.share) * (1 - bar.share);
  const left = bar.share > 0.05 ? `, ${words.text('cli.progress.left', { time: clock(rest, words) })}` : '';
  const shown = name.length > NAME ? `${name.slice(0, NAME - 1)}…` : name.padEnd(NAME);
  const percent = `${Math.floor(100 * bar.share)} %`.padStart(5);
  return `${shown} ${'█'.repeat(full)}${'░'.repeat(WIDTH - full)} ${percent} ${bar.task}${left}`;
}

function clock(time: number, words: Words): string {
  const whole = Math.max(1, Math.round(time));
  const [minutes, seconds] = [Math.floor(whole / 60), whole % 60];
  return words.text(minutes === 0 ? 'cli.progress.seconds' : 'cli.progress.minutes', { minutes, seconds });
}
