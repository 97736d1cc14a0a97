#!/usr/bin/env node
import module from 'node:module';

// Compiled code is kept between calls where Node can (22.1 and newer).
module.enableCompileCache?.();
await import('../dist/main.js');
