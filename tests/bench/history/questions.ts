/**
 * What people ask of a long history: the pages of the site, each with the place it begins at where it goes deep.
 */
import type { RouteName } from '#protocol/http/routes.ts';
import type { HistorySide, Person } from './side.ts';

/** One request of a person. */
export interface Question {
  readonly who: Person;
  readonly route: RouteName;
  readonly given: { readonly params?: object; readonly query?: object };
}

/** A figure's name, and requests that are asked in turn. */
export interface Asked {
  readonly metric: string;
  readonly questions: readonly Question[];
}

/** How far back deep pages begin, in days; in turn. */
const depths = [40, 130, 220, 310, 400, 490, 580, 670];

/** All that is measured. `star`: the one with most alone; `all`: people of every size in turn. */
export async function questionsOf({ givers, performers }: HistorySide, nowMs: number): Promise<Asked[]> {
  const moments = depths.map((days) => new Date(nowMs - days * 86_400_000).toISOString());
  const firsts = { givers: givers.slice(0, 1), performers: performers.slice(0, 1) };
  const simple = (metric: string, route: RouteName, people: readonly Person[], query: object = {}): Asked => {
    return { metric, questions: people.map((who) => ({ who, route, given: { query } })) };
  };
  const about = (metric: string, route: RouteName, asker: readonly Person[], whom: readonly Person[]): Asked => {
    const questions = whom.map(({ id }, at): Question => {
      const who = asker[at % asker.length];
      if (who === undefined) throw new Error('Nobody asks');
      return { who, route, given: { params: { creatorId: id } } };
    });
    return { metric, questions };
  };
  const [wallet, earnings] = [{ of: 'wallet' }, { of: 'earnings' }];
  const [sent, received] = [{ as: 'sent' }, { as: 'received' }];
  return [
    simple('wallet', 'getWallet', givers),
    simple('statement_first', 'getStatement', givers, wallet),
    await deep('statement_deep', 'getStatement', firsts.givers, wallet, moments),
    span('statement_month', 'getStatement', firsts.givers, wallet, moments),
    simple('earnings', 'getEarnings', performers),
    simple('earnings_star', 'getEarnings', firsts.performers),
    simple('earnings_statement_first', 'getStatement', performers, earnings),
    await deep('earnings_statement_deep', 'getStatement', firsts.performers, earnings, moments),
    simple('tips_sent_first', 'listTips', givers, sent),
    await deep('tips_sent_deep', 'listTips', firsts.givers, sent, moments),
    simple('tips_received_first', 'listTips', performers, received),
    await deep('tips_received_deep', 'listTips', firsts.performers, received, moments),
    span('tips_received_month', 'listTips', firsts.performers, received, moments),
    about('stats', 'tipStats', givers, performers),
    about('stats_star', 'tipStats', givers, firsts.performers),
    about('stats_star_own', 'tipStats', firsts.performers, firsts.performers),
    about('boards', 'tipBoard', givers, performers),
    about('boards_star', 'tipBoard', givers, firsts.performers),
  ];
}

/** Pages that go on from where another ended, in the middle of the history. */
async function deep(
  metric: string,
  route: 'getStatement' | 'listTips',
  people: readonly Person[],
  query: object,
  moments: readonly string[],
): Promise<Asked> {
  const questions: Question[] = [];
  for (const who of people) {
    for (const to of moments) {
      const { next } = await who.client.do(route, { query: { ...query, to, limit: 1 } as never });
      if (next !== null) questions.push({ who, route, given: { query: { ...query, before: next } } });
    }
  }
  return { metric, questions };
}

/** Pages of a stretch of days long ago. */
function span(
  metric: string,
  route: RouteName,
  people: readonly Person[],
  query: object,
  moments: readonly string[],
): Asked {
  const questions = people.flatMap((who) =>
    moments.map((to): Question => {
      const from = new Date(Date.parse(to) - 30 * 86_400_000).toISOString();
      return { who, route, given: { query: { ...query, from, to } } };
    }),
  );
  return { metric, questions };
}
