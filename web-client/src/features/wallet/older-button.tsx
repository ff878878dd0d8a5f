/**
 * The next page of a list below the ones that are there, and why it did not come.
 */
import { plainWords } from '../../forms/index.ts';
import { Banner, Button } from '../../ui/index.ts';
import { strings } from './strings.ts';

export interface OlderButtonProps {
  readonly pages: {
    readonly hasNextPage: boolean;
    readonly isFetchingNextPage: boolean;
    readonly isFetchNextPageError: boolean;
    readonly error: Error | null;
    readonly fetchNextPage: () => Promise<unknown>;
  };
}

/** Nothing where there is nothing older. */
export function OlderButton({ pages }: OlderButtonProps) {
  if (!pages.hasNextPage) return null;
  return (
    <>
      {pages.isFetchNextPageError && <Banner tone="error">{plainWords(pages.error)}</Banner>}
      <Button size="sm" loading={pages.isFetchingNextPage} onClick={() => void pages.fetchNextPage()}>
        {strings.older}
      </Button>
    </>
  );
}
