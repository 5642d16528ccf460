// Before anything is drawn, so that nobody who chose dark sees a white flash. The rest is in look/theme.ts.
try {
  const theme = localStorage.getItem('liuyun.theme');
  if (theme === 'light' || theme === 'dark') document.documentElement.dataset.theme = theme;
} catch {
  // Without storage the system decides.
}
