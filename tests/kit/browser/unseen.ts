/**
 * Parts of a Chromium window that no page sees: the two lists below the address bar, each a page in a renderer of its own. A test opens
 * a window for everybody, and they take more of the machine than an empty page does.
 */
export const UNSEEN: readonly string[] = ['WebUIOmniboxPopup', 'WebUIOmniboxAimPopup'];
