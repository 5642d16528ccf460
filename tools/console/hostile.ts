/** What people call things to see what happens: long, empty of spaces, from the right, turning the direction, with markup. */
const HOSTILE = [
  `${'very-long-name-without-a-single-space-in-it-'.repeat(4)}and-so-on-to-200-or-so`,
  '<script>alert(1)</script><img src=x onerror=alert(2)>',
  'مرحبا بالعالم — שלום 123',
  'user\u202egnp.exe\u202c',
  '👩‍👩‍👧‍👦🏳️‍🌈'.repeat(12),
  '😀 {user}|{n}$& %s \\u0000 "quotes\' `ticks`',
  '很长的中文名称没有任何空格也没有标点符号用来检查换行和截断是否正确'.repeat(3),
] as const;

/** What is a name or somebody's words. */
const NAMED = new Set([
  ...['userID', 'userName', 'roomID', 'streamID', 'name', 'username', 'actor', 'target', 'verb', 'outcome', 'error'],
  ...['detail', 'event', 'platform', 'extraInfo', 'url', 'fields', 'publisherID', 'announcedAddress', 'value', 'keyPlace'],
]);

/** The same answer with every name in it a hostile one, each in its turn. */
export function hostile<T>(answer: T, turn = { number: 0 }): T {
  if (Array.isArray(answer)) return answer.map((one) => hostile(one, turn)) as T;
  if (answer === null || typeof answer !== 'object') return answer;
  const entries = Object.entries(answer).map(([key, value]) => {
    if (key === 'username' && 'csrf' in answer && value === null) return [key, value];
    const named = NAMED.has(key) && typeof value === 'string' && value !== 'done';
    // A name is one of many: rows stay different.
    return [
      key,
      named ? `${HOSTILE[turn.number % HOSTILE.length]}${Math.floor(turn.number++ / HOSTILE.length)}` : hostile(value, turn),
    ];
  });
  return Object.fromEntries(entries) as T;
}
