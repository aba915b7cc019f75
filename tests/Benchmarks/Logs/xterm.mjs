// How fast @xterm/headless takes terminal output, in MB/s. Found as Node finds modules, or where XTERM_MODULES says.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const require = createRequire((process.env.XTERM_MODULES ?? process.cwd()) + '/x.js');
const { Terminal } = require('@xterm/headless');
const bytes = new Uint8Array(readFileSync(process.argv[2]));
let best = 0;
for (let round = 0; round < 3; round++) {
    const terminal = new Terminal({ cols: 100, rows: 40, scrollback: 1000, allowProposedApi: true });
    const begun = process.cpuUsage();
    for (let at = 0; at < bytes.length; at += 65536)
        await new Promise(done => terminal.write(bytes.subarray(at, at + 65536), done));
    const { user, system } = process.cpuUsage(begun);
    best = Math.max(best, bytes.length / (user + system));
    terminal.dispose();
}
console.log(best.toFixed(3));
