/**
 * The socket method of quality.
 */
import type { SomeHandlers } from '#platform/websocket/answer-request.ts';
import type { QualityDeps } from './parts.ts';
import { takeReport } from './take-report.ts';

/** The handler of what pages measured. */
export function qualitySignals(deps: QualityDeps): SomeHandlers<'quality.report'> {
  return {
    'quality.report': async (session, report) => {
      await takeReport(deps, session, report);
      return {};
    },
  };
}
