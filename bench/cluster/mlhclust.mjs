// node mlhclust.mjs FILE n d: ml-hclust, method ward2. Only where the package is installed beside the script.
import { readFileSync } from 'node:fs';
import { agnes } from 'ml-hclust';

const [, , file, rows, columns] = process.argv;
const n = Number(rows);
const d = Number(columns);
const bytes = readFileSync(file);
const data = new Float64Array(bytes.buffer, bytes.byteOffset, n * d);
const points = Array.from({ length: n }, (_, i) => Array.from(data.subarray(i * d, (i + 1) * d)));
const before = process.cpuUsage();
const root = agnes(points, { method: 'ward2' });
const used = process.cpuUsage(before);
const megabytes = process.resourceUsage().maxRSS / 1024;
console.log(JSON.stringify({ seconds: (used.user + used.system) / 1e6, megabytes, last: root.height }));
