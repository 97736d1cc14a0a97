/**
 * Load on the running site: a steady rate of requests over all region pages in three languages, then many requests for
 * the memory. Latency counts from the time a request was due, so that a slow server cannot hide behind waiting clients.
 *
 *   node bench/web/load.mjs [ORIGIN] [RATE] [SECONDS] [REQUESTS] [SERVER-PID]
 */
import { readFileSync } from 'node:fs';
import { Agent, get } from 'node:http';

const [origin = 'http://localhost:3000', rate = '200', seconds = '30', many = '100000', pid] = process.argv.slice(2);
const agent = new Agent({ keepAlive: true, maxSockets: 64 });

const regions = JSON.parse(await text('/api/v1/kazakhstan/regions.json')).filter((one) => one.validTo === null);
const paths = ['kk', 'ru', 'en'].flatMap((locale) =>
  regions.filter((one) => one.type !== 'country').map((one) => `/${locale}/kazakhstan/regions/${one.id}`),
);
for (const path of paths) await text(path);

const latencies = await steady(Number(rate), Number(seconds));
const before = memory();
await flood(Number(many) / 2);
const halfway = memory();
await flood(Number(many) / 2);
const after = memory();

const at = (share) => latencies[Math.min(latencies.length - 1, Math.floor(share * latencies.length))].toFixed(1);
console.log('| measure | value |\n| --- | ---: |');
console.log(`| pages | ${paths.length} |`);
console.log(`| requests at ${rate}/s | ${latencies.length} |`);
for (const share of [0.5, 0.95, 0.99, 0.999]) console.log(`| p${share * 100} | ${at(share)} ms |`);
if (pid !== undefined)
  console.log(`| memory before, after ${many / 2}, after ${many} requests | ${before}, ${halfway}, ${after} MB |`);
agent.destroy();

async function steady(perSecond, duration) {
  const total = perSecond * duration;
  const start = performance.now() + 100;
  const found = [];
  const all = [];
  for (let i = 0; i < total; i++) {
    const due = start + (i * 1000) / perSecond;
    const wait = due - performance.now();
    if (wait > 1) await new Promise((resolve) => setTimeout(resolve, wait));
    all.push(
      text(paths[i % paths.length]).then(() => {
        found.push(performance.now() - due);
      }),
    );
  }
  await Promise.all(all);
  return found.sort((a, b) => a - b);
}

async function flood(count) {
  let left = count;
  const work = async () => {
    while (left-- > 0) await text(paths[left % paths.length]);
  };
  await Promise.all(Array.from({ length: 16 }, work));
}

function text(path) {
  return new Promise((resolve, reject) => {
    get(
      origin + path,
      { agent, headers: { 'accept-encoding': path.startsWith('/api') ? 'identity' : 'br' } },
      (answer) => {
        const chunks = [];
        answer.on('data', (chunk) => chunks.push(chunk));
        // An answer that breaks off ends with an error, not with 'end': without this the run would wait for ever.
        answer.on('error', reject);
        answer.on('end', () =>
          answer.statusCode === 200
            ? resolve(Buffer.concat(chunks).toString())
            : reject(new Error(`${path}: ${answer.statusCode}`)),
        );
      },
    ).on('error', reject);
  });
}

/** Resident memory of the server in MB (Linux). */
function memory() {
  if (pid === undefined) return '–';
  const found = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'));
  return found === null ? '–' : Math.round(Number(found[1]) / 1024);
}
