// node ours.mjs FILE n d: Ward from points, warmed up on small data; prints seconds of processor time and peak memory.
import { readFileSync } from 'node:fs';
import { wardPoints } from '../../packages/engine/dist/cluster/linkage/wardPoints.js';

const [, , file, rows, columns] = process.argv;
const n = Number(rows);
const d = Number(columns);
const bytes = readFileSync(file);
const data = new Float64Array(bytes.buffer, bytes.byteOffset, n * d);
for (let warm = 0; warm < (n <= 5000 ? 4 : 0); warm++) wardPoints(data, n);
const before = process.cpuUsage();
const { height } = wardPoints(data, n);
const used = process.cpuUsage(before);
report((used.user + used.system) / 1e6, process.resourceUsage().maxRSS / 1024, height);

function report(seconds, megabytes, heights) {
  console.log(
    JSON.stringify({ seconds, megabytes, last: heights[n - 2], sum: heights.reduce((sum, h) => sum + h * h, 0) }),
  );
}
