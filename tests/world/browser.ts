/**
 * One real Chromium for a test or a bench, with as many people in it as wanted: each has cookies, cache and storage of
 * their own. What goes wrong in a page is written down. Nothing of it outlives `close`, nor the process that opened it.
 */
import { type Browser, type BrowserContext, type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import { type Complaints, collectComplaints } from './browser-complaints.ts';
import { rememberPeerConnections } from './browser-peers.ts';

/** What Debian's Chromium needs to run without a screen, a camera, a microphone and the vendor's services. */
const flags = [
  '--headless=new',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--use-fake-device-for-media-stream',
  '--use-fake-ui-for-media-stream',
  '--autoplay-policy=no-user-gesture-required',
];

/** Somebody with a browser window. */
export interface Person {
  readonly context: BrowserContext;
  readonly page: Page;
  readonly complaints: Complaints;
  /** Closes the window and forgets cookies, cache and storage. */
  leave(): Promise<void>;
}

/**
 * More cameras and microphones than one. Of the three cameras the second gives depth, which is not sent as a picture. What is
 * taken for a screen is Chromium's own green one, of 1920 × 1080.
 */
export const moreDevices = ['--use-fake-device-for-media-stream=device-count=3'] as const;

export interface TestBrowser {
  /** As Chromium names it: `156.0.8078.79`. */
  readonly version: string;
  /** A window in a context of its own, 1440 × 900 where nothing else is asked for. */
  person(options?: BrowserContextOptions): Promise<Person>;
  /** Idempotent. */
  close(): Promise<void>;
}

/**
 * Chromium from CHROMIUM_BIN, else where Debian puts it. It ends with this process however that ends: it notices that the
 * pipe to it is closed.
 * @param more flags beside the usual ones; of one that is given twice the last counts
 * @throws where there is none, or it does not start
 */
export async function openBrowser(more: readonly string[] = []): Promise<TestBrowser> {
  const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM_BIN || '/usr/bin/chromium',
    args: [...flags, ...more],
    timeout: 60_000,
    // Its own answer to Ctrl-C ends this process before anything else could be closed.
    handleSIGINT: false,
  });
  let closing: Promise<void> | undefined;
  return {
    version: browser.version(),
    person: (options) => openPerson(browser, options),
    close() {
      closing ??= browser.close();
      return closing;
    },
  };
}

/** Hands a browser to `act` and closes it whatever happens there. */
export async function withBrowser<T>(act: (browser: TestBrowser) => Promise<T>): Promise<T> {
  const browser = await openBrowser();
  try {
    return await act(browser);
  } finally {
    await browser.close();
  }
}

async function openPerson(browser: Browser, options: BrowserContextOptions = {}): Promise<Person> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: 'en-GB', ...options });
  await rememberPeerConnections(context);
  const page = await context.newPage();
  return { context, page, complaints: collectComplaints(page), leave: () => context.close() };
}
