/** `npm run turn`: a TURN server for the Busker of this data directory, until Ctrl-C. */
import { runCommandBody } from '../bootstrap/run-command-body.ts';
import { createSteps } from '../bootstrap/steps.mjs';
import { runUntilStopped } from '../supervisor/run-until-stopped.ts';
import { TurnRun } from '../turn/turn-run.ts';

await runCommandBody(async () => {
  const log = createSteps();
  const turn = new TurnRun(process.env, log);
  await runUntilStopped(turn, log, async () => {
    const { urls, secretFile, relaysTo } = await log.step('Start the TURN server', () => turn.start());
    log.say(
      `It relays to ${relaysTo} and to nobody else. The next npm start in this data directory uses it by itself;`,
    );
    log.say('any other Busker of this machine with these settings:');
    log.say(`  TURN_URLS=${urls.join(',')}`);
    log.say(`  TURN_SECRET_FILE=${secretFile}`);
  });
  return 0;
});
