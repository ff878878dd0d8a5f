import { openStack } from '../world/stack.ts';
import { readdirSync, readFileSync } from 'node:fs';
const a = performance.now();
const s = await openStack();
console.log(performance.now() - a, s.url, s.children);
const b = performance.now();
const logs = s.logs;
const timer = setInterval(() => { try { console.log(Math.round(performance.now()-b), s.children);} catch {} }, 300);
const p = s.close();
await new Promise(r => setTimeout(r, 4000));
try { for (const f of readdirSync(logs)) console.log(f, readFileSync(`${logs}/${f}`, 'utf8').split('\n').slice(-6).join('\n')); } catch (e) { console.log(e) }
await p;
clearInterval(timer);
console.log('closed', performance.now() - b);
