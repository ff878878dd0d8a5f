/** `npm run load -- --viewers N`: real WebRTC viewers in a Busker; figures as JSON on standard output, progress beside it. */
import { runCommandBody } from '../bootstrap/run-command-body.ts';
import { runProgram } from '../checks/run-program.ts';
import { root } from '../supervisor/checkout.ts';

await runCommandBody(() => runProgram(root, 'tests/load/load.ts', process.argv.slice(2)));
