/** The browser of the tests and of the bench. */
export const CHROMIUM = process.env['CHROMIUM'] ?? '/usr/bin/chromium';

/**
 * Pages that the browser builds for itself. Each window loads the popup of its address bar, as 139 modules in a process of its
 * own: beside half of all visits, of which they lengthened each.
 */
const OWN_PAGES = ['WebUIOmniboxPopup', 'WebUIOmniboxAimPopup'];
/** What it asks its maker; the driver's own list of these, which ours replaces. */
const ASKS_ITS_MAKER = [
  'AimEnabled',
  'MediaRouter',
  'NetworkTimeServiceQuerying',
  'OptimizationHints',
  'PreconnectToSearch',
];

export const QUIET = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-dev-shm-usage',
  '--disable-background-networking',
  '--disable-component-update',
  '--no-first-run',
  `--disable-features=${[...OWN_PAGES, ...ASKS_ITS_MAKER].join(',')}`,
];
