#!/usr/bin/env node
const [first, ...rest] = process.argv.slice(2);
if (rest.length === 0 && (first === '--version' || first === '-V')) {
  // Asked by scripts at every start: answered before the commands are loaded.
  console.log(require('../package.json').version);
} else {
  // Compiled code is kept between calls where Node can (22.1 and newer).
  require('node:module').enableCompileCache?.();
  require('../dist/main.cjs');
}
